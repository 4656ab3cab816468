package io.quittance.edge.report;

import io.quittance.config.Account;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Endpoint;
import io.quittance.edge.Problem;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.events.EventKind;
import io.quittance.events.Question;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/accounts/{account}/answers/{message}?order=}: the raw answer to a query that the merchant's own system asked. It is
 * kept with its question, believed or not; who relays it is told at once where it cannot be believed.
 */
final class RelayedAnswer implements Endpoint {
    private static final String RESPONSE = "-response";

    private final Map<String, Account> accounts;
    private final ReceivedLog received;

    RelayedAnswer(Map<String, Account> accounts, ReceivedLog received) {
        this.accounts = Map.copyOf(accounts);
        this.received = received;
    }

    @Override
    public void handle(Request request, Responder responder) throws InterruptedException {
        responder.respond(answer(request));
    }

    private Response answer(Request request) throws InterruptedException {
        GatewayAccount account = request.account(accounts).gateway();
        MessageType type = type(request.pathValue("message"));
        if (type == null || !account.dialect().hears(type, request.receivedAt())) {
            return Problem.notFound(
                            "this account's gateway gives no such answer; there are payment-query, payout-query and "
                                    + "balance-query, as far as the gateway has them")
                    .toResponse();
        }
        String order = request.parameter("order");
        String fault = orderFault(type, order);
        if (fault != null) {
            return Problem.badRequest(fault).toResponse();
        }
        Received record = record(request, type, order);
        if (received.write(record) == null) {
            return Problem.unavailable("the answer could not be kept; send it again", 1)
                    .toResponse();
        }
        return told(request, account, type, order, record.getId());
    }

    private static @Nullable MessageType type(String message) {
        MessageType type = MessageType.ofWireName(message + RESPONSE).orElse(null);
        if (type == null) {
            return null;
        }
        return switch (type) {
            case PAYMENT_QUERY_RESPONSE, PAYOUT_QUERY_RESPONSE, BALANCE_QUERY_RESPONSE -> type;
            case PAYMENT_CALLBACK, PAYOUT_CALLBACK, BROWSER_RETURN, PAYMENT_RESPONSE, PAYOUT_RESPONSE -> null;
            case PAYMENT_STATEMENT, PAYOUT_STATEMENT -> null;
            case PAYMENT_REQUEST, PAYMENT_PAGE, PAYOUT_REQUEST -> null;
            case PAYMENT_QUERY_REQUEST, PAYOUT_QUERY_REQUEST, BALANCE_QUERY_REQUEST -> null;
        };
    }

    private static @Nullable String orderFault(MessageType type, @Nullable String order) {
        if (type.kind() == Kind.BALANCE) {
            return order == null ? null : "a balance is about no order; leave order out";
        }
        if (order == null || order.isBlank()) {
            return "order is the order that was asked for, for example ?order=20260301000000000001";
        }
        return order.length() > EdgeLimits.MAX_ORDER_LENGTH
                ? "order has more than " + EdgeLimits.MAX_ORDER_LENGTH + " characters"
                : null;
    }

    private Received record(Request request, MessageType type, @Nullable String order) {
        return received.begin(Source.RELAYED, kind(type), request)
                .setOrder(order)
                .setMessage(type.wireName())
                .setBody(ByteBuffer.wrap(request.body()))
                .setContentType(request.headers().get("content-type"))
                .setQuestion(new Question(received.newId(request.receivedAt()), order))
                .build();
    }

    private static EventKind kind(MessageType type) {
        return switch (type.kind()) {
            case PAYMENT -> EventKind.PAYMENT;
            case PAYOUT -> EventKind.PAYOUT;
            case BALANCE -> EventKind.BALANCE;
        };
    }

    /** What the topology will make of it, as far as that depends on the message alone. */
    private static Response told(
            Request request, GatewayAccount account, MessageType type, @Nullable String order, String id) {
        RawMessage raw = new RawMessage(type, request.body(), request.headers().get("content-type"), order);
        return switch (account.dialect().verify(raw, account, request.receivedAt(), request.receivedAt())) {
            case Verified verified -> Accepted.response(id, Instant.ofEpochMilli(request.receivedAt()));
            case Rejected rejected ->
                Problem.of(
                                422,
                                "Not believed",
                                "kept as " + id + ", and not believed: "
                                        + rejected.reason()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '))
                        .toResponse();
        };
    }
}
