package io.quittance.topology.balances;

import java.nio.ByteBuffer;

/**
 * A balance that was reported, in fen.
 *
 * @param at the time that it is of
 * @param id of the received record that brought it
 * @param receivedAt when that was received
 * @param knownFrom from when on it counts: its own time, or where it came late, when it was received
 */
record Report(long at, String id, long minor, long receivedAt, long knownFrom) {
    /** A gateway that is asked for a balance may have looked that much later than the time that its answer names. */
    static final long LOOKS_WITHIN_MILLIS = 5_000;

    private static final int LENGTH = 3 * Long.BYTES;

    /** Whether it came later than the grace period allows. */
    boolean isLate() {
        return knownFrom != at;
    }

    /** Until when it may hold what moved after the time that it is of. */
    long until() {
        return Math.min(receivedAt, at + LOOKS_WITHIN_MILLIS);
    }

    /** Whether this one comes after the other: it is of a later time, or of the same with a higher id. */
    boolean isAfter(Report other) {
        return at > other.at || (at == other.at && id.compareTo(other.id) > 0);
    }

    Moment moment() {
        return new Moment(at, id);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(minor)
                .putLong(receivedAt)
                .putLong(knownFrom)
                .array();
    }

    static Report of(Moment moment, byte[] bytes) {
        ByteBuffer values = ByteBuffer.wrap(bytes);
        return new Report(moment.at(), moment.tie(), values.getLong(), values.getLong(), values.getLong());
    }
}
