package io.quittance.queries;

import java.time.LocalDate;

/** What is known on this instance of the books of accounts. */
public interface Books {
    /** The store whose partitions tell which instance keeps an account. */
    String store();

    /** Whether this instance keeps the accounts of that partition at the moment. */
    boolean keeps(int partition);

    /** The books of that day in Beijing, as far as is known today; empty ones where nothing belongs to it. */
    DayBook day(int partition, String account, LocalDate date, int mostBreaks);
}
