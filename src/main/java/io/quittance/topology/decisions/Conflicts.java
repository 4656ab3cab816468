package io.quittance.topology.decisions;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.gateways.Yuan;
import org.jspecify.annotations.Nullable;

/** The conflicts that payments and payouts have in common, each raised once per order for the same facts. */
final class Conflicts {
    /** What the fact of a contradiction begins with; the status that was said follows. */
    static final String CONTRADICTION = "contradiction ";

    /** What the fact of a further gateway order begins with; its id follows. */
    static final String GATEWAY_ORDER = "gateway order ";

    private Conflicts() {}

    /** A paid report with another gateway order id than an earlier paid one; true where that id is new beside another. */
    static boolean doublePayment(OrderDraft draft, GatewayReport report) {
        String id = report.gatewayOrder();
        if (id == null || id.equals(draft.gatewayOrders.paid)) {
            return false;
        }
        if (draft.gatewayOrders.paid == null) {
            draft.namePaid(id);
            return false;
        }
        if (!draft.noteOneOfMany(GATEWAY_ORDER + id)) {
            return false;
        }
        draft.raise(
                ConflictKind.DOUBLE_PAYMENT,
                draft.paidEvidence,
                report.paidMinor(),
                draft.amounts.paid,
                "paid under the gateway's order " + id + ", earlier under " + draft.gatewayOrders.paid
                        + draft.ending());
        return true;
    }

    /** A success after the gateway had said that there would be none. */
    static void lateSuccess(OrderDraft draft, GatewayReport report, @Nullable String otherId) {
        draft.raise(
                ConflictKind.LATE_SUCCESS,
                otherId,
                report.paidMinor(),
                null,
                "paid, but reported " + draft.status + " before");
    }

    /** Two statuses that cannot both be true; {@code said} is the one that nothing comes of. */
    static void contradiction(OrderDraft draft, OrderStatus said, @Nullable String otherId) {
        if (!draft.note(CONTRADICTION + said)) {
            draft.repeated();
            return;
        }
        draft.raise(
                ConflictKind.CONTRADICTION,
                otherId,
                null,
                draft.amounts.paid,
                said + " was reported of an order that is or was " + draft.status);
    }

    /** Whether a paid amount that does not fit the ordered one is news; from now on it is not. */
    static boolean mismatchIsNews(OrderDraft draft, long paidMinor, @Nullable Long orderedMinor) {
        return orderedMinor != null && draft.noteOneOfMany("paid " + paidMinor + " of " + orderedMinor);
    }

    static void amountMismatch(OrderDraft draft, long paidMinor, @Nullable Long orderedMinor) {
        draft.raise(
                ConflictKind.AMOUNT_MISMATCH,
                draft.placedEvidence,
                paidMinor,
                orderedMinor,
                "paid " + Yuan.text(paidMinor) + ", ordered " + yuanOrUnknown(orderedMinor) + draft.ending());
    }

    static void amountChanged(OrderDraft draft, long paidMinor, @Nullable Long otherMinor) {
        draft.raise(
                ConflictKind.AMOUNT_CHANGED,
                draft.paidEvidence,
                paidMinor,
                otherMinor,
                "paid " + Yuan.text(paidMinor) + ", stated or ordered before " + yuanOrUnknown(otherMinor)
                        + draft.amountEnding());
    }

    /** A paid report of an order that an operator refused; a repeat of what was refused is none. */
    static void paidAfterRefusal(OrderDraft draft, long paidMinor, boolean anotherPayment) {
        if (draft.amounts.knows(paidMinor) && !anotherPayment) {
            draft.repeated();
            return;
        }
        draft.raise(
                ConflictKind.PAID_AFTER_REFUSAL,
                draft.paidEvidence,
                paidMinor,
                draft.amounts.paid,
                "paid " + Yuan.text(paidMinor) + " after an operator refused the order" + draft.amountEnding());
        if (!draft.amounts.knows(paidMinor)) {
            draft.amounts.state(paidMinor);
        }
    }

    private static String yuanOrUnknown(@Nullable Long minor) {
        return minor == null ? "unknown" : Yuan.text(minor);
    }
}
