package io.quittance.topology.decisions;

import io.quittance.events.AnswerGiven;
import io.quittance.events.OrderState;
import io.quittance.events.PlacingAnswer;
import org.jspecify.annotations.Nullable;

/** Who may place an order while it is decided on, and what came of it (DESIGN section 6). */
final class Winner {
    @Nullable String attempt;

    @Nullable String requestHash;

    @Nullable Long leaseUntil;

    @Nullable PlacingAnswer answered;

    void copy(OrderState state) {
        attempt = state.getWinner();
        requestHash = state.getWinnerHash();
        leaseUntil = state.getLeaseUntil();
        answered = state.getAnswered();
    }

    void wins(Placing placing) {
        attempt = placing.attempt();
        requestHash = placing.requestHash();
        leaseUntil = placing.leaseUntil();
    }

    /** Whether it may still say that it did not call: one that was answered, or waited in vain for an answer, did. */
    boolean mayLeave(String leaving) {
        return leaving.equals(attempt) && answered == null;
    }

    void leave() {
        attempt = null;
        requestHash = null;
        leaseUntil = null;
    }

    /** Whether that answer to that attempt is the one to keep: the first, or the first real one after none came in time. */
    boolean waitsFor(String answeredAttempt) {
        return answeredAttempt.equals(attempt) && (answered == null || answered.getGiven() == AnswerGiven.UNANSWERED);
    }
}
