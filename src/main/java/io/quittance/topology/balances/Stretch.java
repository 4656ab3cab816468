package io.quittance.topology.balances;

/**
 * The moments whose balance some news changes.
 *
 * @param from the first of them
 * @param before the time, in epoch milliseconds, from which on it no longer does
 */
record Stretch(Moment from, long before) {
    boolean isNothing() {
        return from.at() >= before;
    }
}
