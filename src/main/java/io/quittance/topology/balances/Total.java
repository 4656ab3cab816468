package io.quittance.topology.balances;

/** Sums that others are added to. */
final class Total {
    private Sums sums = Sums.NONE;

    void add(Sums more) {
        sums = sums.plus(more);
    }

    Sums sums() {
        return sums;
    }
}
