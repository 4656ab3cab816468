package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A report that differs from what the one before it let expect, or that may.
 *
 * @param report its place among the reports
 * @param minor by how much, in fen; 0 where it differs no more
 * @param leeway how much more leeway it has than the one before it
 * @param doubt what it may hold already of what moved after the time that it is of
 * @param previousAt as-of time of the report before it; {@link #NONE_BEFORE} where it is the first
 * @param shown the break that it shows; null where it shows none
 * @param lasting by how much the balance differs for good from then on, in fen; 0 where that is not known or within the tolerance
 * @param behind what was known to last by then, less what all reports up to it were off, in fen
 */
record Step(
        Moment report,
        long minor,
        Leeway leeway,
        Leeway doubt,
        long previousAt,
        @Nullable BreakType shown,
        long lasting,
        long behind) {
    /** Before every report. */
    static final long NONE_BEFORE = Long.MIN_VALUE;

    private static final int LENGTH = 8 * Long.BYTES + 1;
    private static final byte NOTHING = 0;

    long at() {
        return report.at();
    }

    /** Whether it differs, or may, whatever it has shown before. */
    boolean isOne() {
        return minor != 0 || !leeway.isNone() || !doubt.isNone();
    }

    boolean isFirst() {
        return previousAt == NONE_BEFORE;
    }

    /** Whether that later one may still undo it: no report before that one is a grace period after this. */
    boolean isLinkedTo(Step later, long graceMillis) {
        return later.previousAt - at() < graceMillis;
    }

    /** One that shows nothing yet. */
    static Step of(Moment report, long previousAt) {
        return new Step(report, 0, Leeway.NONE, Leeway.NONE, previousAt, null, 0, 0);
    }

    /** The same report where it differs so from that other one before it. */
    Step differing(long byMinor, Leeway byLeeway, long fromAt) {
        return new Step(report, byMinor, byLeeway, doubt, fromAt, shown, lasting, behind);
    }

    /** The same report where it shows that, of what lasts at it. */
    Step showing(@Nullable BreakType type, Lasting.Change change) {
        return new Step(report, minor, leeway, doubt, previousAt, type, change.minor(), change.behind());
    }

    /** The same report where that is in doubt. */
    Step doubting(Leeway inDoubt) {
        return new Step(report, minor, leeway, inDoubt, previousAt, shown, lasting, behind);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(minor)
                .putLong(leeway.in())
                .putLong(leeway.out())
                .putLong(doubt.in())
                .putLong(doubt.out())
                .putLong(previousAt)
                .putLong(lasting)
                .putLong(behind)
                .put(mark(shown))
                .array();
    }

    static Step of(Moment report, byte[] bytes) {
        ByteBuffer values = ByteBuffer.wrap(bytes);
        long minor = values.getLong();
        Leeway leeway = new Leeway(values.getLong(), values.getLong());
        Leeway doubt = new Leeway(values.getLong(), values.getLong());
        long previousAt = values.getLong();
        long lasting = values.getLong();
        long behind = values.getLong();
        return new Step(report, minor, leeway, doubt, previousAt, type(values.get()), lasting, behind);
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
