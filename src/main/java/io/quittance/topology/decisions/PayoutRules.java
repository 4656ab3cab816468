package io.quittance.topology.decisions;

import io.quittance.config.Policy;
import io.quittance.events.OrderStatus;
import org.jspecify.annotations.Nullable;

/** The table of payouts (DESIGN section 5, "Payouts"): money that left has left, so another amount settles and is a conflict. */
public final class PayoutRules extends OrderRules {

    @Override
    public boolean isFinal(OrderStatus status) {
        return switch (status) {
            case PAID, FAILED, REJECTED, REFUSED -> true;
            case UNKNOWN, PLACED, PENDING, ACCEPTED, EXPIRED, HELD -> false;
        };
    }

    @Override
    void take(OrderDraft draft, GatewayReport report, Policy policy) {
        switch (report.told()) {
            case UNKNOWN, EXPIRED -> draft.open();
            case PENDING, ACCEPTED -> accepted(draft, report);
            case REJECTED -> rejected(draft, report);
            case FAILED -> failed(draft, report);
            case PAID -> paid(draft, report, policy);
        }
    }

    private static void accepted(OrderDraft draft, GatewayReport report) {
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING -> accept(draft, report);
            case REJECTED -> {
                Conflicts.contradiction(draft, OrderStatus.REJECTED, draft.rejectedEvidence);
                accept(draft, report);
            }
            case FAILED, EXPIRED -> acceptedAfterFailure(draft, report);
            case ACCEPTED, HELD, PAID, REFUSED -> {}
        }
    }

    private static void accept(OrderDraft draft, GatewayReport report) {
        draft.describe(report);
        draft.acceptedEvidence = report.id();
        draft.moveTo(OrderStatus.ACCEPTED, null);
    }

    /** The table says "same"; by the permutation law an acceptance still contradicts a rejection seen before the failure. */
    private static void acceptedAfterFailure(OrderDraft draft, GatewayReport report) {
        if (draft.acceptedEvidence != null) {
            return;
        }
        draft.acceptedEvidence = report.id();
        draft.learned();
        if (draft.rejectedEvidence != null) {
            Conflicts.contradiction(draft, OrderStatus.REJECTED, draft.rejectedEvidence);
        }
    }

    private static void rejected(OrderDraft draft, GatewayReport report) {
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING -> {
                draft.describe(report);
                draft.rejectedEvidence = report.id();
                draft.moveTo(OrderStatus.REJECTED, report.code());
            }
            case ACCEPTED -> Conflicts.contradiction(draft, OrderStatus.REJECTED, draft.acceptedEvidence);
            case FAILED, EXPIRED -> rejectedAfterFailure(draft, report);
            case HELD, PAID -> Conflicts.contradiction(draft, OrderStatus.REJECTED, draft.paidEvidence);
            case REJECTED, REFUSED -> {}
        }
    }

    /** The mirror of {@link #acceptedAfterFailure}. */
    private static void rejectedAfterFailure(OrderDraft draft, GatewayReport report) {
        if (draft.rejectedEvidence != null) {
            return;
        }
        draft.rejectedEvidence = report.id();
        draft.learned();
        if (draft.acceptedEvidence != null) {
            Conflicts.contradiction(draft, OrderStatus.REJECTED, draft.acceptedEvidence);
        }
    }

    private static void failed(OrderDraft draft, GatewayReport report) {
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED, REJECTED -> {
                draft.describe(report);
                draft.endEvidence = report.id();
                draft.moveTo(OrderStatus.FAILED, report.code());
            }
            case FAILED, EXPIRED, REFUSED -> {}
            case HELD, PAID -> Conflicts.contradiction(draft, OrderStatus.FAILED, draft.paidEvidence);
        }
    }

    private static void paid(OrderDraft draft, GatewayReport report, Policy policy) {
        boolean anotherPayment = Conflicts.doublePayment(draft, report);
        Long paid = report.paidMinor();
        if (paid == null) {
            paidWithoutAmount(draft, report, policy);
            return;
        }
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED, HELD -> settle(draft, report, paid);
            case FAILED, EXPIRED, REJECTED -> {
                Conflicts.lateSuccess(draft, report, ending(draft));
                settle(draft, report, paid);
            }
            case PAID -> paidAgain(draft, report, paid);
            case REFUSED -> Conflicts.paidAfterRefusal(draft, paid, anotherPayment);
        }
    }

    private static void settle(OrderDraft draft, GatewayReport report, long paid) {
        Long ordered = draft.amounts.against(report);
        if (ordered != null && ordered != paid && Conflicts.mismatchIsNews(draft, paid, ordered)) {
            Conflicts.amountMismatch(draft, paid, ordered);
        }
        draft.describe(report);
        draft.paidEvidence = report.id();
        draft.settle(paid, true, null);
    }

    private static void paidAgain(OrderDraft draft, GatewayReport report, long paid) {
        Long ordered = draft.amounts.against(report);
        boolean mismatch = ordered != null && ordered != paid && Conflicts.mismatchIsNews(draft, paid, ordered);
        if (mismatch && draft.amounts.knows(paid)) {
            Conflicts.amountChanged(draft, paid, ordered);
            return;
        }
        PaymentRules.paidAgain(draft, paid);
    }

    private static void paidWithoutAmount(OrderDraft draft, GatewayReport report, Policy policy) {
        Long placed = draft.amounts.placed;
        boolean settles = policy.amountlessSettles() && placed != null && draft.amounts.paid == null;
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> {}
            case FAILED, EXPIRED, REJECTED -> Conflicts.lateSuccess(draft, report, ending(draft));
            case HELD -> {
                if (!settles) {
                    draft.repeated();
                    return;
                }
            }
            case PAID, REFUSED -> {
                draft.repeated();
                return;
            }
        }
        draft.describe(report);
        draft.paidEvidence = report.id();
        if (settles && placed != null) {
            draft.settle(placed, false, null);
            return;
        }
        draft.moveTo(OrderStatus.HELD, PaymentRules.AMOUNT_UNCONFIRMED);
    }

    private static @Nullable String ending(OrderDraft draft) {
        return draft.endEvidence == null ? draft.rejectedEvidence : draft.endEvidence;
    }
}
