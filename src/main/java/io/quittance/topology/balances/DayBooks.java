package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;
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
        statements = new Statements(account, stores.events(), lines, breaks);
        balance = new BalanceBooks(account, stores.events(), lines, breaks);
    }

    /** What is known of the account besides its books. */
    record Account(String name, Terms terms, Totals totals, EventRows events, TimeSums sums, Reports reports) {}

    /** An order stands elsewhere, or a statement has ended; before any money of the same move is in the sums. */
    void take(LedgerMove move) {
        if (move.getAfter() != null || move.getBefore() != null) {
            orders.take(move);
        }
        statements.take(move);
        balance.stands(move);
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
