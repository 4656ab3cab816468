package io.quittance.topology.balances;

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
     * What a move says of a payout.
     *
     * @param held what it holds from now on unless it has ended, in fen
     * @param ended whether it has ended
     * @param at from when on that counts, epoch milliseconds
     * @param leftInTime whether the money has left, and that was heard of no later than the grace period allows
     */
    record Heard(long held, boolean ended, long at, boolean leftInTime) {}

    /** Puts what a move changes into the sums; the flight before it is null where nothing was known of the payout. */
    Changed take(Moment placed, @Nullable Flight before, Heard heard) {
        if (before == null) {
            Flight first = new Flight(heard.held, placed.at(), Flight.LASTS);
            Flight flight = heard.ended ? first.until(heard.at) : first;
            flight.addTo(sums, placed);
            return new Changed(flight, Stretch.between(placed, flight.end()));
        }
        if (!heard.ended) {
            return goesOn(before, heard.held, placed, Math.max(heard.at, placed.at()));
        }
        if (before.lasts() || heard.leftInTime) {
            Flight ended = before.until(heard.at);
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
}
