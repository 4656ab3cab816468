package io.quittance.topology.balances;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The balances that were reported of one account, by the time that they are of. */
final class Reports {
    /** No report, ever. */
    static final long NEVER = Long.MAX_VALUE;

    private final Table table;

    Reports(SortedBytes store, String account) {
        this.table = new Table(store, account, 'r');
    }

    void add(Report report) {
        table.store().put(table.key(report.moment()), report.bytes());
    }

    /** The newest report of that time or before, of those known at that time. */
    @Nullable Report knownAt(long time) {
        return last(Moment.start(time + 1), time);
    }

    /** The newest report of that time or before, whenever it became known. */
    @Nullable Report upTo(long time) {
        return last(Moment.start(time + 1), NEVER);
    }

    /** The report before that one, whenever it became known. */
    @Nullable Report before(Moment report) {
        return last(report, NEVER);
    }

    /** The first report after that moment, whenever it became known. */
    @Nullable Report after(Moment moment) {
        Report[] found = new Report[1];
        table.visit(moment, Moment.start(Long.MAX_VALUE), (key, value) -> {
            found[0] = Report.of(table.moment(key), value);
            return false;
        });
        return found[0];
    }

    /** Those after one time until another. */
    List<Report> between(long after, long until) {
        List<Report> found = new ArrayList<>();
        table.visit(Moment.start(after + 1), Moment.start(until + 1), (key, value) -> {
            found.add(Report.of(table.moment(key), value));
            return true;
        });
        return found;
    }

    /** The first report after that one. */
    @Nullable Report after(Report report) {
        return after(behind(report));
    }

    /** From when on a report is known that is of a later time than that, or {@link #NEVER}. */
    long firstKnownAfter(long time) {
        return firstKnown(Moment.start(time + 1));
    }

    /** From when on a report is known that comes after that one, or {@link #NEVER}. */
    long firstKnownAfter(Report report) {
        return firstKnown(behind(report));
    }

    private static Moment behind(Report report) {
        return new Moment(report.at(), report.id() + '\0');
    }

    private @Nullable Report last(Moment before, long knownUntil) {
        Report[] found = new Report[1];
        table.visitDown(Moment.start(Long.MIN_VALUE), before, (key, value) -> {
            Report report = Report.of(table.moment(key), value);
            if (report.knownFrom() <= knownUntil) {
                found[0] = report;
            }
            return found[0] == null;
        });
        return found[0];
    }

    /** Those that come after one that was known at its own time are known later still. */
    private long firstKnown(Moment from) {
        long[] first = {NEVER};
        table.visit(from, Moment.start(Long.MAX_VALUE), (key, value) -> {
            Report report = Report.of(table.moment(key), value);
            first[0] = Math.min(first[0], report.knownFrom());
            return report.isLate();
        });
        return first[0];
    }
}
