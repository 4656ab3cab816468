package io.quittance.sandbox;

import java.time.Duration;
import java.util.Set;

/**
 * What the seed has in store for an order; the same order number at the same account has the same fate whenever it comes.
 *
 * @param ending what the payer does where no person decides
 * @param after how long the payer takes, in the gateway's time
 * @param paidMinor what the payer pays, in fen
 * @param mischief how the gateway misbehaves with it
 * @param returns whether the payer's browser goes back to the shop
 * @param variety a number to draw further details from
 */
record Fate(Ending ending, Duration after, long paidMinor, Set<Mischief> mischief, boolean returns, long variety) {

    /** What a payer does. */
    enum Ending {
        PAID,
        FAILED,
        EXPIRED,
        WAITS
    }

    /** Whether the gateway misbehaves with it in that way. */
    boolean has(Mischief way) {
        return mischief.contains(way);
    }

    /** One of so many details, by the seed. */
    int detail(int of) {
        return (int) Long.remainderUnsigned(variety, of);
    }
}
