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
    /** At least so many before one are looked at with it, if there are so many that hang together. */
    static final int KNOWN = MOST / 2;

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

    /** Something has turned out to have been then, or not; the reports that are changed by that. */
    List<Report> changed(long at, Sums change) {
        Report newest = totals.base();
        if (newest == null || at >= newest.at() + Report.LOOKS_WITHIN_MILLIS) {
            return List.of();
        }
        List<Report> changed = new ArrayList<>(1);
        for (Report report : reports.between(at - Report.LOOKS_WITHIN_MILLIS, at)) {
            if (at < report.until()) {
                Step step = get(report, reports.before(report.moment()));
                put(step.doubting(doubt(report)), step);
                changed.add(report);
            }
        }
        Report report = at < newest.at() ? reports.after(Moment.start(at + 1)) : null;
        if (report != null) {
            Step step = get(report, reports.before(report.moment()));
            long told = step.isFirst() ? 0 : change.told();
            put(step.differing(step.minor() - told, step.leeway().plus(change.leeway()), step.previousAt()), step);
            changed.add(report);
        }
        return changed;
    }

    /** That of a report of that time: what is taken away from then on, for in the end there is none. */
    private Leeway leewayAt(long at) {
        return sums.between(Moment.start(at), totals.end()).leeway().negated();
    }

    private Leeway doubt(Report report) {
        return report.until() <= report.at()
                ? Leeway.NONE
                : sums.between(Moment.start(report.at()), Moment.start(report.until()))
                        .doubt();
    }

    private void measure(Report report, @Nullable Report before) {
        Step step = get(report, before);
        Step doubting = step.doubting(doubt(report));
        Moment from = Moment.start(report.at());
        if (before == null) {
            put(doubting.differing(0, leewayAt(report.at()), Step.NONE_BEFORE), step);
            return;
        }
        Sums between = sums.between(Moment.start(before.at()), from);
        put(doubting.differing(report.minor() - before.minor() - between.told(), between.leeway(), before.at()), step);
    }

    private Step get(Report report, @Nullable Report before) {
        byte[] bytes = table.store().get(table.key(report.moment()));
        return bytes == null
                ? Step.of(report.moment(), before == null ? Step.NONE_BEFORE : before.at())
                : Step.of(report.moment(), bytes);
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
        return step.isOne() || step.shown() != null || step.lasting() != 0;
    }

    /**
     * Steps that hang together.
     *
     * @param leeway that of the first
     * @param first index of the first whose own place among them can be told
     * @param end index behind the last of those
     * @param goesOn whether there are more before them than are looked at
     */
    record Around(List<Step> steps, Leeway leeway, int first, int end, boolean goesOn) {}

    /** Those about that time that hang together with it, and their neighbours, by time. */
    Around around(long at, long graceMillis) {
        Chain chain = new Chain(graceMillis);
        table.visitDown(
                Moment.start(Long.MIN_VALUE),
                Moment.start(at + 1),
                (key, value) -> chain.goesOnBefore(Step.of(table.moment(key), value)));
        int before = chain.steps.size();
        table.visit(
                Moment.start(at + 1),
                Moment.start(Long.MAX_VALUE),
                (key, value) -> chain.goesOnAfter(Step.of(table.moment(key), value), before));
        boolean goesOn = before >= MOST;
        int size = chain.steps.size();
        int end = size - before >= MOST ? size - KNOWN : size;
        return new Around(List.copyOf(chain.steps), chain.first, goesOn ? KNOWN : 0, end, goesOn);
    }

    /** Grows from a step in both directions for as long as the steps hang together: in time, or while there is leeway between them. */
    private final class Chain {
        private final Deque<Step> steps = new ArrayDeque<>();
        private final long graceMillis;
        private Leeway first = Leeway.NONE;
        private Leeway last = Leeway.NONE;

        Chain(long graceMillis) {
            this.graceMillis = graceMillis;
        }

        private void begin(Step step) {
            first = leewayAt(step.at());
            last = first;
            steps.add(step);
        }

        boolean goesOnBefore(Step step) {
            if (steps.isEmpty()) {
                begin(step);
                return true;
            }
            Leeway then = first.minus(steps.getFirst().leeway());
            boolean hangsOn = step.isLinkedTo(steps.getFirst(), graceMillis) || !then.isNone();
            if (hangsOn) {
                first = then;
                steps.addFirst(step);
            }
            return hangsOn && steps.size() < MOST;
        }

        /** The next one is looked at in any case. */
        boolean goesOnAfter(Step step, int before) {
            if (steps.isEmpty()) {
                begin(step);
                return true;
            }
            boolean hangsOn = steps.size() <= before || steps.getLast().isLinkedTo(step, graceMillis) || !last.isNone();
            if (hangsOn) {
                last = last.plus(step.leeway());
                steps.addLast(step);
            }
            return hangsOn && steps.size() < before + MOST;
        }
    }

    /** When there are any, after one time until another. */
    List<Long> between(long after, long until) {
        List<Long> found = new ArrayList<>();
        table.visit(Moment.start(after + 1), Moment.start(until + 1), (key, value) -> {
            found.add(table.moment(key).at());
            return true;
        });
        return found;
    }

    /** When there are any that differ for good by just that much, from that time on. */
    List<Long> lasting(long minor, long from) {
        List<Long> found = new ArrayList<>();
        byLasting.visit(minor, LASTING, from, Long.MAX_VALUE, (at, report) -> {
            found.add(at);
            return found.size() < MOST;
        });
        return found;
    }
}
