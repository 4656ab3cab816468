package io.quittance.gateways;

/** A file that is no statement; the message says what is wrong and what to do about it. */
public final class UnreadableStatement extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableStatement(String message) {
        super(message);
    }
}
