package io.quittance.topology.decisions;

import io.quittance.config.Policy;
import io.quittance.events.ConflictKind;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is decided of orders of either kind: pure functions from a state, a piece of evidence and the policy in force to the next state,
 * its conflicts and at most one settlement (DESIGN section 5).
 */
public abstract sealed class OrderRules permits PaymentRules, PayoutRules {

    OrderRules() {}

    /**
     * Decides on one piece of evidence.
     *
     * @param state what is known of the order, null where nothing is; never changed
     * @param policy the one in force at the evidence's receive time
     */
    public final OrderDecision decide(@Nullable OrderState state, Evidence evidence, Policy policy) {
        OrderDraft draft = new OrderDraft(state, evidence);
        switch (evidence) {
            case GatewayReport report -> hear(draft, report, policy);
            case Placing placing -> place(draft, placing);
            case NotCalled notCalled -> free(draft, notCalled);
            case PlaceAnswer answer -> {
                keep(draft, answer);
                hear(draft, answer.report(), policy);
            }
            case GaveUp gaveUp -> giveUp(draft);
            case OperatorDecision decision -> operate(draft, decision);
            case ResendAsked resend -> resend(draft, resend);
            case Listed listed -> StatementLines.take(draft, listed);
        }
        return draft.decision();
    }

    /** Whether nobody waits for or asks about an order in that status any more. */
    public abstract boolean isFinal(OrderStatus status);

    /** One cell of the kind's table. */
    abstract void take(OrderDraft draft, GatewayReport report, Policy policy);

    private void hear(OrderDraft draft, GatewayReport report, Policy policy) {
        draft.hear(report);
        take(draft, report, policy);
    }

    private static void place(OrderDraft draft, Placing placing) {
        boolean free = draft.status == OrderStatus.PLACED && draft.winner.attempt == null;
        if (draft.isNew() || free) {
            draft.winner.wins(placing);
            draft.amounts.placed = placing.orderedMinor();
            draft.placedEvidence = placing.id();
            draft.moveTo(OrderStatus.PLACED, null);
            return;
        }
        if (placing.requestHash().equals(draft.winner.requestHash)) {
            draft.repeated();
            return;
        }
        draft.refused();
    }

    private static void free(OrderDraft draft, NotCalled notCalled) {
        if (draft.status != OrderStatus.PLACED || !draft.winner.mayLeave(notCalled.attempt())) {
            return;
        }
        draft.winner.leave();
        draft.amounts.placed = null;
        draft.placedEvidence = null;
        draft.learned();
    }

    private static void keep(OrderDraft draft, PlaceAnswer answer) {
        if (draft.winner.waitsFor(answer.attempt())) {
            draft.winner.answered = answer.answer();
            draft.learned();
        }
    }

    private void giveUp(OrderDraft draft) {
        if (isFinal(draft.status)) {
            return;
        }
        draft.open();
        if (!draft.note("UNRESOLVED " + draft.status)) {
            draft.repeated();
            return;
        }
        draft.raise(
                ConflictKind.UNRESOLVED,
                draft.lastEvidence(),
                null,
                null,
                "the last question got no final answer; the order is " + draft.status);
    }

    /** Moves nothing; whether the gateway is to be asked at all is decided here, when it is asked elsewhere. */
    private void resend(OrderDraft draft, ResendAsked resend) {
        if (draft.isNew() || isFinal(draft.status) || !resend.possible()) {
            draft.refused();
        }
    }

    private static void operate(OrderDraft draft, OperatorDecision decision) {
        if (!decision.lastSeen().equals(draft.lastEvidence())) {
            draft.refused();
            return;
        }
        switch (decision.action()) {
            case RELEASE -> release(draft, decision);
            case REFUSE -> refuse(draft, decision);
        }
    }

    private static void release(OrderDraft draft, OperatorDecision decision) {
        Long amount = decision.amountMinor();
        boolean held = draft.status == OrderStatus.HELD || draft.status == OrderStatus.REFUSED;
        if (!held || amount == null || amount <= 0) {
            draft.refused();
            return;
        }
        draft.settle(amount, draft.amounts.wasStated(amount), decision.reason());
    }

    private static void refuse(OrderDraft draft, OperatorDecision decision) {
        if (draft.status != OrderStatus.HELD) {
            draft.refused();
            return;
        }
        draft.moveTo(OrderStatus.REFUSED, decision.reason());
    }
}
