package io.quittance.topology.balances;

import io.quittance.events.Conflict;
import io.quittance.events.Payout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes of one move.
 *
 * @param begins whether it is the first of its account since {@link BalanceJoin#drain} wrote the account's balance and books
 * @param asOf of the account's newest move, which never goes back
 * @param payouts rows that have changed, that of the payout that moved first
 * @param conflicts what somebody should look at: late news and drift
 */
public record Joined(boolean begins, Instant asOf, List<Payout> payouts, List<Conflict> conflicts) {
    /** Whether nobody behind the join has to know of it. */
    public boolean isSilent() {
        return !begins && payouts.isEmpty() && conflicts.isEmpty();
    }

    /** Collects what comes of a move, of one after the other. */
    static final class News {
        private final List<Payout> payouts = new ArrayList<>(1);
        private final List<Conflict> conflicts = new ArrayList<>(1);

        void add(Payout row) {
            payouts.add(row);
        }

        void add(Conflict conflict) {
            conflicts.add(conflict);
        }

        /** What was collected since it was asked last. */
        Joined taken(boolean begins, Instant asOf) {
            Joined joined = new Joined(begins, asOf, List.copyOf(payouts), List.copyOf(conflicts));
            payouts.clear();
            conflicts.clear();
            return joined;
        }
    }
}
