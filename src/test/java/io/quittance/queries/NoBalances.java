package io.quittance.queries;

import io.quittance.events.Balance;
import java.time.Instant;
import java.util.Optional;

/** An instance that keeps no accounts. */
final class NoBalances implements Balances {
    @Override
    public String store() {
        return "none";
    }

    @Override
    public boolean keeps(int partition) {
        return false;
    }

    @Override
    public Optional<Balance> now(int partition, String account) {
        return Optional.empty();
    }

    @Override
    public Optional<Balance> at(int partition, String account, Instant time) {
        return Optional.empty();
    }
}
