package io.quittance.topology.balances;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import io.quittance.gateways.Yuan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The conflicts of the balance join, in words. */
final class Tellings {
    private Tellings() {}

    /** News that came later than the grace period allows: what was decided meanwhile stays. */
    static Conflict late(LedgerMove move) {
        Duration late = Duration.between(move.getEventTime(), move.getReceivedAt());
        String what = move.getKind() == EventKind.BALANCE ? "a balance" : "a settlement";
        return leavesRows(
                move,
                what + " of " + move.getEventTime() + " was received " + late.toSeconds()
                        + " seconds later; payouts in between stay as they were decided");
    }

    /** News that touches more payouts than can be looked at again at once. */
    static Conflict tooMany(LedgerMove move, Payout firstLeft, int most) {
        return leavesRows(
                move,
                "news of " + move.getEventTime() + " touches more than " + most + " payouts; from "
                        + firstLeft.getOrder() + " on they stay as they were decided");
    }

    private static Conflict leavesRows(LedgerMove move, String detail) {
        return new Conflict(
                ConflictKind.LATE_BALANCE,
                move.getKind(),
                move.getAccount(),
                move.getKind() == EventKind.BALANCE ? null : move.getOrder(),
                move.getId(),
                null,
                move.getAmountMinor(),
                null,
                detail,
                move.getReceivedAt());
    }

    /** A drift that stays. */
    static Conflict drift(LedgerMove move, long expectedMinor, long driftMinor) {
        return new Conflict(
                ConflictKind.BALANCE_DRIFT,
                EventKind.BALANCE,
                move.getAccount(),
                null,
                move.getId(),
                null,
                move.getAmountMinor(),
                expectedMinor,
                "the gateway holds " + Yuan.text(Math.abs(driftMinor)) + (driftMinor < 0 ? " less" : " more")
                        + " than what we know of explains",
                move.getReceivedAt());
    }

    /** The gateway calls the balance too low for a payout that ours covered. */
    static Conflict insufficient(Payout row, String reportId, @Nullable Long availableMinor, Instant at) {
        return new Conflict(
                ConflictKind.BALANCE_DRIFT,
                EventKind.PAYOUT,
                row.getAccount(),
                row.getOrder(),
                reportId,
                null,
                row.getOrderedMinor(),
                availableMinor,
                "refused as " + row.getReason() + ", though "
                        + (availableMinor == null ? "enough" : Yuan.text(availableMinor))
                        + " was available by our reckoning",
                at);
    }
}
