package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Money of an order that the gateway calls paid and that has not settled here: it is held, or was refused by an operator. A reported
 * balance has it, so the books count on it; what is projected does not.
 *
 * @param minor what it does to the balance, less the fee, in fen
 * @param at when it was paid, else when it was first said to be
 */
record Unsettled(long minor, long at) {
    static @Nullable Unsettled of(EventKind kind, @Nullable Standing standing) {
        if (standing == null || !is(standing) || standing.getMinor() == 0) {
            return null;
        }
        return new Unsettled(net(kind, standing), standing.getAt());
    }

    /** Whether an order that stands so is called paid by the gateway and has not settled. */
    static boolean is(Standing standing) {
        return standing.getStatus() == OrderStatus.HELD || standing.getStatus() == OrderStatus.REFUSED;
    }

    /** What an order that stands so does to the balance if it is paid, in fen. */
    static long net(EventKind kind, Standing standing) {
        long minor = kind == EventKind.PAYOUT ? -standing.getMinor() : standing.getMinor();
        return minor - standing.getFeeMinor();
    }
}
