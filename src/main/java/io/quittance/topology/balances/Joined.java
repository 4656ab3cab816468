package io.quittance.topology.balances;

import io.quittance.events.Balance;
import io.quittance.events.Conflict;
import io.quittance.events.Payout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What comes of one move: the account's balance now, payouts whose rows have changed, and what somebody should look at. */
public final class Joined {
    private final Balance balance;
    private final List<Payout> payouts;
    private final List<Conflict> conflicts;

    private Joined(Balance balance, List<Payout> payouts, List<Conflict> conflicts) {
        this.balance = balance;
        this.payouts = payouts;
        this.conflicts = conflicts;
    }

    /** The balance after the newest move of the account. */
    public Balance balance() {
        return balance;
    }

    /** Rows of payouts, the one that moved first. */
    public List<Payout> payouts() {
        return Collections.unmodifiableList(payouts);
    }

    /** Late news and drift. */
    public List<Conflict> conflicts() {
        return Collections.unmodifiableList(conflicts);
    }

    /** Collects what comes of a move. */
    static final class News {
        private final List<Payout> payouts = new ArrayList<>(1);
        private final List<Conflict> conflicts = new ArrayList<>(1);

        void add(Payout row) {
            payouts.add(row);
        }

        void add(Conflict conflict) {
            conflicts.add(conflict);
        }

        Joined with(Balance balance) {
            return new Joined(balance, payouts, conflicts);
        }
    }
}
