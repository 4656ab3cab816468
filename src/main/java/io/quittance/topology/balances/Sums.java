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
 * @param unsettled what the gateway says was paid in or out and has not settled here, less its fees
 * @param leeway what may have been paid then already and is said to be only later
 */
record Sums(long in, long out, long fees, long unknown, long inFlight, long unsettled, Leeway leeway) {
    static final Sums NONE = settled(0, 0, 0);
    private static final int PLAIN_LENGTH = 5 * Long.BYTES;
    private static final int NUMBERS = 8;
    private static final int LENGTH = NUMBERS * Long.BYTES;

    /** The most that {@link #writeTo} writes. */
    static final int MOST_BYTES = 1 + LENGTH;

    static Sums settled(long in, long out, long fees) {
        return new Sums(in, out, fees, 0, 0, 0, Leeway.NONE);
    }

    static Sums paidIn(long minor, long feeMinor) {
        return settled(minor, 0, feeMinor);
    }

    static Sums paidOut(long minor, long feeMinor) {
        return settled(0, minor, feeMinor);
    }

    static Sums unknown(long minor) {
        return new Sums(0, 0, 0, minor, 0, 0, Leeway.NONE);
    }

    static Sums inFlight(long minor) {
        return new Sums(0, 0, 0, 0, minor, 0, Leeway.NONE);
    }

    /** Of what the gateway calls paid, what has not settled, and what it changes of what may have been paid. */
    static Sums said(long unsettledMinor, Leeway leeway) {
        return new Sums(0, 0, 0, 0, 0, unsettledMinor, leeway);
    }

    /** By how much the events have changed the balance. */
    long net() {
        return in - out - fees;
    }

    /** By how much they have, by the gateway's word, also where they have not settled. */
    long told() {
        return net() + unsettled;
    }

    /** What a report that may hold any of them may be off by. */
    Leeway doubt() {
        return leeway.plus(Leeway.of(unsettled)).plus(new Leeway(in, out + fees));
    }

    Sums plus(Sums other) {
        return new Sums(
                in + other.in,
                out + other.out,
                fees + other.fees,
                unknown + other.unknown,
                inFlight + other.inFlight,
                unsettled + other.unsettled,
                leeway.plus(other.leeway));
    }

    Sums minus(Sums other) {
        return new Sums(
                in - other.in,
                out - other.out,
                fees - other.fees,
                unknown - other.unknown,
                inFlight - other.inFlight,
                unsettled - other.unsettled,
                leeway.minus(other.leeway));
    }

    boolean isNothing() {
        return equals(NONE);
    }

    /** What is rarely there is left out where it is not. */
    byte[] bytes() {
        boolean isPlain = unsettled == 0 && leeway.isNone();
        ByteBuffer bytes = ByteBuffer.allocate(isPlain ? PLAIN_LENGTH : LENGTH)
                .putLong(in)
                .putLong(out)
                .putLong(fees)
                .putLong(unknown)
                .putLong(inFlight);
        return isPlain
                ? bytes.array()
                : bytes.putLong(unsettled)
                        .putLong(leeway.in())
                        .putLong(leeway.out())
                        .array();
    }

    static Sums of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NONE;
        }
        ByteBuffer values = ByteBuffer.wrap(bytes);
        return new Sums(
                values.getLong(),
                values.getLong(),
                values.getLong(),
                values.getLong(),
                values.getLong(),
                bytes.length == PLAIN_LENGTH ? 0 : values.getLong(),
                bytes.length == PLAIN_LENGTH ? Leeway.NONE : new Leeway(values.getLong(), values.getLong()));
    }

    /** The same without the numbers that are zero, which most are: a byte that says which there are, and those. */
    void writeTo(ByteBuffer bytes) {
        int there = bytes.position();
        bytes.put((byte) 0);
        int mask = 0;
        for (int i = 0; i < NUMBERS; i++) {
            long number = number(i);
            if (number != 0) {
                bytes.putLong(number);
                mask |= 1 << i;
            }
        }
        bytes.put(there, (byte) mask);
    }

    private long number(int place) {
        return switch (place) {
            case 0 -> in;
            case 1 -> out;
            case 2 -> fees;
            case 3 -> unknown;
            case 4 -> inFlight;
            case 5 -> unsettled;
            case 6 -> leeway.in();
            default -> leeway.out();
        };
    }

    /** What {@link #writeTo} has written, from where the buffer stands. */
    static Sums readFrom(ByteBuffer bytes) {
        int mask = bytes.get();
        return new Sums(
                number(bytes, mask, 0),
                number(bytes, mask, 1),
                number(bytes, mask, 2),
                number(bytes, mask, 3),
                number(bytes, mask, 4),
                number(bytes, mask, 5),
                new Leeway(number(bytes, mask, 6), number(bytes, mask, 7)));
    }

    private static long number(ByteBuffer bytes, int mask, int place) {
        return (mask & (1 << place)) == 0 ? 0 : bytes.getLong();
    }
}
