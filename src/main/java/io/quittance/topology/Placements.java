package io.quittance.topology;

import io.quittance.events.Order;
import io.quittance.events.OrderState;
import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import io.quittance.events.PlacingAnswer;
import io.quittance.events.Received;
import io.quittance.topology.decisions.OrderDecision;
import io.quittance.topology.decisions.OrderRules;
import io.quittance.topology.decisions.Placings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes down for the edges that place what was decided of their attempts: rows of {@code placements}. */
final class Placements {
    private Placements() {}

    /** The row that comes of that evidence; null for evidence that is about no placing. */
    static @Nullable Placement of(Judged.Believed believed, String order, OrderDecision decision, OrderRules rules) {
        PlacementDecision told = Placings.told(believed.evidence(), decision);
        OrderState state = decision.state();
        if (told == null || state == null) {
            return null;
        }
        Received received = believed.received();
        String attempt = received.getAttempt().getId();
        Order row = OrderRows.order(believed.account(), order, state, rules.isFinal(state.getStatus()));
        return of(received, attempt, told, state, row);
    }

    /** The row about that attempt, with the order's own. */
    static Placement of(
            Received received, String attempt, PlacementDecision told, OrderState state, @Nullable Order row) {
        boolean known = told == PlacementDecision.SAME || told == PlacementDecision.ANSWERED;
        Long leaseUntil = state.getLeaseUntil();
        PlacingAnswer answered = state.getAnswered();
        return new Placement(
                received.getKind(),
                received.getAccount(),
                received.getOrder(),
                attempt,
                told,
                told == PlacementDecision.FREED ? attempt : state.getWinner(),
                received.getReceivedAt(),
                row,
                leaseUntil == null ? null : Instant.ofEpochMilli(leaseUntil),
                known ? answered : null);
    }
}
