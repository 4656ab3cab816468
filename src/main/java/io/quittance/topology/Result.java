package io.quittance.topology;

import io.quittance.events.Conflict;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.LedgerMove;
import io.quittance.events.Order;
import io.quittance.events.Outcome;
import io.quittance.events.Placement;
import io.quittance.events.Quarantined;
import io.quittance.events.Settlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that comes of one received record: always an outcome, seldom all of the rest.
 *
 * @param dueAt when its order is to be asked about, epoch milliseconds; {@link #NOT_DUE} where that has not changed
 */
record Result(
        Outcome outcome,
        @Nullable Order order,
        @Nullable LedgerMove move,
        @Nullable GatewayOrderClaim claim,
        @Nullable Settlement settlement,
        List<Conflict> conflicts,
        @Nullable Quarantined quarantined,
        @Nullable Placement placement,
        long dueAt) {
    /** Nothing has become due. */
    static final long NOT_DUE = Long.MAX_VALUE;

    static Result of(Outcome outcome) {
        return new Result(outcome, null, null, null, null, List.of(), null, null, NOT_DUE);
    }

    static Result of(Outcome outcome, LedgerMove move) {
        return new Result(outcome, null, move, null, null, List.of(), null, null, NOT_DUE);
    }

    static Result of(Outcome outcome, @Nullable Quarantined quarantined) {
        return new Result(outcome, null, null, null, null, List.of(), quarantined, null, NOT_DUE);
    }

    static Result of(
            Outcome outcome,
            @Nullable LedgerMove move,
            @Nullable GatewayOrderClaim claim,
            @Nullable Placement placement,
            long dueAt) {
        return new Result(outcome, null, move, claim, null, List.of(), null, placement, dueAt);
    }
}
