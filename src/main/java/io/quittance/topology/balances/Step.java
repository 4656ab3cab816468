package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A report that differs from what the one before it let expect.
 *
 * @param report its place among the reports
 * @param minor by how much, in fen; 0 where it differs no more and only what it showed is left
 * @param previousAt as-of time of the report before it
 * @param shown the break that it shows; null where it shows none
 * @param lasting by how much the balance differs for good from then on, in fen; 0 where that is not known or within the tolerance
 */
record Step(
        Moment report,
        long minor,
        long previousAt,
        @Nullable BreakType shown,
        long lasting) {
    private static final int LENGTH = 3 * Long.BYTES + 1;
    private static final byte NOTHING = 0;

    long at() {
        return report.at();
    }

    /** Whether that later one may still undo it: no report before that one is a grace period after this. */
    boolean isLinkedTo(Step later, long graceMillis) {
        return later.previousAt - at() < graceMillis;
    }

    /** One that shows nothing yet. */
    static Step of(Moment report, long minor, long previousAt) {
        return new Step(report, minor, previousAt, null, 0);
    }

    /** The same report where it differs by that much from that other one before it. */
    Step differing(long byMinor, long fromAt) {
        return new Step(report, byMinor, fromAt, shown, lasting);
    }

    Step showing(@Nullable BreakType type, long lastingMinor) {
        return new Step(report, minor, previousAt, type, lastingMinor);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(minor)
                .putLong(previousAt)
                .putLong(lasting)
                .put(mark(shown))
                .array();
    }

    static Step of(Moment report, byte[] bytes) {
        ByteBuffer values = ByteBuffer.wrap(bytes);
        long minor = values.getLong();
        long previousAt = values.getLong();
        long lasting = values.getLong();
        return new Step(report, minor, previousAt, type(values.get()), lasting);
    }

    private static byte mark(@Nullable BreakType shown) {
        if (shown == null) {
            return NOTHING;
        }
        return switch (shown) {
            case PAYOUT_WITHOUT_DROP -> 'p';
            case DROP_WITHOUT_PAYOUT -> 'd';
            case SUSPECTED_SKIMMING -> 's';
            case UNEXPLAINED_GAIN -> 'g';
            case PAID_THERE_NOT_HERE, HERE_NOT_THERE, AMOUNT_DIFFERS, STATUS_DIFFERS, DUPLICATE_PAYMENT, UNSPECIFIED ->
                throw new IllegalArgumentException("no report shows " + shown);
        };
    }

    private static @Nullable BreakType type(byte mark) {
        return switch (mark) {
            case 'p' -> BreakType.PAYOUT_WITHOUT_DROP;
            case 'd' -> BreakType.DROP_WITHOUT_PAYOUT;
            case 's' -> BreakType.SUSPECTED_SKIMMING;
            case 'g' -> BreakType.UNEXPLAINED_GAIN;
            default -> null;
        };
    }
}
