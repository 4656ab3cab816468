package io.quittance.queries;

import io.quittance.config.Settings.Scope;
import io.quittance.edge.Problem;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.Route;
import io.quittance.events.Balance;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/accounts/{account}/balance}: what the gateway holds of the account's money now, or with {@code ?asOf=} at an earlier
 * time.
 */
final class BalanceQueries {
    private static final String AS_OF = "asOf";

    private final AccountReads reads;
    private final Balances balances;

    BalanceQueries(AccountReads reads, Balances balances) {
        this.reads = reads;
        this.balances = balances;
    }

    /** The route that it answers. It blocks, on a thread of its own. */
    Route route() {
        return Route.get(
                        "/v1/accounts/{account}/balance",
                        Scope.READ,
                        (request, responder) -> responder.respond(answer(request, responder)))
                .onItsOwnThread();
    }

    private Response answer(Request request, Responder responder) throws InterruptedException {
        String account = request.pathValue("account");
        String asked = request.parameter(AS_OF);
        Instant asOf = asked == null ? null : time(asked);
        if (asked != null && asOf == null) {
            return Problem.badRequest("asOf is a time with its zone in the years 1970 to 2968, for example "
                            + "asOf=2026-03-01T12:00:00Z.")
                    .toResponse();
        }
        return reads.answer(
                request,
                responder,
                new AccountReads.Question(balances, account, path(asOf), partition -> local(account, partition, asOf)));
    }

    private Response local(String account, int partition, @Nullable Instant asOf) {
        Optional<Balance> found =
                asOf == null ? balances.now(partition, account) : balances.at(partition, account, asOf);
        return found.map(
                        row -> Response.json(200, BalanceJson.of(row)).withHeaders(Map.of("Cache-Control", "no-store")))
                .orElseGet(() -> Problem.notFound("Nothing has moved the balance of " + account
                                + " yet, and none was reported. Is that the account's name?")
                        .toResponse());
    }

    /** A plus that was not encoded has come as a blank. */
    private static @Nullable Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return isInReach(time) ? time : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isInReach(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(Instant.EPOCH.plus(QueryLimits.MAX_AGE));
    }

    private static String path(@Nullable Instant asOf) {
        return asOf == null
                ? "/balance"
                : "/balance?asOf=" + URLEncoder.encode(asOf.toString(), StandardCharsets.UTF_8);
    }
}
