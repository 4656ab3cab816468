package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;

/** The books of the days of one account: its orders, the gateway's statements of them, and its balance. */
final class DayBooks {
    private final OrderBooks orders;
    private final Statements statements;
    private final BalanceBooks balance;

    DayBooks(Account account, BalanceStores stores, DayLines lines, Joined.News news) {
        Breaks breaks = new Breaks(stores.events(), account.name(), stores.breaks(), news);
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

    /** Money has moved then, and is in the sums already. */
    void moved(long at, long net) {
        balance.moved(at, net);
    }

    /** A report has come in, which is among the reports already. */
    void reported(Report report) {
        balance.reported(report);
    }
}
