package io.quittance.topology.balances;

import io.quittance.events.AccountState;
import io.quittance.events.EventSerde;
import io.quittance.events.PayoutState;

/**
 * Where the join remembers everything.
 *
 * @param events what happened, by account and time: each key is written once or seldom
 * @param sums what it adds up to: few keys, written again and again
 * @param payouts values of payouts
 * @param accounts values of accounts
 */
public record BalanceStores(
        SortedBytes events, SortedBytes sums, EventSerde<PayoutState> payouts, EventSerde<AccountState> accounts) {}
