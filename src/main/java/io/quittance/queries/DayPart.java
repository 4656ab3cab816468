package io.quittance.queries;

import io.quittance.events.Reconciliation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many payments or payouts of a day had one thing become of them, and what they come to.
 *
 * @param minor in fen
 * @param feesMinor what the gateway takes of those that settled, in fen; 0 for all else
 */
public record DayPart(What what, long count, long minor, long feesMinor) {

    /** What became of them, in the order in which it is told. */
    public enum What {
        PLACED,
        SETTLED,
        HELD,
        FAILED,
        UNRESOLVED;

        /** As JSON and CSV name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Everything that became of those in these lines together; five parts, some of them of nothing. */
    public static List<DayPart> of(List<Reconciliation> lines) {
        return Arrays.stream(What.values()).map(what -> of(what, lines)).toList();
    }

    private static DayPart of(What what, List<Reconciliation> lines) {
        long count = 0;
        long minor = 0;
        long feesMinor = 0;
        for (Reconciliation line : lines) {
            count += count(what, line);
            minor += minor(what, line);
            feesMinor += what == What.SETTLED ? line.getFeesMinor() : 0;
        }
        return new DayPart(what, count, minor, feesMinor);
    }

    private static long count(What what, Reconciliation line) {
        return switch (what) {
            case PLACED -> line.getPlacedCount();
            case SETTLED -> line.getSettledCount();
            case HELD -> line.getHeldCount();
            case FAILED -> line.getFailedCount();
            case UNRESOLVED -> line.getUnresolvedCount();
        };
    }

    private static long minor(What what, Reconciliation line) {
        return switch (what) {
            case PLACED -> line.getPlacedMinor();
            case SETTLED -> line.getSettledMinor();
            case HELD -> line.getHeldMinor();
            case FAILED -> line.getFailedMinor();
            case UNRESOLVED -> line.getUnresolvedMinor();
        };
    }
}
