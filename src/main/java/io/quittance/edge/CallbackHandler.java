package io.quittance.edge;

import io.quittance.config.AckRule;
import io.quittance.edge.EdgeCounters.Counted;
import io.quittance.edge.Peers.Peer;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Reason;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Takes a gateway's callback: reads it, checks it, writes it as evidence and answers when it is written. Everything happens on the
 * exchange's I/O thread; nothing waits.
 */
final class CallbackHandler implements HttpHandler {
    private final CallbackTable table;
    private final EdgeCounters counters;
    private final Peers peers;
    private final Evidence evidence;
    private final ReceivedWriter writer;
    private final UnverifiedBudget budget;

    CallbackHandler(
            CallbackTable table,
            EdgeCounters counters,
            Peers peers,
            Evidence evidence,
            ReceivedWriter writer,
            UnverifiedBudget budget) {
        this.table = table;
        this.counters = counters;
        this.peers = peers;
        this.evidence = evidence;
        this.writer = writer;
        this.budget = budget;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        long startedAt = System.nanoTime();
        long receivedAt = System.currentTimeMillis();
        CallbackPoint point = table.find(Target.path(exchange), receivedAt);
        if (point == null) {
            refuse(exchange, counters.elsewhere(), Refusal.NOT_FOUND);
            return;
        }
        Arrival arrival = new Arrival(point, peers.of(exchange), startedAt, receivedAt);
        HttpString method = exchange.getRequestMethod();
        boolean get = method.equals(Methods.GET) && point.acceptsGet(receivedAt);
        if (!get && !method.equals(Methods.POST)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, point.allow(receivedAt));
            refuse(exchange, point.tally(), Refusal.METHOD_NOT_ALLOWED);
            return;
        }
        if (!point.lets(arrival.peer.address())) {
            refuse(exchange, point.tally(), Refusal.FORBIDDEN);
            return;
        }
        if (get) {
            arrival.take(exchange, Target.query(exchange));
            return;
        }
        BodyReader.read(exchange, EdgeLimits.MAX_BODY_BYTES, arrival);
    }

    private static void refuse(HttpServerExchange exchange, EdgeCounters.Tally tally, Refusal refusal) {
        tally.add(refusal);
        Answers.refuse(exchange, refusal);
    }

    /** A callback on its way in. */
    private final class Arrival implements BodyReader.Taker {
        private final CallbackPoint point;
        private final Peer peer;
        private final long startedAt;
        private final long receivedAt;

        Arrival(CallbackPoint point, Peer peer, long startedAt, long receivedAt) {
            this.point = point;
            this.peer = peer;
            this.startedAt = startedAt;
            this.receivedAt = receivedAt;
        }

        @Override
        public void refuse(HttpServerExchange exchange, Refusal refusal) {
            CallbackHandler.refuse(exchange, point.tally(), refusal);
        }

        @Override
        public void take(HttpServerExchange exchange, byte[] body) {
            point.tally().add(Counted.RECEIVED);
            String contentType = contentType(exchange);
            if (FormSize.exceeds(body, contentType, EdgeLimits.MAX_PARAMETERS)) {
                refuse(exchange, Refusal.TOO_MANY_PARAMETERS);
                return;
            }
            if (System.nanoTime() - startedAt >= EdgeLimits.ANSWER_BUDGET.toNanos()) {
                refuse(exchange, Refusal.LATE);
                return;
            }
            if (!writer.admits()) {
                refuse(exchange, Refusal.UNAVAILABLE);
                return;
            }
            RawMessage raw = new RawMessage(point.type(), body, contentType, null);
            Verdict verdict = point.account()
                    .gateway()
                    .dialect()
                    .verify(raw, point.account().gateway(), receivedAt, receivedAt);
            switch (verdict) {
                case Verified verified -> decide(exchange, raw, null, verified.order());
                case Rejected rejected -> decide(exchange, raw, rejected.reason(), rejected.order());
            }
        }

        /** A query string is a form, whatever the header says of a body that is not there. */
        private static @Nullable String contentType(HttpServerExchange exchange) {
            return exchange.getRequestMethod().equals(Methods.GET)
                    ? null
                    : exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        }

        /** An order id beyond all limits is nobody's order, however well signed: it would be a key of its own length. */
        private void decide(
                HttpServerExchange exchange, RawMessage raw, @Nullable Reason reason, @Nullable String order) {
            if (order != null && order.length() > EdgeLimits.MAX_ORDER_LENGTH) {
                write(exchange, raw, Reason.MALFORMED, null);
                return;
            }
            write(exchange, raw, reason, order);
        }

        private void write(
                HttpServerExchange exchange, RawMessage raw, @Nullable Reason reason, @Nullable String order) {
            String account = point.account().name();
            if (reason != null && !budget.take(account, peer.address(), raw.body().length, startedAt)) {
                refuse(exchange, Refusal.OVER_BUDGET);
                return;
            }
            Evidence.Entry entry = evidence.of(exchange, point, peer, raw, order, receivedAt);
            long deadline = startedAt + EdgeLimits.ANSWER_BUDGET.toNanos();
            AnswerDesk desk = AnswerDesk.ofThisThread();
            PendingCallback pending =
                    new PendingCallback(exchange, point, receivedAt, answerTo(reason), reason == null, deadline, desk);
            desk.await(pending);
            exchange.dispatch(
                    SameThreadExecutor.INSTANCE, () -> writer.write(entry.key(), entry.value(), receivedAt, pending));
        }

        /** With {@code ack: durable} a failed check does not matter, but what cannot be read was no message of the gateway's. */
        private @Nullable Refusal answerTo(@Nullable Reason reason) {
            if (reason == null) {
                return null;
            }
            if (point.account().ack() == AckRule.DURABLE && reason != Reason.MALFORMED) {
                return null;
            }
            return Refusal.of(reason);
        }
    }
}
