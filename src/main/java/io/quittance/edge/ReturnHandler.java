package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.edge.EdgeCounters.Counted;
import io.quittance.edge.Peers.Peer;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Reason;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Verified;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the browsers of payers that come back from a gateway: a hint, signed or not, never proof (gateways/README.md, rule 10). It is
 * kept like a callback, out of the budget of what proves nothing, and the payer is sent on to the merchant.
 */
final class ReturnHandler implements HttpHandler {
    static final String ROOT = "/returns/";

    private final Map<String, ReturnPoint> byPath = new HashMap<>();
    private final EdgeCounters counters;
    private final Peers peers;
    private final Evidence evidence;
    private final ReceivedWriter writer;
    private final UnverifiedBudget budget;

    ReturnHandler(
            Collection<Account> accounts,
            EdgeCounters counters,
            Peers peers,
            Evidence evidence,
            ReceivedWriter writer,
            UnverifiedBudget budget) {
        this.counters = counters;
        this.peers = peers;
        this.evidence = evidence;
        this.writer = writer;
        this.budget = budget;
        for (Account account : accounts) {
            byPath.put(ROOT + account.name(), new ReturnPoint(account, counters.of(account.name())));
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        long startedAt = System.nanoTime();
        String path = Target.decoded(Target.path(exchange));
        ReturnPoint point = path == null ? null : byPath.get(path);
        if (point == null) {
            refuse(exchange, counters.elsewhere(), Refusal.NOT_FOUND);
            return;
        }
        Arrival arrival = new Arrival(point, peers.of(exchange), startedAt, System.currentTimeMillis());
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.GET)) {
            arrival.take(exchange, Target.query(exchange));
            return;
        }
        if (!method.equals(Methods.POST)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, POST");
            refuse(exchange, point.tally(), Refusal.METHOD_NOT_ALLOWED);
            return;
        }
        BodyReader.read(exchange, EdgeLimits.MAX_BODY_BYTES, arrival);
    }

    private static void refuse(HttpServerExchange exchange, EdgeCounters.Tally tally, Refusal refusal) {
        tally.add(refusal);
        Answers.refuse(exchange, refusal);
    }

    /** A return on its way in. */
    private final class Arrival implements BodyReader.Taker {
        private final ReturnPoint point;
        private final Peer peer;
        private final long startedAt;
        private final long receivedAt;

        Arrival(ReturnPoint point, Peer peer, long startedAt, long receivedAt) {
            this.point = point;
            this.peer = peer;
            this.startedAt = startedAt;
            this.receivedAt = receivedAt;
        }

        @Override
        public void refuse(HttpServerExchange exchange, Refusal refusal) {
            ReturnHandler.refuse(exchange, point.tally(), refusal);
        }

        @Override
        public void take(HttpServerExchange exchange, byte[] body) {
            point.tally().add(Counted.RECEIVED);
            String contentType = exchange.getRequestMethod().equals(Methods.GET)
                    ? null
                    : exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
            if (FormSize.exceeds(body, contentType, EdgeLimits.MAX_PARAMETERS)) {
                refuse(exchange, Refusal.TOO_MANY_PARAMETERS);
                return;
            }
            if (!writer.admits()) {
                refuse(exchange, Refusal.UNAVAILABLE);
                return;
            }
            if (!budget.take(point.account().name(), peer.address(), body.length, startedAt)) {
                refuse(exchange, Refusal.OVER_BUDGET);
                return;
            }
            decide(exchange, new RawMessage(MessageType.BROWSER_RETURN, body, contentType, null));
        }

        /** A signature that is there and wrong is refused; where there is none, or nothing at all to read, it is a hint. */
        private void decide(HttpServerExchange exchange, RawMessage raw) {
            if (!point.signs(receivedAt) || raw.body().length == 0) {
                keep(exchange, raw, null, false, null);
                return;
            }
            switch (point.account()
                    .gateway()
                    .dialect()
                    .verify(raw, point.account().gateway(), receivedAt, receivedAt)) {
                case Verified verified -> keep(exchange, raw, verified.order(), verified.signed(), null);
                case Rejected rejected ->
                    keep(
                            exchange,
                            raw,
                            rejected.order(),
                            false,
                            rejected.reason() == Reason.MISSING_SIGNATURE ? null : Refusal.of(rejected.reason()));
            }
        }

        private void keep(
                HttpServerExchange exchange,
                RawMessage raw,
                @Nullable String order,
                boolean verified,
                @Nullable Refusal refusal) {
            boolean isOrder = order != null && !order.isEmpty() && order.length() <= EdgeLimits.MAX_ORDER_LENGTH;
            String message = point.signs(receivedAt) && raw.body().length > 0
                    ? raw.type().wireName()
                    : "";
            Evidence.Entry entry = evidence.ofReturn(
                    exchange, point.account().name(), peer, raw, message, isOrder ? order : null, receivedAt);
            AnswerDesk desk = AnswerDesk.ofThisThread();
            PendingReturn pending = new PendingReturn(
                    exchange, point, refusal, verified, startedAt + EdgeLimits.ANSWER_BUDGET.toNanos(), desk);
            desk.await(pending);
            exchange.dispatch(
                    SameThreadExecutor.INSTANCE, () -> writer.write(entry.key(), entry.value(), receivedAt, pending));
        }
    }
}
