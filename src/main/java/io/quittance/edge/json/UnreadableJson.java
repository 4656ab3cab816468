package io.quittance.edge.json;

import io.quittance.edge.Problem;

/** A body that is no JSON object; the message says why and repeats nothing of it. */
public final class UnreadableJson extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableJson(String message) {
        super(message, null, false, false);
    }

    /** The answer to it. */
    public Problem problem() {
        return Problem.badRequest(String.valueOf(getMessage()));
    }
}
