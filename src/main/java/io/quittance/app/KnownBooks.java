package io.quittance.app;

import io.quittance.queries.Books;
import io.quittance.queries.DayBook;
import io.quittance.topology.BalanceHistory;
import java.time.LocalDate;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** What the topology of this process knows of the books of days, for its queries. */
record KnownBooks(BalanceHistory history) implements Books {
    @Override
    public String store() {
        return history.store();
    }

    @Override
    public boolean keeps(int partition) {
        return history.keeps(partition);
    }

    @Override
    public DayBook day(int partition, String account, LocalDate date, int mostBreaks) {
        return history.day(partition, account, date, mostBreaks)
                .map(day -> new DayBook(day.lines(), day.breaks(), day.breakCount()))
                .orElseThrow(() -> new InvalidStateStoreException("the accounts of this partition have just left"));
    }
}
