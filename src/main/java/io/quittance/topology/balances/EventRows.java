package io.quittance.topology.balances;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What moved the money of one account, by moment. What comes between two commits stands in memory, and is written as one row for each second
 * in which anything happened: a row of its own for every event would cost more than all that is decided about it. A row is never
 * changed; what later turns out about a moment is added in another row.
 */
final class EventRows {
    private static final long SECOND = 1_000;
    /** A row that has grown beyond this takes no more. */
    private static final int FULL_BYTES = 32 * 1024;

    private final Table table;
    /** A row for each event, as they were written once. */
    private final Table single;

    private final Totals totals;
    private final NavigableMap<Moment, Sums> unwritten = new TreeMap<>();

    EventRows(SortedBytes store, String account, Totals totals) {
        this.table = new Table(store, account, 'w');
        this.single = new Table(store, account, 'e');
        this.totals = totals;
    }

    /** Looks at one moment after another. */
    @FunctionalInterface
    interface Visitor {
        /** Something happened at that moment, which adds up to that. */
        void happened(Moment moment, Sums sums);
    }

    /** That happened at that moment, beside whatever else did. */
    void add(Moment moment, Sums change) {
        unwritten.merge(moment, change, Sums::plus);
    }

    /** What happened from one moment on and before another, the earliest first. */
    void visit(Moment from, Moment before, Visitor visitor) {
        if (from.compareTo(before) >= 0) {
            return;
        }
        NavigableMap<Moment, Sums> waiting = new TreeMap<>(unwritten.subMap(from, true, before, false));
        single.visit(from, before, (key, value) -> {
            waiting.merge(single.moment(key), Sums.of(value), Sums::plus);
            return true;
        });
        rows(from, before, (key, value) -> {
            long second = table.time(key);
            show(waiting.headMap(Moment.start(second), false), visitor);
            EventRow.Cursor events = new EventRow.Cursor(second, value);
            while (events.next()) {
                if (events.isWithin(from, before)) {
                    waiting.merge(events.moment(), events.sums(), Sums::plus);
                }
            }
            return true;
        });
        show(waiting, visitor);
    }

    /** Shows all of them, and leaves none. */
    private static void show(Map<Moment, Sums> moments, Visitor visitor) {
        moments.forEach((moment, sums) -> {
            if (!sums.isNothing()) {
                visitor.happened(moment, sums);
            }
        });
        moments.clear();
    }

    /** What all of that adds up to. */
    Sums between(Moment from, Moment before) {
        if (from.compareTo(before) >= 0) {
            return Sums.NONE;
        }
        Total total = new Total();
        unwritten.subMap(from, true, before, false).values().forEach(total::add);
        single.visit(from, before, (key, value) -> {
            total.add(Sums.of(value));
            return true;
        });
        rows(from, before, (key, value) -> {
            EventRow.Cursor events = new EventRow.Cursor(table.time(key), value);
            while (events.next()) {
                if (events.isWithin(from, before)) {
                    total.add(events.sums());
                }
            }
            return true;
        });
        return total.sums();
    }

    private void rows(Moment from, Moment before, SortedBytes.Visitor visitor) {
        long last = second(before.at());
        boolean isBeforeAll = before.isStart() && before.at() == last;
        table.visit(Moment.start(second(from.at())), Moment.start(isBeforeAll ? last : last + SECOND), visitor);
    }

    private static long second(long at) {
        return Math.floorDiv(at, SECOND) * SECOND;
    }

    /** Writes what is not written yet. */
    void keep() {
        EventRow row = new EventRow();
        long second = Long.MIN_VALUE;
        for (Map.Entry<Moment, Sums> event : unwritten.entrySet()) {
            long its = second(event.getKey().at());
            if (its != second || row.length() > FULL_BYTES) {
                write(second, row);
                second = its;
            }
            if (!event.getValue().isNothing()) {
                row.add(second, event.getKey(), event.getValue());
            }
        }
        write(second, row);
        unwritten.clear();
    }

    private void write(long second, EventRow row) {
        if (!row.isEmpty()) {
            table.store().put(table.key(new Moment(second, Long.toString(totals.nextRow()))), row.take());
        }
    }
}
