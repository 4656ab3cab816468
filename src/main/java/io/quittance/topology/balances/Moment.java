package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in the order of an account's events: by event time in epoch milliseconds, at the same time by tie, which is the order's id
 * and its kind. Blank ties come first: a balance report comes before what moves money in the same millisecond.
 */
record Moment(long at, String tie) implements Comparable<Moment> {
    private static final String FIRST = "";
    private static final char SEPARATOR = 0;

    /** The first place of that time. */
    static Moment start(long at) {
        return new Moment(at, FIRST);
    }

    /** The place of what an order does at that time. */
    static Moment of(long at, EventKind kind, String order) {
        return new Moment(at, order + SEPARATOR + mark(kind));
    }

    private static char mark(EventKind kind) {
        return kind == EventKind.PAYOUT ? 'o' : 'i';
    }

    /** Whether it is the place of an order of that kind. */
    boolean isOf(EventKind kind) {
        int end = tie.length() - 1;
        return end > 0 && tie.charAt(end) == mark(kind) && tie.charAt(end - 1) == SEPARATOR;
    }

    /** The order whose place it is. */
    String order() {
        return tie.substring(0, tie.length() - 2);
    }

    /** The place of the same order at another time. */
    Moment at(long time) {
        return new Moment(time, tie);
    }

    /** The order of the keys of stores: ties by their bytes in UTF-8. */
    @Override
    public int compareTo(Moment other) {
        return at == other.at
                ? Arrays.compareUnsigned(
                        tie.getBytes(StandardCharsets.UTF_8), other.tie.getBytes(StandardCharsets.UTF_8))
                : Long.compare(at, other.at);
    }

    boolean isStart() {
        return tie.isEmpty();
    }
}
