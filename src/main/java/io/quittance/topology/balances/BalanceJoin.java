package io.quittance.topology.balances;

import io.quittance.events.Balance;
import io.quittance.events.LedgerMove;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Joins what moves the money of accounts with what is reported of it (DESIGN section 5, "Balances, and the join"). Moves come from one
 * thread; questions about earlier times may come from others, and never see half of a move. The accounts that have moved stand in memory
 * until they are drained, so that what changes with every move is written once.
 */
public final class BalanceJoin {
    private final BalanceStores stores;
    private final UnwrittenBytes sums;
    private final DayLines lines;
    private final Map<String, AccountLedger> moved = new HashMap<>();
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** A join over what these stores remember. */
    public BalanceJoin(BalanceStores stores) {
        this.sums = new UnwrittenBytes(stores.sums());
        this.stores = stores.withSums(sums);
        this.lines = new DayLines(stores.events(), stores.lines());
    }

    /** What comes of that move. */
    public Joined take(LedgerMove move, Terms terms) {
        oneAtATime.lock();
        try {
            AccountLedger ledger = ledger(move.getAccount(), terms);
            boolean begins = moved.putIfAbsent(move.getAccount(), ledger) == null;
            return ledger.take(move, begins);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What the balance is after everything; null where nothing is known of the account. */
    public @Nullable Balance now(String account, Terms terms) {
        oneAtATime.lock();
        try {
            return ledger(account, terms).now();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What the balance was at that time, as far as is known today; null where nothing is known of the account. */
    public @Nullable Balance at(String account, Terms terms, Instant time) {
        oneAtATime.lock();
        try {
            return ledger(account, terms).at(time);
        } finally {
            oneAtATime.unlock();
        }
    }

    private AccountLedger ledger(String account, Terms terms) {
        AccountLedger known = moved.get(account);
        return known == null ? new AccountLedger(account, terms, stores, lines) : known;
    }

    /**
     * Writes what has changed of the account: its totals, the sums, the lines of its books; to be called after its moves, before they
     * are committed.
     *
     * @throws IllegalStateException where nothing of it has moved since the last time
     */
    public Drained drain(String account) {
        oneAtATime.lock();
        try {
            AccountLedger ledger = moved.remove(account);
            Balance balance = ledger == null ? null : ledger.now();
            if (ledger == null || balance == null) {
                throw new IllegalStateException("nothing of " + account + " has moved that is not written");
            }
            List<BookNews> breaks = ledger.keep();
            sums.write();
            return new Drained(balance, lines.drain(account), breaks);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * The books of that day, as far as is known today; what reported balances show, as of the last {@link #drain}.
     *
     * @param mostBreaks how many of the breaks are wanted at most
     */
    public Day day(String account, LocalDate date, int mostBreaks) {
        oneAtATime.lock();
        try {
            int day = Math.toIntExact(date.toEpochDay());
            Breaks breaks = new Breaks(stores.events(), account, stores.breaks());
            return new Day(lines.of(account, day), breaks.first(day, mostBreaks), breaks.count(day));
        } finally {
            oneAtATime.unlock();
        }
    }
}
