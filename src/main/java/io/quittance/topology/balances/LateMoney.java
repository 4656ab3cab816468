package io.quittance.topology.balances;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Money that was heard of later than the grace period allows. In the sums it stands at its event time; until it becomes known it is
 * taken off again as unknown, for what was decided meanwhile stays. It becomes known when it is received, or before, when a balance is
 * reported that it is already part of.
 */
final class LateMoney {
    private static final int LENGTH = 2 * Long.BYTES + 1;

    private final Table table;
    private final TimeSums sums;
    private final Reports reports;

    LateMoney(SortedBytes store, String account, TimeSums sums, Reports reports) {
        this.table = new Table(store, account, 'l');
        this.sums = sums;
        this.reports = reports;
    }

    /**
     * @param at when it moved
     * @param net by how much it changed the balance
     * @param byReport whether a report has made it known, and not the record itself
     */
    private record Item(Moment at, long net, boolean byReport) {
        byte[] bytes() {
            return ByteBuffer.allocate(LENGTH)
                    .putLong(at.at())
                    .putLong(net)
                    .put((byte) (byReport ? 1 : 0))
                    .array();
        }

        static Item of(Moment key, byte[] bytes) {
            ByteBuffer values = ByteBuffer.wrap(bytes);
            return new Item(key.at(values.getLong()), values.getLong(), values.get() != 0);
        }

        /** Where in the sums it becomes known: a report counts from the first moment of its time on. */
        Moment known(long time) {
            return byReport ? Moment.start(time) : at.at(time);
        }
    }

    /** Money that moved then and was received later. */
    void add(Moment at, long receivedAt, long net) {
        long reported = reports.firstKnownAfter(at.at());
        boolean byReport = reported <= receivedAt;
        keep(Math.min(receivedAt, reported), new Item(at, net, byReport));
        sums.add(at, Sums.unknown(net));
    }

    /** A report that is known from a time on makes all that moved before the time that it is of known. */
    void reported(Report report) {
        for (Kept kept : unknownAt(report)) {
            table.store().put(table.key(kept.item.at.at(kept.until)), null);
            sums.add(kept.item.known(kept.until), Sums.unknown(kept.item.net));
            keep(report.knownFrom(), new Item(kept.item.at, kept.item.net, true));
        }
    }

    private record Kept(long until, Item item) {}

    private List<Kept> unknownAt(Report report) {
        List<Kept> found = new ArrayList<>();
        table.visit(Moment.start(report.knownFrom()), Moment.start(Long.MAX_VALUE), (key, value) -> {
            Moment until = table.moment(key);
            Item item = Item.of(until, value);
            boolean knownBefore = item.byReport && until.at() == report.knownFrom();
            if (item.at.at() < report.at() && !knownBefore) {
                found.add(new Kept(until.at(), item));
            }
            return true;
        });
        return found;
    }

    private void keep(long until, Item item) {
        table.store().put(table.key(item.at.at(until)), item.bytes());
        sums.add(item.known(until), Sums.unknown(-item.net));
    }
}
