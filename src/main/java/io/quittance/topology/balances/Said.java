package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Money of an order that the gateway calls paid. Where it has not settled, being held or refused by an operator, a reported balance has it
 * all the same: the books count on it, what is projected does not.
 *
 * @param net what it does to the balance, fees taken off, in fen
 * @param isSettled whether it has settled here, so that it counts already
 * @param at when it was paid, else when it was first said to be
 * @param after where the gateway does not say when it was paid, after when it was; null where that is not known
 */
record Said(long net, boolean isSettled, long at, @Nullable Long after) {
    static @Nullable Said of(EventKind kind, @Nullable Standing standing) {
        if (standing == null || standing.getMinor() == 0) {
            return null;
        }
        boolean isSettled = standing.getStatus() == OrderStatus.PAID;
        return isSettled || isHeld(standing)
                ? new Said(net(kind, standing), isSettled, standing.getAt(), standing.getPaidAfter())
                : null;
    }

    /** Whether an order that stands so is called paid by the gateway and has not settled. */
    static boolean isHeld(Standing standing) {
        return standing.getStatus() == OrderStatus.HELD || standing.getStatus() == OrderStatus.REFUSED;
    }

    /** What an order that stands so does to the balance if it is paid, in fen. */
    static long net(EventKind kind, Standing standing) {
        long minor = kind == EventKind.PAYOUT ? -standing.getMinor() : standing.getMinor();
        return minor - standing.getFeeMinor();
    }

    /** What there is of it besides settled money when it was said; {@code sign} is -1 where it is taken away. */
    Sums then(int sign) {
        long unsettled = isSettled ? 0 : sign * net;
        return Sums.said(unsettled, after == null ? Leeway.NONE : leeway(-sign));
    }

    /** What it may have been from that earlier time on. */
    Leeway leeway(int sign) {
        Leeway leeway = Leeway.of(net);
        return sign < 0 ? leeway.negated() : leeway;
    }
}
