package io.quittance.queries;

import io.quittance.events.Balance;
import java.time.Instant;
import java.util.Optional;

/** What is known on this instance of the balances of accounts. */
public interface Balances extends KeptAccounts {
    /** The balance after everything; empty where nothing was ever heard of the account. */
    Optional<Balance> now(int partition, String account);

    /** The balance at that time, as far as is known today; empty where nothing was ever heard of the account. */
    Optional<Balance> at(int partition, String account, Instant time);
}
