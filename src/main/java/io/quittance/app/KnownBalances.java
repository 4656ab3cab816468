package io.quittance.app;

import io.quittance.events.Balance;
import io.quittance.queries.Balances;
import io.quittance.topology.BalanceHistory;
import java.time.Instant;
import java.util.Optional;

/** What the topology of this process knows of balances, for its queries. */
record KnownBalances(BalanceHistory history) implements Balances {
    @Override
    public String store() {
        return history.store();
    }

    @Override
    public boolean keeps(int partition) {
        return history.keeps(partition);
    }

    @Override
    public Optional<Balance> now(int partition, String account) {
        return history.now(partition, account);
    }

    @Override
    public Optional<Balance> at(int partition, String account, Instant time) {
        return history.at(partition, account, time);
    }
}
