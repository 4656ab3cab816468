package io.quittance.topology.balances;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reports of one account that differ from what the ones before them let expect by the gateway's own word, kept up as reports and money come in any order. */
final class Steps {
    /** So many that hang together are looked at in either direction. */
    private static final int MOST = 200;

    private static final char LASTING = 'l';

    private final Table table;
    private final ByAmount byLasting;
    private final TimeSums sums;
    private final Reports reports;
    private final Totals totals;

    Steps(SortedBytes store, String account, TimeSums sums, Reports reports, Totals totals) {
        this.table = new Table(store, account, 'v');
        this.byLasting = new ByAmount(store, account, 'z');
        this.sums = sums;
        this.reports = reports;
        this.totals = totals;
    }

    /** A report has come in: it differs from the one before, and the one after it differs from it. */
    void reported(Report report) {
        measure(report, reports.before(report.moment()));
        Report next = reports.after(report);
        if (next != null) {
            measure(next, report);
        }
    }

    /** Money has turned out to have moved then, or not to have; the report after it, if one is changed by that. */
    @Nullable Report moved(long at, long net) {
        Report newest = totals.base();
        if (newest == null || at >= newest.at()) {
            return null;
        }
        Report report = reports.after(Moment.start(at + 1));
        Report before = report == null ? null : reports.before(report.moment());
        if (report == null || before == null) {
            return null;
        }
        Step step = get(report, before);
        put(step.differing(step.minor() - net, before.at()), step);
        return report;
    }

    private void measure(Report report, @Nullable Report before) {
        if (before == null) {
            return;
        }
        long moved = sums.between(Moment.start(before.at()), Moment.start(report.at()))
                .told();
        Step step = get(report, before);
        put(step.differing(report.minor() - before.minor() - moved, before.at()), step);
    }

    private Step get(Report report, Report before) {
        byte[] bytes = table.store().get(table.key(report.moment()));
        return bytes == null ? Step.of(report.moment(), 0, before.at()) : Step.of(report.moment(), bytes);
    }

    /** The step shows something else now. */
    void show(Step step, Step before) {
        put(step, before);
    }

    private void put(Step step, Step before) {
        if (step.equals(before)) {
            return;
        }
        boolean was = isKept(before);
        boolean is = isKept(step);
        totals.stepped((is ? 1 : 0) - (was ? 1 : 0));
        table.store().put(table.key(step.report()), is ? step.bytes() : null);
        if (step.lasting() != before.lasting()) {
            if (before.lasting() != 0) {
                byLasting.remove(
                        before.lasting(), LASTING, before.at(), before.report().tie());
            }
            if (step.lasting() != 0) {
                byLasting.put(step.lasting(), LASTING, step.at(), step.report().tie());
            }
        }
    }

    /** A report that differs no more stays until what it showed is taken back. */
    private static boolean isKept(Step step) {
        return step.minor() != 0 || step.shown() != null || step.lasting() != 0;
    }

    /**
     * Steps that hang together.
     *
     * @param first index of the first whose own place among them can be told
     * @param goesOn whether there are more before them than are looked at
     */
    record Around(List<Step> steps, int first, boolean goesOn) {}

    /** Those about that time that hang together with it, and their neighbours, by time. */
    Around around(long at, long graceMillis) {
        Deque<Step> found = new ArrayDeque<>();
        table.visitDown(Moment.start(Long.MIN_VALUE), Moment.start(at + 1), (key, value) -> {
            Step step = Step.of(table.moment(key), value);
            boolean hangsOn = found.isEmpty() || step.isLinkedTo(found.getFirst(), graceMillis);
            if (hangsOn) {
                found.addFirst(step);
            }
            return hangsOn && found.size() < MOST;
        });
        int before = found.size();
        table.visit(Moment.start(at + 1), Moment.start(Long.MAX_VALUE), (key, value) -> {
            Step step = Step.of(table.moment(key), value);
            boolean hangsOn = found.size() <= before || found.getLast().isLinkedTo(step, graceMillis);
            if (hangsOn) {
                found.addLast(step);
            }
            return hangsOn && found.size() < before + MOST;
        });
        boolean goesOn = before >= MOST;
        return new Around(List.copyOf(found), goesOn ? MOST / 2 : 0, goesOn);
    }

    /** Those from that time on that differ for good by just that much. */
    List<Step> lasting(long minor, long from) {
        List<Moment> found = new ArrayList<>();
        byLasting.visit(minor, LASTING, from, Long.MAX_VALUE, (at, report) -> {
            found.add(new Moment(at, report));
            return found.size() < MOST;
        });
        List<Step> steps = new ArrayList<>();
        for (Moment report : found) {
            byte[] bytes = table.store().get(table.key(report));
            if (bytes != null) {
                steps.add(Step.of(report, bytes));
            }
        }
        return steps;
    }
}
