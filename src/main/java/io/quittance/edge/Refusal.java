package io.quittance.edge;

import io.quittance.gateways.Reason;
import java.nio.charset.StandardCharsets;

/**
 * Every negative answer outside {@code /v1}: constant texts that repeat nothing of the request. None may hold {@code ok} or
 * {@code success} in any case, since gateways test for these by substring (gateways/README.md, rule 9).
 */
public enum Refusal {
    MALFORMED(400, "rejected: the message cannot be read"),
    MISSING_SIGNATURE(400, "rejected: no signature"),
    BAD_SIGNATURE(400, "rejected: wrong signature"),
    MERCHANT_MISMATCH(400, "rejected: another merchant"),
    ORDER_MISMATCH(400, "rejected: another order"),
    TOO_MANY_PARAMETERS(400, "too many parameters"),
    UNREADABLE(400, "the request cannot be read"),
    FORBIDDEN(403, "this address may not send here"),
    NOT_FOUND(404, "not found"),
    METHOD_NOT_ALLOWED(405, "method not allowed"),
    TOO_SLOW(408, "the request did not arrive in time"),
    TOO_LARGE(413, "too large"),
    OVER_BUDGET(429, "too many rejected messages"),
    FAULT(500, "internal error"),
    UNAVAILABLE(503, "not available, send again later"),
    LATE(503, "not written in time, send again later"),
    CLOSING(503, "going away, send again later");

    private final int status;
    private final String text;

    Refusal(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The whole body, ASCII. */
    public String text() {
        return text;
    }

    byte[] body() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The answer to a message that is not believed. */
    static Refusal of(Reason reason) {
        return switch (reason) {
            case MALFORMED -> MALFORMED;
            case MISSING_SIGNATURE -> MISSING_SIGNATURE;
            case BAD_SIGNATURE -> BAD_SIGNATURE;
            case MERCHANT_MISMATCH -> MERCHANT_MISMATCH;
            case ORDER_MISMATCH -> ORDER_MISMATCH;
        };
    }
}
