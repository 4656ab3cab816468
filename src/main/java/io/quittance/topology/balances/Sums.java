package io.quittance.topology.balances;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What some events of an account add up to, in fen.
 *
 * @param in settled payments
 * @param out settled payouts
 * @param fees what the gateway kept of both
 * @param unknown of in - out - fees, what had happened but was not known yet; as much is taken away where it became known
 * @param inFlight payouts placed, less payouts ended
 */
record Sums(long in, long out, long fees, long unknown, long inFlight) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0);
    private static final int LENGTH = 5 * Long.BYTES;

    static Sums paidIn(long minor, long feeMinor) {
        return new Sums(minor, 0, feeMinor, 0, 0);
    }

    static Sums paidOut(long minor, long feeMinor) {
        return new Sums(0, minor, feeMinor, 0, 0);
    }

    static Sums unknown(long minor) {
        return new Sums(0, 0, 0, minor, 0);
    }

    static Sums inFlight(long minor) {
        return new Sums(0, 0, 0, 0, minor);
    }

    /** By how much the events have changed the balance. */
    long net() {
        return in - out - fees;
    }

    Sums plus(Sums other) {
        return new Sums(
                in + other.in, out + other.out, fees + other.fees, unknown + other.unknown, inFlight + other.inFlight);
    }

    Sums minus(Sums other) {
        return new Sums(
                in - other.in, out - other.out, fees - other.fees, unknown - other.unknown, inFlight - other.inFlight);
    }

    boolean isNothing() {
        return equals(NONE);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(in)
                .putLong(out)
                .putLong(fees)
                .putLong(unknown)
                .putLong(inFlight)
                .array();
    }

    static Sums of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NONE;
        }
        ByteBuffer values = ByteBuffer.wrap(bytes);
        return new Sums(values.getLong(), values.getLong(), values.getLong(), values.getLong(), values.getLong());
    }
}
