package io.quittance.topology.balances;

import io.quittance.events.Coverage;
import io.quittance.events.Payout;
import io.quittance.events.PayoutState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says whether the balance covered a payout when it was placed, from what was known then. */
final class Covering {
    private final TimeSums sums;
    private final Reports reports;
    private final Totals totals;

    Covering(TimeSums sums, Reports reports, Totals totals) {
        this.sums = sums;
        this.reports = reports;
        this.totals = totals;
    }

    /**
     * @param availableMinor what was there for it: the balance less the payouts before it that were in flight, in fen
     * @param reportedAt the time of the report that this rests on
     */
    record Answer(
            Coverage coverage,
            @Nullable Long availableMinor,
            @Nullable Instant reportedAt) {
        private static final Answer UNKNOWN = new Answer(Coverage.UNKNOWN, null, null);

        boolean isThatOf(Payout row) {
            return equals(new Answer(row.getCoverage(), row.getBalanceMinor(), row.getBalanceAt()));
        }
    }

    Answer of(PayoutState state) {
        Payout row = state.getPayout();
        Moment placed = Payouts.placed(row);
        Report base = reports.knownAt(placed.at());
        if (base == null) {
            return Answer.UNKNOWN;
        }
        Sums after = sums.between(placed, totals.end());
        long moved = moved(base, placed, after).net();
        long unknown = -after.unknown();
        long inFlight = totals.inFlight() - after.inFlight();
        long available = base.minor() + moved - unknown - inFlight + ownMove(state, base, placed);
        return new Answer(coverage(needed(state), available), available, Instant.ofEpochMilli(base.at()));
    }

    /** What has happened since the report until the payout was placed; what happened after that is known. */
    private Sums moved(Report base, Moment placed, Sums after) {
        Report newest = totals.base();
        return newest != null && newest.moment().equals(base.moment())
                ? totals.since().minus(after)
                : sums.between(Moment.start(base.at()), placed);
    }

    /** What was to leave, with its fee; null where no amount is known. */
    private static @Nullable Long needed(PayoutState state) {
        Long ordered = state.getPayout().getOrderedMinor();
        return ordered == null ? state.getMovedMinor() : Long.valueOf(ordered + state.getFeeMinor());
    }

    private static Coverage coverage(@Nullable Long amount, long available) {
        if (amount == null) {
            return Coverage.UNKNOWN;
        }
        return available >= amount ? Coverage.COVERED : Coverage.SHORT;
    }

    /** A payout that was first heard of when it had been paid already has not used up what was there for it. */
    private static long ownMove(PayoutState state, Report base, Moment placed) {
        Long movedAt = state.getMovedAt();
        Long moved = state.getMovedMinor();
        if (movedAt == null || moved == null || movedAt >= placed.at()) {
            return 0;
        }
        return movedAt < base.at() || !state.getLate() ? moved : 0;
    }
}
