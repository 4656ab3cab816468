package io.quittance.topology;

import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import io.quittance.events.Settlement;
import io.quittance.gateways.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes down what moves the money of an account, for the balance join. Nothing moves later than it was heard of. */
final class Moves {
    private static final String NO_ORDER = "";

    private Moves() {}

    /** A payment that has just settled. */
    static LedgerMove payment(Judged.Believed believed, Settlement settlement) {
        return new LedgerMove(
                settlement.getAccount(),
                EventKind.PAYMENT,
                settlement.getOrder(),
                movedAt(settlement.getPaidAt(), settlement.getSettledAt()),
                settlement.getSettledAt(),
                null,
                believed.received().getId(),
                settlement.getAmountMinor(),
                believed.account()
                        .feeMinor(
                                Kind.PAYMENT,
                                settlement.getChannel(),
                                settlement.getAmountMinor(),
                                settlement.getSettledAt().toEpochMilli()),
                null,
                null,
                null);
    }

    /** A payout whose row has changed: once it has settled its money has moved, at the time of the settlement whatever follows. */
    static LedgerMove payout(Judged.Believed believed, Payout row) {
        Instant settledAt = row.getSettledAt();
        Long paid = row.getPaidMinor();
        boolean settled = settledAt != null && paid != null;
        return new LedgerMove(
                row.getAccount(),
                EventKind.PAYOUT,
                row.getOrder(),
                settled ? movedAt(row.getPaidAt(), settledAt) : row.getUpdatedAt(),
                settled ? settledAt : row.getUpdatedAt(),
                row,
                believed.received().getId(),
                settled ? paid : null,
                settled ? fee(believed, row, paid, settledAt) : expectedFee(believed, row),
                null,
                null,
                null);
    }

    /** What a payout will cost that has not settled: that much has to be there for it, too. */
    private static long expectedFee(Judged.Believed believed, Payout row) {
        Long ordered = row.getOrderedMinor();
        return ordered == null ? 0 : fee(believed, row, ordered, row.getFirstReceivedAt());
    }

    private static long fee(Judged.Believed believed, Payout row, long minor, Instant at) {
        return believed.account().feeMinor(Kind.PAYOUT, row.getChannel(), minor, at.toEpochMilli());
    }

    /** A balance that was reported. */
    static LedgerMove balance(Judged.Reported reported) {
        return new LedgerMove(
                reported.account().name(),
                EventKind.BALANCE,
                NO_ORDER,
                Instant.ofEpochMilli(reported.asOf()),
                reported.received().getReceivedAt(),
                null,
                reported.received().getId(),
                reported.minor(),
                0L,
                null,
                null,
                null);
    }

    private static Instant movedAt(@Nullable Instant paidAt, Instant settledAt) {
        return paidAt == null || paidAt.isAfter(settledAt) ? settledAt : paidAt;
    }
}
