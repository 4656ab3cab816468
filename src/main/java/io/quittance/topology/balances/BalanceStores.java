package io.quittance.topology.balances;

import io.quittance.events.AccountState;
import io.quittance.events.Break;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.PayoutState;
import io.quittance.events.Reconciliation;

/**
 * Where the join remembers everything.
 *
 * @param events what happened, by account and time: each key is written once or seldom
 * @param sums what it adds up to: few keys, written again and again
 * @param payouts values of payouts
 * @param accounts values of accounts
 * @param lines values of lines of the books
 * @param breaks values of breaks
 */
public record BalanceStores(
        SortedBytes events,
        SortedBytes sums,
        EventSerde<PayoutState> payouts,
        EventSerde<AccountState> accounts,
        EventSerde<Reconciliation> lines,
        EventSerde<Break> breaks) {
    /** In those two, with the values that these serdes read and write. */
    public static BalanceStores in(SortedBytes events, SortedBytes sums, Events serdes) {
        return new BalanceStores(
                events, sums, serdes.payoutStates(), serdes.accountStates(), serdes.reconciliation(), serdes.breaks());
    }

    /** The same with the sums in that one. */
    BalanceStores withSums(SortedBytes other) {
        return new BalanceStores(events, other, payouts, accounts, lines, breaks);
    }
}
