package io.quittance.topology.balances;

/**
 * The events of one account by time, with their sums by day, hour, minute and second, so that the sum between any two moments is read
 * from some hundred entries at most, however many events there are between them.
 */
final class TimeSums {
    private static final long[] WIDTHS = {86_400_000L, 3_600_000L, 60_000L, 1_000L};
    private static final char[] MARKS = {'d', 'h', 'm', 's'};

    private final EventRows events;
    private final Totals totals;
    private final Table[] sums = new Table[WIDTHS.length];

    TimeSums(EventRows events, SortedBytes sums, String account, Totals totals) {
        this.events = events;
        this.totals = totals;
        for (int level = 0; level < WIDTHS.length; level++) {
            this.sums[level] = new Table(sums, account, MARKS[level]);
        }
    }

    /** Adds what happened at that moment to what is known of it. */
    void add(Moment moment, Sums change) {
        if (change.isNothing()) {
            return;
        }
        events.add(moment, change);
        totals.added(moment, change);
        for (int level = 0; level < WIDTHS.length; level++) {
            long begin = Math.floorDiv(moment.at(), WIDTHS[level]) * WIDTHS[level];
            add(sums[level], Moment.start(begin), change);
        }
    }

    /** What happened from one moment on and before another. */
    Sums between(Moment from, Moment before) {
        Total total = new Total();
        collect(total, 0, from, before);
        return total.sums();
    }

    private static void add(Table table, Moment moment, Sums change) {
        byte[] key = table.key(moment);
        Sums changed = Sums.of(table.store().get(key)).plus(change);
        table.store().put(key, changed.isNothing() ? null : changed.bytes());
    }

    /** Whole parts of the level's width from its table, what is left at both ends from the finer ones. */
    private void collect(Total total, int level, Moment from, Moment before) {
        if (from.at() > before.at()) {
            return;
        }
        if (level == WIDTHS.length) {
            total.add(events.between(from, before));
            return;
        }
        long low = Math.ceilDiv(from.isStart() ? from.at() : from.at() + 1, WIDTHS[level]) * WIDTHS[level];
        long high = Math.floorDiv(before.at(), WIDTHS[level]) * WIDTHS[level];
        if (low >= high) {
            collect(total, level + 1, from, before);
            return;
        }
        sums[level].visit(Moment.start(low), Moment.start(high), (key, value) -> {
            total.add(Sums.of(value));
            return true;
        });
        collect(total, level + 1, from, Moment.start(low));
        collect(total, level + 1, Moment.start(high), before);
    }
}
