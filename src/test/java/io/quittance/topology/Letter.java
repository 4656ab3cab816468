package io.quittance.topology;

import io.quittance.events.AnswerStatus;
import io.quittance.events.Attempt;
import io.quittance.events.Decision;
import io.quittance.events.EventKind;
import io.quittance.events.Question;
import io.quittance.events.Received;
import io.quittance.events.ReportedBalance;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An input record in the making; every method gives another one. */
record Letter(Received record) {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PEER = "192.0.2.7";

    /** A vector as it comes by the way of its kind. */
    static Letter of(String id, String account, @Nullable String order, Golden vector) {
        Source source = switch (vector.type()) {
            case PAYMENT_CALLBACK, PAYOUT_CALLBACK -> Source.CALLBACK;
            case BROWSER_RETURN -> Source.RETURN;
            case PAYMENT_RESPONSE, PAYOUT_RESPONSE -> Source.PLACE_ANSWER;
            case PAYMENT_QUERY_RESPONSE, PAYOUT_QUERY_RESPONSE, BALANCE_QUERY_RESPONSE -> Source.POLLED;
            case PAYMENT_STATEMENT, PAYOUT_STATEMENT -> Source.STATEMENT;
            case PAYMENT_REQUEST,
                    PAYMENT_PAGE,
                    PAYOUT_REQUEST,
                    PAYMENT_QUERY_REQUEST,
                    PAYOUT_QUERY_REQUEST,
                    BALANCE_QUERY_REQUEST -> throw new AssertionError(vector + " is nothing that is received");
        };
        String queried = vector.queried();
        boolean asks = queried != null || source == Source.POLLED;
        return own(id, source, OrderRows.kind(vector.type().kind()), account, order)
                .saying(vector.type().wireName(), vector.body())
                .change(record -> record.setContentType(vector.contentType()))
                .over(Transport.TLS, null)
                .asking(asks ? new Question("q-" + id, queried) : null);
    }

    /** A record of our own about an order, or where that is null, about the account or an order that nobody could read. */
    static Letter own(String id, Source source, EventKind kind, String account, @Nullable String order) {
        return new Letter(Received.newBuilder()
                .setId(id)
                .setSource(source)
                .setKind(kind)
                .setAccount(account)
                .setOrder(order)
                .setReceivedAt(NOON)
                .setMessage("")
                .setBody(ByteBuffer.allocate(0))
                .setPeer(PEER)
                .setTransport(Transport.LOOPBACK)
                .build());
    }

    /** A balance that somebody has read off the gateway's console, received at once. */
    static Letter reported(String id, String account, long minor, Instant asOf) {
        return own(id, Source.REPORTED, EventKind.BALANCE, account, null)
                .at(asOf)
                .change(record -> record.setReportedBalance(new ReportedBalance(minor, asOf)));
    }

    private Letter change(Consumer<Received.Builder> change) {
        Received.Builder changed = Received.newBuilder(record);
        change.accept(changed);
        return new Letter(changed.build());
    }

    Source source() {
        return record.getSource();
    }

    Letter named(String id) {
        return change(record -> record.setId(id));
    }

    Letter at(Instant time) {
        return change(record -> record.setReceivedAt(time));
    }

    Letter by(Source other) {
        return change(record -> record.setSource(other));
    }

    Letter over(Transport other, @Nullable String token) {
        return change(record -> record.setTransport(other).setPrincipal(token));
    }

    Letter asking(@Nullable Question other) {
        return change(record -> record.setQuestion(other));
    }

    Letter saying(String message, String body) {
        return change(
                record -> record.setMessage(message).setBody(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    /** The same message with this body. */
    Letter saying(String body) {
        return saying(record.getMessage(), body);
    }

    Letter with(@Nullable Attempt other) {
        return change(record -> record.setAttempt(other));
    }

    Letter with(@Nullable Decision other) {
        return change(record -> record.setDecision(other));
    }

    Letter replaying(String original, Instant time) {
        return change(record -> record.setReplayOf(original).setReplayedAt(time));
    }

    /** The same with these headers. */
    Letter with(Map<String, String> others) {
        return change(record -> record.setHeaders(others));
    }

    /** The same as an answer with that HTTP status. */
    Letter status(int status) {
        return with(AnswerStatus.headers(status));
    }

    /** The key that an edge gives it. */
    String key() {
        String order = record.getOrder();
        boolean isAboutTheAccount =
                record.getKind() == EventKind.BALANCE || (record.getSource() == Source.STATEMENT && order == null);
        if (isAboutTheAccount) {
            return record.getAccount();
        }
        return record.getAccount() + "/" + (order == null ? "?" + record.getId() : order);
    }
}
