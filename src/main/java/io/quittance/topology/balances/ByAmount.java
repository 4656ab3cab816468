package io.quittance.topology.balances;

import java.util.HexFormat;

/** A table of one account by an amount in fen, then by a mark, a time and an id: what has just that amount is found without a search. */
final class ByAmount {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] THERE = {1};
    private static final int TIME_BEGIN = 1;
    private static final int TIME_END = TIME_BEGIN + 16;

    private final Table table;

    ByAmount(SortedBytes store, String account, char mark) {
        this.table = new Table(store, account, mark);
    }

    /** Looks at what has an amount; false where it has seen enough. */
    @FunctionalInterface
    interface Visitor {
        boolean goesOnAfter(long at, String id);
    }

    void put(long minor, char mark, long at, String id) {
        table.store().put(key(minor, mark, at, id), THERE);
    }

    void remove(long minor, char mark, long at, String id) {
        table.store().put(key(minor, mark, at, id), null);
    }

    /** Shows what has that amount and mark from one time on and before another, the earliest first. */
    void visit(long minor, char mark, long from, long before, Visitor visitor) {
        table.visit(new Moment(minor, tie(mark, from)), new Moment(minor, tie(mark, before)), (key, value) -> {
            String tie = table.moment(key).tie();
            return visitor.goesOnAfter(
                    HexFormat.fromHexDigitsToLong(tie, TIME_BEGIN, TIME_END) ^ Long.MIN_VALUE, tie.substring(TIME_END));
        });
    }

    private byte[] key(long minor, char mark, long at, String id) {
        return table.key(new Moment(minor, tie(mark, at) + id));
    }

    private static String tie(char mark, long at) {
        return mark + HEX.toHexDigits(at ^ Long.MIN_VALUE);
    }
}
