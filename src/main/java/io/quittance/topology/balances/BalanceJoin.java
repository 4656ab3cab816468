package io.quittance.topology.balances;

import io.quittance.events.Balance;
import io.quittance.events.LedgerMove;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Joins what moves the money of accounts with what is reported of it (DESIGN section 5, "Balances, and the join"). Moves come from one
 * thread; questions about earlier times may come from others, and never see half of a move.
 */
public final class BalanceJoin {
    private final BalanceStores stores;
    private final UnwrittenBytes sums;
    private final DayLines lines;
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
            return new AccountLedger(move.getAccount(), terms, stores, lines).take(move);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What the balance is after everything; null where nothing is known of the account. */
    public @Nullable Balance now(String account, Terms terms) {
        oneAtATime.lock();
        try {
            return new AccountLedger(account, terms, stores, lines).now();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What the balance was at that time, as far as is known today; null where nothing is known of the account. */
    public @Nullable Balance at(String account, Terms terms, Instant time) {
        oneAtATime.lock();
        try {
            return new AccountLedger(account, terms, stores, lines).at(time);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Writes what has changed of the sums, and the lines of the books of that account; to be called after the account's moves, before
     * they are committed.
     */
    public List<DayRow> drain(String account) {
        oneAtATime.lock();
        try {
            sums.write();
            return lines.drain(account);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * The books of that day, as far as is known today.
     *
     * @param mostBreaks how many of the breaks are wanted at most
     */
    public Day day(String account, LocalDate date, int mostBreaks) {
        oneAtATime.lock();
        try {
            int day = Math.toIntExact(date.toEpochDay());
            Breaks breaks = new Breaks(stores.events(), account, stores.breaks(), new Joined.News());
            return new Day(lines.of(account, day), breaks.first(day, mostBreaks), breaks.count(day));
        } finally {
            oneAtATime.unlock();
        }
    }
}
