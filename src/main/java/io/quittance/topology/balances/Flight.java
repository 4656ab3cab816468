package io.quittance.topology.balances;

import io.quittance.events.PayoutState;
import org.jspecify.annotations.Nullable;

/**
 * What a payout holds of the balance, and until when.
 *
 * @param minor in fen
 * @param end epoch milliseconds; {@link #LASTS} while it has not ended
 */
record Flight(long minor, long end) {
    static final long LASTS = Long.MAX_VALUE;
    private static final Flight NONE = new Flight(0, LASTS);

    static Flight of(@Nullable PayoutState state) {
        if (state == null) {
            return NONE;
        }
        Long ended = state.getEndedAt();
        return new Flight(state.getInFlightMinor(), ended == null ? LASTS : ended);
    }

    /** Puts the change from this to another into the sums; the moments that it changes. */
    Stretch change(Flight other, Moment placed, TimeSums sums) {
        if (equals(other)) {
            return new Stretch(placed, placed.at());
        }
        sums.add(placed, Sums.inFlight(other.minor - minor));
        if (end != LASTS) {
            sums.add(placed.at(end), Sums.inFlight(minor));
        }
        if (other.end != LASTS) {
            sums.add(placed.at(other.end), Sums.inFlight(-other.minor));
        }
        long first = minor == other.minor ? Math.min(end, other.end) : placed.at();
        return new Stretch(placed.at(first), minor == 0 ? other.end : Math.max(end, other.end));
    }
}
