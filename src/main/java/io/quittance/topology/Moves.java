package io.quittance.topology;

import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderState;
import io.quittance.events.Payout;
import io.quittance.events.Standing;
import io.quittance.events.StatementEnd;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.Listed;
import io.quittance.topology.decisions.OrderDecision;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what moves the money of an account, for the balance join. Nothing moves later than it was heard of. */
final class Moves {
    private static final String NO_ORDER = "";

    /** In place of the number of orders, which only the end of a statement names. */
    private static final long LINE = -1;

    private Moves() {}

    /**
     * What comes of a decision that has changed an order. Payouts hold money from the beginning, so every change of theirs counts;
     * payments bring it when they settle, and before and after that a change counts where it is one in the books.
     *
     * @param before the order's state before; null where nothing was known of it
     * @param ended whether nobody asks about it any more
     */
    static @Nullable LedgerMove of(
            Judged.Believed believed,
            String order,
            @Nullable OrderState before,
            OrderDecision decision,
            boolean ended) {
        OrderState state = Objects.requireNonNull(decision.state(), "a decision that changes an order has its state");
        Standings standings = new Standings(believed.account(), believed.kind());
        Standing stood = standings.of(before);
        Standing stands = standings.of(state);
        if (believed.kind() == Kind.PAYOUT) {
            return payout(believed, new OrderRows(believed, order).payout(state, ended), stood, stands);
        }
        if (decision.settled() && stands != null) {
            return payment(believed, order, state, stood, stands);
        }
        return Objects.equals(stood, stands) && !(believed.evidence() instanceof Listed)
                ? null
                : standing(believed, order, stood, stands);
    }

    /** What comes of evidence that has changed nothing: a statement lists the order all the same. */
    static @Nullable LedgerMove ofUnchanged(Judged.Believed believed, String order, @Nullable OrderState state) {
        if (!(believed.evidence() instanceof Listed)) {
            return null;
        }
        Standing stands = new Standings(believed.account(), believed.kind()).of(state);
        return standing(believed, order, stands, stands);
    }

    private static @Nullable StatementEnd lists(Judged.Believed believed) {
        return believed.evidence() instanceof Listed listed
                ? new StatementEnd(listed.statement(), listed.day(), LINE)
                : null;
    }

    /** An order that stands elsewhere in the books than before, without money having moved. */
    private static LedgerMove standing(
            Judged.Believed believed, String order, @Nullable Standing before, @Nullable Standing after) {
        Instant receivedAt = believed.received().getReceivedAt();
        return new LedgerMove(
                believed.account().name(),
                OrderRows.kind(believed.kind()),
                order,
                receivedAt,
                receivedAt,
                null,
                believed.received().getId(),
                null,
                0L,
                before,
                after,
                lists(believed));
    }

    /** A payment that has just settled. */
    private static LedgerMove payment(
            Judged.Believed believed, String order, OrderState state, @Nullable Standing before, Standing after) {
        return new LedgerMove(
                believed.account().name(),
                EventKind.PAYMENT,
                order,
                Instant.ofEpochMilli(after.getAt()),
                Instant.ofEpochMilli(state.getSettledAt()),
                null,
                believed.received().getId(),
                state.getPaidMinor(),
                after.getFeeMinor(),
                before,
                after,
                null);
    }

    /** A payout whose row has changed: once it has settled its money has moved, at the time of the settlement whatever follows. */
    private static LedgerMove payout(
            Judged.Believed believed, Payout row, @Nullable Standing before, @Nullable Standing after) {
        Instant settledAt = row.getSettledAt();
        Standing left = settledAt == null ? null : after;
        return new LedgerMove(
                row.getAccount(),
                EventKind.PAYOUT,
                row.getOrder(),
                left == null ? row.getUpdatedAt() : Instant.ofEpochMilli(left.getAt()),
                settledAt == null ? row.getUpdatedAt() : settledAt,
                row,
                believed.received().getId(),
                settledAt == null ? null : row.getPaidMinor(),
                left == null ? expectedFee(believed, row) : left.getFeeMinor(),
                before,
                after,
                lists(believed));
    }

    /** What a payout will cost that has not settled: that much has to be there for it, too. */
    private static long expectedFee(Judged.Believed believed, Payout row) {
        Long ordered = row.getOrderedMinor();
        return ordered == null
                ? 0
                : believed.account()
                        .feeMinor(
                                Kind.PAYOUT,
                                row.getChannel(),
                                ordered,
                                row.getFirstReceivedAt().toEpochMilli());
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

    /** A statement whose lines have all been handed in. */
    static LedgerMove statement(Judged.Ended ended) {
        return new LedgerMove(
                ended.account().name(),
                OrderRows.kind(ended.kind()),
                NO_ORDER,
                ended.received().getReceivedAt(),
                ended.received().getReceivedAt(),
                null,
                ended.received().getId(),
                null,
                0L,
                null,
                null,
                ended.end());
    }
}
