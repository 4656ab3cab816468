package io.quittance.topology.balances;

/**
 * The moments whose balance some news changes.
 *
 * @param from the first of them
 * @param before the time, in epoch milliseconds, from which on it no longer does
 */
record Stretch(Moment from, long before) {
    /** From that moment until another one in the millisecond of the given time. */
    static Stretch between(Moment from, long until) {
        return new Stretch(from, until == Flight.LASTS ? until : until + 1);
    }

    /** No moment at all. */
    static Stretch nothing() {
        return new Stretch(Moment.start(0), 0);
    }

    boolean isNothing() {
        return from.at() >= before;
    }
}
