package io.quittance.topology.decisions;

import io.quittance.config.Policy;
import io.quittance.events.OrderStatus;
import org.jspecify.annotations.Nullable;

/** The table of payments (DESIGN section 5, "Payments"): the status is the highest-ranked so far, and the first report in policy settles. */
public final class PaymentRules extends OrderRules {
    static final String AMOUNT_MISMATCH = "AMOUNT_MISMATCH";
    static final String AMOUNT_UNCONFIRMED = "AMOUNT_UNCONFIRMED";
    static final String UNPLACED = "UNPLACED";

    @Override
    public boolean isFinal(OrderStatus status) {
        return switch (status) {
            case PAID, FAILED, EXPIRED, REFUSED -> true;
            case UNKNOWN, PLACED, PENDING, ACCEPTED, REJECTED, HELD -> false;
        };
    }

    @Override
    void take(OrderDraft draft, GatewayReport report, Policy policy) {
        switch (report.told()) {
            case UNKNOWN -> draft.open();
            case PENDING, ACCEPTED -> pending(draft, report);
            case EXPIRED -> expired(draft, report);
            case FAILED, REJECTED -> failed(draft, report);
            case PAID -> paid(draft, report, policy);
        }
    }

    private static void pending(OrderDraft draft, GatewayReport report) {
        switch (draft.status) {
            case UNKNOWN, PLACED -> {
                draft.describe(report);
                draft.moveTo(OrderStatus.PENDING, null);
            }
            case PENDING, ACCEPTED, REJECTED, EXPIRED, FAILED, HELD, PAID, REFUSED -> {}
        }
    }

    private static void expired(OrderDraft draft, GatewayReport report) {
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> end(draft, report, OrderStatus.EXPIRED);
            case EXPIRED, FAILED, REJECTED, REFUSED -> {}
            case HELD, PAID -> Conflicts.contradiction(draft, OrderStatus.EXPIRED, draft.paidEvidence);
        }
    }

    private static void failed(OrderDraft draft, GatewayReport report) {
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED, EXPIRED -> end(draft, report, OrderStatus.FAILED);
            case FAILED, REJECTED, REFUSED -> {}
            case HELD, PAID -> Conflicts.contradiction(draft, OrderStatus.FAILED, draft.paidEvidence);
        }
    }

    private static void end(OrderDraft draft, GatewayReport report, OrderStatus status) {
        draft.describe(report);
        draft.endEvidence = report.id();
        draft.moveTo(status, report.code());
    }

    private static void paid(OrderDraft draft, GatewayReport report, Policy policy) {
        boolean anotherPayment = Conflicts.doublePayment(draft, report);
        Long paid = report.paidMinor();
        if (paid == null) {
            paidWithoutAmount(draft, report, policy);
            return;
        }
        Long ordered = draft.amounts.against(report);
        boolean inPolicy = ordered == null ? policy.unplacedSettles() : policy.fits(ordered, paid);
        if (inPolicy) {
            paidInPolicy(draft, report, paid, anotherPayment);
            return;
        }
        paidOutOfPolicy(draft, report, paid, ordered, anotherPayment);
    }

    private static void paidInPolicy(OrderDraft draft, GatewayReport report, long paid, boolean anotherPayment) {
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> settle(draft, report, paid, true);
            case EXPIRED, FAILED, REJECTED -> {
                Conflicts.lateSuccess(draft, report, draft.endEvidence);
                settle(draft, report, paid, true);
            }
            case HELD -> {
                if (draft.amounts.paid != null && !draft.amounts.knows(paid)) {
                    Conflicts.amountChanged(draft, paid, draft.amounts.paid);
                }
                settle(draft, report, paid, true);
            }
            case PAID -> paidAgain(draft, paid);
            case REFUSED -> Conflicts.paidAfterRefusal(draft, paid, anotherPayment);
        }
    }

    private static void paidOutOfPolicy(
            OrderDraft draft, GatewayReport report, long paid, @Nullable Long ordered, boolean anotherPayment) {
        boolean mismatch = Conflicts.mismatchIsNews(draft, paid, ordered);
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> hold(draft, report, paid, ordered);
            case EXPIRED, FAILED, REJECTED -> {
                Conflicts.lateSuccess(draft, report, draft.endEvidence);
                hold(draft, report, paid, ordered);
            }
            case HELD -> heldAgain(draft, report, paid, ordered, mismatch);
            case PAID -> {
                if (draft.amounts.knows(paid) && mismatch) {
                    Conflicts.amountChanged(draft, paid, ordered);
                    return;
                }
                paidAgain(draft, paid);
            }
            case REFUSED -> Conflicts.paidAfterRefusal(draft, paid, anotherPayment);
        }
    }

    /** A query that says paid and names no amount; where one has been stated already it adds nothing (DESIGN, amount policy). */
    private static void paidWithoutAmount(OrderDraft draft, GatewayReport report, Policy policy) {
        Long placed = draft.amounts.placed;
        boolean settles = policy.amountlessSettles() && placed != null && draft.amounts.paid == null;
        switch (draft.status) {
            case UNKNOWN, PLACED, PENDING, ACCEPTED -> {}
            case EXPIRED, FAILED, REJECTED -> Conflicts.lateSuccess(draft, report, draft.endEvidence);
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
        if (settles && placed != null) {
            settle(draft, report, placed, false);
            return;
        }
        draft.describe(report);
        draft.paidEvidence = report.id();
        draft.moveTo(OrderStatus.HELD, AMOUNT_UNCONFIRMED);
    }

    private static void settle(OrderDraft draft, GatewayReport report, long paid, boolean stated) {
        draft.describe(report);
        draft.paidEvidence = report.id();
        draft.settle(paid, stated, null);
    }

    private static void hold(OrderDraft draft, GatewayReport report, long paid, @Nullable Long ordered) {
        draft.describe(report);
        draft.paidEvidence = report.id();
        draft.amounts.state(paid);
        if (ordered == null) {
            draft.moveTo(OrderStatus.HELD, UNPLACED);
            return;
        }
        Conflicts.amountMismatch(draft, paid, ordered);
        draft.moveTo(OrderStatus.HELD, AMOUNT_MISMATCH);
    }

    private static void heldAgain(
            OrderDraft draft, GatewayReport report, long paid, @Nullable Long ordered, boolean mismatch) {
        if (draft.amounts.paid == null) {
            hold(draft, report, paid, ordered);
            return;
        }
        if (!draft.amounts.knows(paid)) {
            Conflicts.amountChanged(draft, paid, draft.amounts.paid);
            draft.amounts.state(paid);
            return;
        }
        if (mismatch) {
            Conflicts.amountMismatch(draft, paid, ordered);
            draft.moveTo(OrderStatus.HELD, AMOUNT_MISMATCH);
            return;
        }
        draft.repeated();
    }

    /** A paid report of an order that has settled: a repeat, the confirmation of its amount, or another amount. */
    static void paidAgain(OrderDraft draft, long paid) {
        Amounts amounts = draft.amounts;
        if (!amounts.knows(paid)) {
            Conflicts.amountChanged(draft, paid, amounts.paid);
            amounts.state(paid);
            return;
        }
        if (!amounts.confirmed && amounts.paid != null && amounts.paid == paid) {
            amounts.confirmed = true;
            draft.learned();
            return;
        }
        draft.repeated();
    }
}
