package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;
import org.jspecify.annotations.Nullable;

/**
 * How far reported balances are from what was expected. A payment next to a report makes a drift that the next report undoes, so it is
 * told only where it stays beyond the tolerance for a whole grace period; from then on it is counted from that report.
 */
final class Drift {
    private final TimeSums sums;
    private final Reports reports;
    private final Totals totals;

    Drift(TimeSums sums, Reports reports, Totals totals) {
        this.sums = sums;
        this.reports = reports;
        this.totals = totals;
    }

    /** That report less what was expected from the one before it, in fen; null where there is none before it. */
    @Nullable Long at(Report report) {
        Report earlier = reports.before(report.moment());
        return earlier == null ? null : report.minor() - expected(earlier, report.at());
    }

    /**
     * The drift that the newest report makes certain, in fen, or 0.
     *
     * @param toleranceMinor what may be missing or too much
     * @param graceMillis how long it has to stay
     */
    long certain(Report newest, long toleranceMinor, long graceMillis) {
        Long toldAt = totals.toldAt();
        Long toldMinor = totals.toldMinor();
        if (toldAt == null || toldMinor == null || toldAt >= newest.at()) {
            return 0;
        }
        long all = newest.minor()
                - toldMinor
                - sums.between(Moment.start(toldAt), Moment.start(newest.at())).net();
        Report report = newest;
        long drift = all;
        while (Math.abs(drift) > toleranceMinor) {
            if (newest.at() - report.at() >= graceMillis) {
                return all;
            }
            Report earlier = reports.before(report.moment());
            if (earlier == null || earlier.at() <= toldAt) {
                return 0;
            }
            drift -= report.minor() - expected(earlier, report.at());
            report = earlier;
        }
        return 0;
    }

    private long expected(Report earlier, long at) {
        return earlier.minor()
                + sums.between(Moment.start(earlier.at()), Moment.start(at)).net();
    }

    /** Whether the newest report's drift has to be reckoned anew, since something was added before it. */
    boolean isChangedBy(LedgerMove move) {
        Report base = totals.base();
        return base != null && move.getEventTime().toEpochMilli() < base.at();
    }
}
