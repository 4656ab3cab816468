package io.quittance.topology.balances;

import io.quittance.events.Coverage;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Payout;
import io.quittance.events.PayoutState;
import java.util.List;

/** Writes the rows of payouts with the balance joined, each with the next revision. */
final class PayoutRows {
    /** More would take longer than a transaction may, and the same record would come again for ever. */
    static final int MOST_AT_ONCE = 2_000;

    private final Payouts payouts;
    private final Covering covering;
    private final Terms terms;
    private final Joined.News news;

    PayoutRows(Payouts payouts, Covering covering, Terms terms, Joined.News news) {
        this.payouts = payouts;
        this.covering = covering;
        this.terms = terms;
        this.news = news;
    }

    /** Writes the row of a payout that has moved, under the revision after that one. */
    void moved(PayoutState state, long revision, String reportId) {
        write(state, covering.of(state), revision + 1, reportId);
    }

    /**
     * Looks again at the payouts of that stretch, save one, and writes those for which another balance was there than was thought. Where
     * there are too many of them, the first are looked at, and it is told that the others stay as they are.
     */
    void lookAgain(LedgerMove move, Stretch stretch, Moment except) {
        if (stretch.isNothing()) {
            return;
        }
        List<PayoutState> touched = payouts.between(stretch.from(), Moment.start(stretch.before()), MOST_AT_ONCE + 1);
        for (PayoutState state : touched.subList(0, Math.min(touched.size(), MOST_AT_ONCE))) {
            if (!Payouts.placed(state.getPayout()).equals(except)) {
                lookAgain(state);
            }
        }
        if (touched.size() > MOST_AT_ONCE) {
            news.add(Tellings.tooMany(move, touched.getLast().getPayout(), MOST_AT_ONCE));
        }
    }

    private void lookAgain(PayoutState state) {
        Payout row = state.getPayout();
        Covering.Answer answer = covering.of(state);
        if (!answer.isThatOf(row)) {
            write(state, answer, row.getRevision() + 1, row.getLastEvidence());
        }
    }

    private void write(PayoutState state, Covering.Answer answer, long revision, String reportId) {
        Payout row = joined(state.getPayout(), answer, revision);
        boolean drifts = !state.getDriftTold() && wasRefusedThoughCovered(row);
        if (drifts) {
            news.add(Tellings.insufficient(row, reportId, row.getBalanceMinor(), row.getUpdatedAt()));
        }
        payouts.put(
                Payouts.placed(row),
                new PayoutState(
                        row,
                        state.getFlightSince(),
                        state.getInFlightMinor(),
                        state.getFeeMinor(),
                        state.getEndedAt(),
                        state.getMovedMinor(),
                        state.getMovedAt(),
                        state.getLate(),
                        state.getDriftTold() || drifts));
        news.add(row);
    }

    private boolean wasRefusedThoughCovered(Payout row) {
        boolean refused = row.getStatus() == OrderStatus.REJECTED || row.getStatus() == OrderStatus.FAILED;
        return refused
                && row.getCoverage() == Coverage.COVERED
                && terms.saysInsufficientBalance(
                        row.getReason(), row.getUpdatedAt().toEpochMilli());
    }

    private static Payout joined(Payout row, Covering.Answer answer, long revision) {
        return new Payout(
                row.getAccount(),
                row.getGateway(),
                row.getMerchant(),
                row.getOrder(),
                row.getStatus(),
                row.getReason(),
                row.getFinal$(),
                row.getSettled(),
                row.getOrderedMinor(),
                row.getPaidMinor(),
                row.getAmountConfirmed(),
                row.getCurrency(),
                row.getGatewayOrder(),
                row.getChannel(),
                row.getPaidAt(),
                row.getSettledAt(),
                row.getSettledBy(),
                row.getLastEvidence(),
                row.getFirstReceivedAt(),
                row.getUpdatedAt(),
                answer.coverage(),
                answer.availableMinor(),
                answer.reportedAt(),
                revision);
    }
}
