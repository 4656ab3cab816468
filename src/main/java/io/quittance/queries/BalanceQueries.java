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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/accounts/{account}/balance}: what the gateway holds of the account's money now, or with {@code ?asOf=} at an earlier
 * time. Any instance answers: the owner is asked, and never asks on.
 */
final class BalanceQueries {
    private static final String AS_OF = "asOf";
    private static final String MOVING = "The accounts are just being moved between instances; try again.";

    private final KafkaStreams streams;
    private final HostInfo self;
    private final Balances balances;
    private final Peers peers;
    private final Semaphore turns = new Semaphore(QueryLimits.MAX_READS);

    BalanceQueries(KafkaStreams streams, HostInfo self, Balances balances, Peers peers) {
        this.streams = streams;
        this.self = self;
        this.balances = balances;
        this.peers = peers;
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
        Bytes key = Bytes.wrap(account.getBytes(StandardCharsets.UTF_8));
        return switch (Owner.of(streams, self, balances.store(), key)) {
            case Owner.Here here -> inTurn(account, here.partition(), asOf);
            case Owner.There there ->
                OrderQueries.isPassedOn(request)
                        ? OrderQueries.unavailable(MOVING)
                        : peers.ask(there.address(), path(account, asOf), Duration.ZERO, responder);
            case Owner.Nobody nobody -> OrderQueries.unavailable(MOVING);
        };
    }

    /** A few at a time: the join waits while it is asked. */
    private Response inTurn(String account, int partition, @Nullable Instant asOf) throws InterruptedException {
        if (!turns.tryAcquire(QueryLimits.READ_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            return OrderQueries.unavailable("Too many queries at a time; try again.");
        }
        try {
            return local(account, partition, asOf);
        } catch (InvalidStateStoreException e) {
            return OrderQueries.unavailable(MOVING);
        } finally {
            turns.release();
        }
    }

    private Response local(String account, int partition, @Nullable Instant asOf) {
        if (!balances.keeps(partition)) {
            return OrderQueries.unavailable(MOVING);
        }
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

    private static String path(String account, @Nullable Instant asOf) {
        String path = "/v1/accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "/balance";
        return asOf == null ? path : path + "?asOf=" + URLEncoder.encode(asOf.toString(), StandardCharsets.UTF_8);
    }
}
