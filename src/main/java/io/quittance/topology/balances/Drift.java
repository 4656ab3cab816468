package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;
import org.jspecify.annotations.Nullable;

/**
 * How far reported balances are from what was expected. A payment next to a report makes a drift that the next report undoes: over a
 * whole grace period the drift that lasts is one of those seen. It is told where it can no longer be what it was before.
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
     * By how much the lasting drift has certainly changed now that this is the newest report, in fen; mostly 0.
     *
     * @param toleranceMinor what may be missing or too much
     * @param graceMillis how long it has to last
     */
    long certain(Report newest, long toleranceMinor, long graceMillis) {
        Report first = totals.first();
        if (first == null) {
            totals.begins(newest);
            return 0;
        }
        Level lasting = totals.lasting();
        Level seen = seen(first, newest, graceMillis, lasting);
        if (seen == null) {
            return 0;
        }
        if (lasting == null) {
            totals.lasts(seen);
            return 0;
        }
        long jump = lasting.jumpTo(seen, toleranceMinor);
        totals.lasts(jump == 0 ? lasting.and(seen) : Level.after(jump, seen));
        totals.told(jump);
        return jump;
    }

    /**
     * Money has turned out late to have moved. As much of it as was told to be missing or too much may have been that; what was never
     * told needs no explanation.
     */
    void explain(long net) {
        long told = totals.told();
        long part = net > 0 ? Math.min(net, Math.max(told, 0)) : Math.max(net, Math.min(told, 0));
        Level lasting = totals.lasting();
        if (lasting != null && part != 0) {
            totals.lasts(lasting.orLowerBy(part));
            totals.told(-part);
        }
    }

    /**
     * The drifts since the first report at the newest one and those before it, back over a grace period; null while there is none yet.
     * Where they hold all that it was before, nothing more can come of it, and no more is read.
     */
    private @Nullable Level seen(Report first, Report newest, long graceMillis, @Nullable Level lasting) {
        Moment begin = Moment.start(first.at());
        long drift = newest.minor()
                - first.minor()
                - sums.between(begin, Moment.start(newest.at())).net();
        Level seen = new Level(drift, drift);
        Report report = newest;
        while (newest.at() - report.at() < graceMillis && (lasting == null || !seen.holds(lasting))) {
            Report earlier = reports.before(report.moment());
            if (earlier == null || earlier.at() < first.at()) {
                return null;
            }
            drift -= report.minor() - expected(earlier, report.at());
            seen = seen.with(drift);
            report = earlier;
        }
        return seen;
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
