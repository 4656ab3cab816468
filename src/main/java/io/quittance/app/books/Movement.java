package io.quittance.app.books;

/**
 * What has moved, in fen.
 *
 * @param in settled payments
 * @param out settled payouts
 * @param fees what the gateway takes of both
 */
record Movement(long in, long out, long fees) {
    static final Movement NONE = new Movement(0, 0, 0);

    /** By how much it changes a balance. */
    long net() {
        return in - out - fees;
    }

    Movement plus(Movement other) {
        return new Movement(in + other.in, out + other.out, fees + other.fees);
    }

    Movement minus(Movement other) {
        return new Movement(in - other.in, out - other.out, fees - other.fees);
    }
}
