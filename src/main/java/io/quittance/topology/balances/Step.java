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
 */
record Step(
        Moment report,
        long minor,
        long previousAt,
        @Nullable BreakType shown) {
    private static final int LENGTH = 2 * Long.BYTES + 1;
    private static final byte NOTHING = 0;

    long at() {
        return report.at();
    }

    /** Whether the other one, the next after this, may still undo it: it is near, or the very next report. */
    boolean isLinkedTo(Step next, long graceMillis) {
        return next.at() - at() <= graceMillis || next.previousAt == at();
    }

    Step showing(@Nullable BreakType type) {
        return new Step(report, minor, previousAt, type);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(minor)
                .putLong(previousAt)
                .put(mark(shown))
                .array();
    }

    static Step of(Moment report, byte[] bytes) {
        ByteBuffer values = ByteBuffer.wrap(bytes);
        long minor = values.getLong();
        long previousAt = values.getLong();
        return new Step(report, minor, previousAt, type(values.get()));
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
