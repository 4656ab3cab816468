package io.quittance.topology;

import io.quittance.config.Settings;
import io.quittance.events.Balance;
import io.quittance.topology.balances.BalanceJoin;
import io.quittance.topology.balances.Day;
import io.quittance.topology.balances.Drained;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What balances are and were. It is asked of the balance join itself, which reads committed moves alone: an answer may be ahead of the
 * join's own commit, and after a crash be older again until the same moves have been read once more. None is ever of money that has
 * not settled.
 */
public final class BalanceHistory {
    private final AccountTerms terms;
    private final Map<Integer, BalanceJoin> joins = new ConcurrentHashMap<>();

    /** The history of one Streams instance, of the accounts in its settings; the topology has to be built with it. */
    public BalanceHistory(Settings settings) {
        this.terms = new AccountTerms(settings);
    }

    /** Whether this instance keeps the accounts of that partition at the moment. */
    public boolean keeps(int partition) {
        return joins.containsKey(partition);
    }

    /** The store whose partitions tell which instance keeps an account. */
    public String store() {
        return JoinPayouts.EVENTS;
    }

    /** The balance of an account in that partition after everything; empty where nothing is known of it here. */
    public Optional<Balance> now(int partition, String account) {
        return Optional.ofNullable(joins.get(partition)).map(join -> join.now(account, terms.of(account)));
    }

    /** The balance of an account in that partition at that time, as far as is known today; empty where nothing is known of it here. */
    public Optional<Balance> at(int partition, String account, Instant time) {
        return Optional.ofNullable(joins.get(partition)).map(join -> join.at(account, terms.of(account), time));
    }

    /**
     * The books of a day of an account in that partition, as far as is known today; empty where nothing is kept of it here.
     *
     * @param mostBreaks how many of the breaks are wanted at most
     */
    public Optional<Day> day(int partition, String account, LocalDate date, int mostBreaks) {
        return Optional.ofNullable(joins.get(partition)).map(join -> join.day(account, date, mostBreaks));
    }

    /**
     * The rows of an account that have changed, which are to be sent and are kept herewith.
     *
     * @throws IllegalStateException where there are none: what was marked must have moved, or something would be committed unwritten
     */
    Drained drain(int partition, String account) {
        BalanceJoin join = joins.get(partition);
        if (join == null) {
            throw new IllegalStateException(
                    account + " has moved in partition " + partition + ", which is not kept here");
        }
        return join.drain(account);
    }

    void opened(int partition, BalanceJoin join) {
        joins.put(partition, join);
    }

    void closed(int partition, BalanceJoin join) {
        joins.remove(partition, join);
    }
}
