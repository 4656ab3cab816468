package io.quittance.topology;

import io.quittance.events.AnswerStatus;
import io.quittance.events.Attempt;
import io.quittance.events.Decision;
import io.quittance.events.EventKind;
import io.quittance.events.Question;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An input record in the making; every method gives another one. */
record Letter(
        String id,
        Source source,
        EventKind kind,
        String account,
        @Nullable String order,
        Instant receivedAt,
        String message,
        String body,
        @Nullable String contentType,
        Transport transport,
        @Nullable String principal,
        @Nullable Question question,
        @Nullable Attempt attempt,
        @Nullable Decision decision,
        @Nullable String replayOf,
        @Nullable Instant replayedAt,
        Map<String, String> headers) {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

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
        return new Letter(
                id,
                source,
                OrderRows.kind(vector.type().kind()),
                account,
                order,
                NOON,
                vector.type().wireName(),
                vector.body(),
                vector.contentType(),
                Transport.TLS,
                null,
                queried == null && source != Source.POLLED ? null : new Question("q-" + id, queried),
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** A record of our own about an order. */
    static Letter own(String id, Source source, EventKind kind, String account, String order) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                NOON,
                "",
                "",
                null,
                Transport.LOOPBACK,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    Letter at(Instant time) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                time,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                attempt,
                decision,
                replayOf,
                replayedAt,
                headers);
    }

    Letter by(Source other) {
        return new Letter(
                id,
                other,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                attempt,
                decision,
                replayOf,
                replayedAt,
                headers);
    }

    Letter over(Transport other, @Nullable String token) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                other,
                token,
                question,
                attempt,
                decision,
                replayOf,
                replayedAt,
                headers);
    }

    Letter asking(@Nullable Question other) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                other,
                attempt,
                decision,
                replayOf,
                replayedAt,
                headers);
    }

    Letter saying(String otherMessage, String otherBody) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                otherMessage,
                otherBody,
                contentType,
                transport,
                principal,
                question,
                attempt,
                decision,
                replayOf,
                replayedAt,
                headers);
    }

    Letter with(@Nullable Attempt other) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                other,
                decision,
                replayOf,
                replayedAt,
                headers);
    }

    Letter with(@Nullable Decision other) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                attempt,
                other,
                replayOf,
                replayedAt,
                headers);
    }

    Letter replaying(String original, Instant time) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                attempt,
                decision,
                original,
                time,
                headers);
    }

    /** The same with these headers. */
    Letter with(Map<String, String> others) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                attempt,
                decision,
                replayOf,
                replayedAt,
                others);
    }

    /** The same as an answer with that HTTP status. */
    Letter status(int status) {
        return new Letter(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                body,
                contentType,
                transport,
                principal,
                question,
                attempt,
                decision,
                replayOf,
                replayedAt,
                AnswerStatus.headers(status));
    }

    /** The key that an edge gives it. */
    String key() {
        if (kind == EventKind.BALANCE) {
            return account;
        }
        return account + "/" + (order == null ? "?" + id : order);
    }

    Received record() {
        return new Received(
                id,
                source,
                kind,
                account,
                order,
                receivedAt,
                message,
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                contentType,
                headers,
                "192.0.2.7",
                transport,
                principal,
                question,
                attempt,
                decision,
                null,
                replayOf,
                replayedAt);
    }
}
