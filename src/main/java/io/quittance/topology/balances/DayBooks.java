package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Standing;
import java.util.List;

/** The books of the days of one account: its orders, the gateway's statements of them, and its balance. */
final class DayBooks {
    private final Breaks breaks;
    private final OrderBooks orders;
    private final Statements statements;
    private final BalanceBooks balance;

    DayBooks(Account account, BalanceStores stores, DayLines lines) {
        breaks = new Breaks(stores.events(), account.name(), stores.breaks());
        orders = new OrderBooks(account.name(), account.terms(), lines, breaks);
        statements = new Statements(account.name(), account.terms(), stores.events(), account.totals(), lines, breaks);
        balance = new BalanceBooks(account, stores.events(), lines, breaks);
    }

    /** What is known of the account besides its books. */
    record Account(String name, Terms terms, Totals totals, TimeSums sums, Reports reports) {}

    /** An order stands elsewhere, or a statement has ended; before any money of the same move is in the sums. */
    void take(LedgerMove move) {
        if (move.getAfter() != null || move.getBefore() != null) {
            orders.take(move);
        }
        statements.take(move);
        balance.stands(move);
    }

    /** Whether nothing else is known of the moment at which money of that move counts: a payment settles once, and holds no balance before. */
    static boolean isAlone(LedgerMove move) {
        Standing after = move.getAfter();
        return move.getKind() == EventKind.PAYMENT && (after == null || after.getPaidAfter() == null);
    }

    /** Money has moved then, and is in the sums already. */
    void moved(long at, Sums change) {
        balance.moved(at, change);
    }

    /** A report has come in, which is among the reports already. */
    void reported(Report report) {
        balance.reported(report);
    }

    /** Everything of some moves has been taken: tells anew what reports show. */
    void tell() {
        balance.tell();
    }

    /** The breaks that have changed, each as it is now. */
    List<BookNews> news() {
        return breaks.news();
    }
}
