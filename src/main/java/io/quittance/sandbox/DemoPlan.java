package io.quittance.sandbox;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the demo is asked to place.
 *
 * @param seed what the orders, and what becomes of them, are drawn from; a run that the data folder has not finished keeps its own
 * @param orders how many orders; empty: as many as there is time for
 * @param ratePerSecond how many orders are placed in a second, at least 1
 * @param data the data folder, in which the journal, the ledger and the credentials are kept
 */
public record DemoPlan(long seed, OptionalLong orders, int ratePerSecond, Path data) {
    public DemoPlan {
        if (ratePerSecond < 1) {
            throw new IllegalArgumentException("the rate must be at least 1 order a second, not " + ratePerSecond);
        }
        if (orders.isPresent() && orders.getAsLong() < 1) {
            throw new IllegalArgumentException("there must be at least 1 order, not " + orders.getAsLong());
        }
    }
}
