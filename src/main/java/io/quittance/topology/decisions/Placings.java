package io.quittance.topology.decisions;

import io.quittance.events.AnswerGiven;
import io.quittance.events.Effect;
import io.quittance.events.OrderState;
import io.quittance.events.PlacementDecision;
import io.quittance.events.PlacingAnswer;
import org.jspecify.annotations.Nullable;

/** What the edges that place are told of a decision (DESIGN section 6): pure functions of the evidence and what it did. */
public final class Placings {
    private Placings() {}

    /** What is said about placing after that evidence; null where it is about something else, or about an attempt that lost. */
    public static @Nullable PlacementDecision told(Evidence evidence, OrderDecision decision) {
        return switch (evidence) {
            case Placing placing -> placing(decision);
            case NotCalled notCalled -> decision.changed() ? PlacementDecision.FREED : null;
            case PlaceAnswer answer -> isWinner(answer.attempt(), decision.state()) ? PlacementDecision.ANSWERED : null;
            case GatewayReport report -> null;
            case GaveUp gaveUp -> null;
            case OperatorDecision operator -> null;
            case ResendAsked resend -> null;
            case Listed listed -> null;
        };
    }

    /**
     * The state after the winner was answered by something that is not believed, or null where that changes nothing. Such an answer is
     * no evidence: it leaves the order's row alone, but nobody need wait for another.
     */
    public static @Nullable OrderState unbelieved(@Nullable OrderState state, String attempt, String id) {
        if (state == null) {
            return null;
        }
        Winner winner = new Winner();
        winner.copy(state);
        return winner.waitsFor(attempt)
                ? OrderState.newBuilder(state)
                        .setAnswered(new PlacingAnswer(id, AnswerGiven.UNDECIDED, null, null, null, null))
                        .build()
                : null;
    }

    private static PlacementDecision placing(OrderDecision decision) {
        if (decision.changed()) {
            return PlacementDecision.WON;
        }
        return decision.effect() == Effect.DUPLICATE ? PlacementDecision.SAME : PlacementDecision.TAKEN;
    }

    private static boolean isWinner(String attempt, @Nullable OrderState state) {
        return state != null && attempt.equals(state.getWinner());
    }
}
