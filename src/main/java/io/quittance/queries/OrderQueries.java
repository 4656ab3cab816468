package io.quittance.queries;

import io.quittance.config.Settings.Scope;
import io.quittance.edge.Principal;
import io.quittance.edge.Problem;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.Route;
import io.quittance.events.UndecodableException;
import io.quittance.queries.Waiters.Waiter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/accounts/{account}/orders/{order}} and {@code /payouts/{order}}: the row and its history from the views; with
 * {@code ?wait=20s} not before it is final or the time is over. Any instance answers: the owner is asked, and never asks on.
 */
final class OrderQueries {
    /** Where the view stood that was read. */
    static final String POSITION = "Quittance-Position";

    static final String MOVING = "The orders are just being moved between instances; try again.";

    private static final Logger LOG = LoggerFactory.getLogger(OrderQueries.class);

    private final KafkaStreams streams;
    private final HostInfo self;
    private final LocalRows rows;
    private final Waiters waiters;
    private final Peers peers;

    OrderQueries(KafkaStreams streams, HostInfo self, Views views, Peers peers) {
        this.streams = streams;
        this.self = self;
        this.rows = new LocalRows(streams, views);
        this.waiters = views.waiters();
        this.peers = peers;
    }

    /** The routes that it answers. They block, each on a thread of its own. */
    List<Route> routes() {
        return List.of(route("orders", View.ORDERS), route("payouts", View.PAYOUTS));
    }

    private Route route(String name, View view) {
        return Route.get(
                        "/v1/accounts/{account}/" + name + "/{order}",
                        Scope.READ,
                        (request, responder) -> responder.respond(answer(view, request, responder)))
                .onItsOwnThread();
    }

    private Response answer(View view, Request request, Responder responder) throws InterruptedException {
        String account = request.pathValue("account");
        String order = request.pathValue("order");
        Duration wait = WaitTime.of(request.parameter("wait"));
        if (wait == null) {
            return Problem.badRequest("wait is a time in whole seconds, for example wait=20s, and at most "
                            + QueryLimits.MAX_WAIT.toSeconds() + "s of it count.")
                    .toResponse();
        }
        if (account.indexOf('/') >= 0) {
            return unknown(account, order, Map.of());
        }
        RowKey key = RowKey.of(view, account, order);
        return switch (Owner.of(streams, self, view.store(), key.bytes())) {
            case Owner.Here here -> local(new Asked(key, here.partition(), account, order), wait, responder);
            case Owner.There there -> {
                if (isPassedOn(request)) {
                    yield unavailable(MOVING);
                }
                yield peers.ask(there.address(), path(view, account, order, wait), wait, responder);
            }
            case Owner.Nobody nobody -> unavailable(MOVING);
        };
    }

    /** What another instance asks is answered here or not at all, so that no question goes round. */
    static boolean isPassedOn(Request request) {
        Principal principal = request.principal();
        return principal != null && principal.peer();
    }

    private record Asked(RowKey key, int partition, String account, String order) {}

    private Response local(Asked asked, Duration wait, Responder responder) throws InterruptedException {
        try {
            Look look = rows.look(asked.key, asked.partition);
            if (wait.isZero() || isTheLast(look)) {
                return response(asked, look);
            }
            return waited(asked, wait, responder);
        } catch (UndecodableException e) {
            LOG.error("the row of {} cannot be read: {}", asked.key.bytes(), e.getMessage());
            return Problem.of(500, "Damaged row", "The row of this order cannot be read; see the log of the service.")
                    .toResponse();
        }
    }

    /** Registers first and looks again then: a row that comes in between is seen by the look, a later one wakes. */
    private Response waited(Asked asked, Duration wait, Responder responder)
            throws UndecodableException, InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        try (Waiter waiter = waiters.register(asked.key, asked.partition)) {
            if (waiter == null) {
                return unavailable("Too many requests wait for their orders; ask without wait, or try again.");
            }
            responder.onHangUp(waiter::abandon);
            Look look = rows.look(asked.key, asked.partition);
            while (!isTheLast(look) && waiter.await(Duration.ofNanos(until - System.nanoTime()))) {
                look = rows.look(asked.key, asked.partition);
            }
            return response(asked, look);
        }
    }

    private static boolean isTheLast(Look look) {
        return switch (look) {
            case Look.Found found -> found.isFinal();
            case Look.NotNow notNow -> true;
            case Look.Missing missing -> false;
        };
    }

    private static Response response(Asked asked, Look look) {
        return switch (look) {
            case Look.Found found ->
                Response.json(200, found.json())
                        .withHeaders(Map.of(POSITION, found.position(), "Cache-Control", "no-store"));
            case Look.Missing missing -> unknown(asked.account, asked.order, Map.of(POSITION, missing.position()));
            case Look.NotNow notNow -> unavailable(notNow.why());
        };
    }

    private static Response unknown(String account, String order, Map<String, String> headers) {
        String detail = "Nothing is known of " + order + " at account " + account
                + ". Was it placed there, and is the number the merchant's own?";
        return new Problem(404, "Not found", detail, headers).toResponse();
    }

    static Response unavailable(String detail) {
        return Problem.unavailable(detail, QueryLimits.RETRY_AFTER_SECONDS).toResponse();
    }

    private static String path(View view, String account, String order, Duration wait) {
        return "/v1/accounts/" + encoded(account) + '/' + view.topic().suffix() + '/' + encoded(order)
                + (wait.isZero() ? "" : "?wait=" + wait.toSeconds() + 's');
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
