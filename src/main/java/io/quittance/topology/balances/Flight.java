package io.quittance.topology.balances;

import io.quittance.events.PayoutState;
import org.jspecify.annotations.Nullable;

/**
 * What a payout holds of the balance, and how long.
 *
 * @param minor in fen, its fee included
 * @param since epoch milliseconds
 * @param end epoch milliseconds; {@link #LASTS} while it has not ended
 */
record Flight(long minor, long since, long end) {
    static final long LASTS = Long.MAX_VALUE;

    /** The last flight of a payout; null where nothing is known of it. */
    static @Nullable Flight of(@Nullable PayoutState state) {
        if (state == null) {
            return null;
        }
        Long ended = state.getEndedAt();
        return new Flight(state.getInFlightMinor(), state.getFlightSince(), ended == null ? LASTS : ended);
    }

    boolean lasts() {
        return end == LASTS;
    }

    /** The same, ended at that time or, where that is before it began, at once. */
    Flight until(long time) {
        return new Flight(minor, since, Math.max(time, since));
    }

    /** Puts all of it into the sums. */
    void addTo(TimeSums sums, Moment placed) {
        sums.add(placed.at(since), Sums.inFlight(minor));
        if (!lasts()) {
            sums.add(placed.at(end), Sums.inFlight(-minor));
        }
    }

    /** Puts another end of it into the sums; the moments whose balance that changes. */
    Stretch moveEnd(Flight other, TimeSums sums, Moment placed) {
        if (!lasts()) {
            sums.add(placed.at(end), Sums.inFlight(minor));
        }
        if (!other.lasts()) {
            sums.add(placed.at(other.end), Sums.inFlight(-minor));
        }
        return Stretch.between(placed.at(Math.min(end, other.end)), Math.max(end, other.end));
    }
}
