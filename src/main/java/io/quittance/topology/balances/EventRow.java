package io.quittance.topology.balances;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Events of one second, one after the other in some bytes: the milliseconds into the second in 2 bytes, the length of the tie in 4, the tie in
 * UTF-8, and the sums.
 */
final class EventRow {
    private static final int START_LENGTH = 512;
    private static final int HEAD_LENGTH = Short.BYTES + Integer.BYTES;

    private ByteBuffer bytes = ByteBuffer.allocate(START_LENGTH);

    /** Puts an event behind those that are in it. */
    void add(long second, Moment moment, Sums sums) {
        byte[] tie = moment.tie().getBytes(StandardCharsets.UTF_8);
        reserve(HEAD_LENGTH + tie.length + Sums.MOST_BYTES);
        bytes.putShort((short) (moment.at() - second)).putInt(tie.length).put(tie);
        sums.writeTo(bytes);
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    int length() {
        return bytes.position();
    }

    /** What is in it; it is empty after that. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes.array(), bytes.position());
        bytes.clear();
        return taken;
    }

    private void reserve(int count) {
        if (count > bytes.remaining()) {
            ByteBuffer more = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + count));
            bytes = more.put(bytes.flip());
        }
    }

    /** Reads a row, one event after the other. */
    static final class Cursor {
        private final long second;
        private final ByteBuffer bytes;
        private long at;
        private int tieFrom;
        private int tieLength;
        private Sums sums = Sums.NONE;

        Cursor(long second, byte[] row) {
            this.second = second;
            this.bytes = ByteBuffer.wrap(row);
        }

        /** Goes to the next one; false where there is none. */
        boolean next() {
            if (!bytes.hasRemaining()) {
                return false;
            }
            at = second + bytes.getShort();
            tieLength = bytes.getInt();
            tieFrom = bytes.position();
            bytes.position(tieFrom + tieLength);
            sums = Sums.readFrom(bytes);
            return true;
        }

        /** Whether it happened from one moment on and before another. */
        boolean isWithin(Moment from, Moment before) {
            if (at > from.at() && at < before.at()) {
                return true;
            }
            Moment moment = moment();
            return moment.compareTo(from) >= 0 && moment.compareTo(before) < 0;
        }

        Moment moment() {
            return new Moment(at, new String(bytes.array(), tieFrom, tieLength, StandardCharsets.UTF_8));
        }

        Sums sums() {
            return sums;
        }
    }
}
