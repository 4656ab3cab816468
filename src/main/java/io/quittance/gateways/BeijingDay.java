package io.quittance.gateways;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * Days in Beijing, which keeps one time all year, in days since 1970-01-01: the days of the books and statements of every gateway
 * (gateways/README.md, rule 11).
 */
public final class BeijingDay {
    private static final long AHEAD_MILLIS = TimeUnit.HOURS.toMillis(8);
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private BeijingDay() {}

    /** The day of that time, in epoch milliseconds. */
    public static int of(long at) {
        return (int) Math.floorDiv(at + AHEAD_MILLIS, DAY_MILLIS);
    }

    /** The day that it is there at that time, in epoch milliseconds. */
    public static LocalDate dateOf(long at) {
        return LocalDate.ofEpochDay(of(at));
    }

    /** When that day begins, in epoch milliseconds. */
    public static long start(int day) {
        return day * DAY_MILLIS - AHEAD_MILLIS;
    }

    /** The day as {@code 2026-03-01}. */
    public static String text(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }
}
