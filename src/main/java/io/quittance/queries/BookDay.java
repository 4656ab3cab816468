package io.quittance.queries;

import io.quittance.gateways.BeijingDay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days by which books are asked for: those of Beijing, from midnight to midnight (gateways/README.md, rule 11). */
public final class BookDay {
    /** What a day must be, for people. */
    public static final String GRAMMAR = "a day in Beijing in the years 1970 to 2968, for example 2026-03-01";

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2968;

    private BookDay() {}

    /** The day that it is in Beijing at that time. */
    public static LocalDate of(Instant time) {
        return BeijingDay.dateOf(time.toEpochMilli());
    }

    /** The day of an ISO-8601 text such as {@code 2026-03-01}; null where it is none, or not in the years of {@link #GRAMMAR}. */
    public static @Nullable LocalDate parse(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
