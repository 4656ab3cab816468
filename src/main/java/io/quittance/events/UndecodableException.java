package io.quittance.events;

/** These bytes are no record of ours; it says what is wrong with them. Has no stack trace: it is a result, not a fault. */
public final class UndecodableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    UndecodableException(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    /** What is wrong, for counting. */
    public Fault fault() {
        return fault;
    }

    /** What can be wrong with the bytes of a record. */
    public enum Fault {
        TOO_SHORT,
        WRONG_MAGIC,
        NEWER_FRAMING,
        UNKNOWN_SCHEMA,
        WRONG_DATA,
        TRAILING_BYTES
    }
}
