package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;
import io.quittance.events.PayoutState;
import org.jspecify.annotations.Nullable;

/**
 * Money that a payout took.
 *
 * @param minor with its fee, in fen
 * @param at when
 * @param late whether that was heard of later than the grace period allows
 */
record Left(long minor, long at, boolean late) {
    /** What a payout took stays what it was when it settled, whatever is heard of it later; null where it has taken nothing. */
    static @Nullable Left of(LedgerMove move, @Nullable PayoutState old, boolean isLate) {
        Long before = old == null ? null : old.getMovedMinor();
        Long beforeAt = old == null ? null : old.getMovedAt();
        if (old != null && before != null && beforeAt != null) {
            return new Left(before, beforeAt, old.getLate());
        }
        Long moved = move.getAmountMinor();
        return moved == null
                ? null
                : new Left(moved + move.getFeeMinor(), move.getEventTime().toEpochMilli(), isLate);
    }
}
