package io.quittance.queries;

import java.time.LocalDate;

/** What is known on this instance of the books of accounts. */
public interface Books extends KeptAccounts {
    /** The books of that day in Beijing, as far as is known today; empty ones where nothing belongs to it. */
    DayBook day(int partition, String account, LocalDate date, int mostBreaks);
}
