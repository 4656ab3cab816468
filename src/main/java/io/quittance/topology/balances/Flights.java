package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import io.quittance.events.PayoutState;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what payouts hold of the balance in step with what is heard of them. A payout holds its amount and fee from its first report
 * until it ends. What turns out later changes nothing before it was heard of: a payout that is opened again, or whose amount changes,
 * holds that from then on. Only money that left, heard of in time, ends it when the money left.
 */
final class Flights {
    private final TimeSums sums;

    Flights(TimeSums sums) {
        this.sums = sums;
    }

    /** The flight after a move, and the moments whose balance it changes. */
    record Changed(Flight flight, Stretch stretch) {}

    /**
     * Puts what a move changes into the sums.
     *
     * @param heardAt from when on the move counts, epoch milliseconds
     * @param late whether that is later than the grace period allows
     */
    Changed take(LedgerMove move, @Nullable PayoutState old, Moment placed, long heardAt, boolean late) {
        Payout row = move.getPayout();
        Flight before = Flight.of(old);
        if (row == null || before == null) {
            Flight first = new Flight(held(move), placed.at(), Flight.LASTS);
            Flight flight = row != null && row.getFinal$() ? first.until(heardAt) : first;
            flight.addTo(sums, placed);
            return new Changed(flight, Stretch.between(placed, flight.end()));
        }
        if (!row.getFinal$()) {
            return goesOn(before, held(move), placed, Math.max(heardAt, placed.at()));
        }
        boolean leaves = move.getAmountMinor() != null && (old == null || old.getMovedAt() == null);
        if (before.lasts() || (leaves && !late)) {
            Flight ended = before.until(heardAt);
            return new Changed(ended, before.moveEnd(ended, sums, placed));
        }
        return new Changed(before, Stretch.nothing());
    }

    private Changed goesOn(Flight before, long held, Moment placed, long heardAt) {
        if (before.lasts() && before.minor() == held) {
            return new Changed(before, Stretch.nothing());
        }
        Flight over = before.lasts() ? before.until(heardAt) : before;
        if (before.lasts()) {
            before.moveEnd(over, sums, placed);
        }
        Flight flight = new Flight(held, Math.max(heardAt, over.end()), Flight.LASTS);
        flight.addTo(sums, placed);
        return new Changed(flight, new Stretch(placed.at(flight.since()), Flight.LASTS));
    }

    private static long held(LedgerMove move) {
        Payout row = move.getPayout();
        Long ordered = row == null ? null : row.getOrderedMinor();
        return ordered == null ? 0 : ordered + move.getFeeMinor();
    }
}
