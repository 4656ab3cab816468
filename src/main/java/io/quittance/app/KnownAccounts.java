package io.quittance.app;

import io.quittance.events.Balance;
import io.quittance.queries.Balances;
import io.quittance.queries.Books;
import io.quittance.queries.DayBook;
import io.quittance.topology.BalanceHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** What the topology of this process knows of the balances and books of accounts, for its queries. */
record KnownAccounts(BalanceHistory history) implements Balances, Books {
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

    @Override
    public DayBook day(int partition, String account, LocalDate date, int mostBreaks) {
        return history.day(partition, account, date, mostBreaks)
                .map(day -> new DayBook(day.lines(), day.breaks(), day.breakCount()))
                .orElseThrow(() -> new InvalidStateStoreException("the accounts of this partition have just left"));
    }
}
