package io.quittance.sandbox;

import java.time.Duration;

/**
 * How fast and how patiently to send.
 *
 * @param ordersPerSecond how many orders are begun in a second, at most
 * @param concurrency how many orders are under way at once, at most
 * @param answerTimeout how long a gateway waits for an answer
 * @param firstRetry the pause after the first failed try; it grows by itself with every try
 * @param longestRetry the longest pause between two tries
 */
record SendingLimits(
        int ordersPerSecond, int concurrency, Duration answerTimeout, Duration firstRetry, Duration longestRetry) {
    private static final int CONCURRENCY = 64;

    /** The gateways' own patience of about five seconds, and their retries of a minute in a fifth of a second. */
    static SendingLimits of(int ordersPerSecond) {
        return new SendingLimits(
                ordersPerSecond, CONCURRENCY, Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(2));
    }

    /** The pause after that failed try, the first being 0. */
    Duration pauseAfter(int attempt) {
        Duration grown = firstRetry.multipliedBy(attempt + 1L);
        return grown.compareTo(longestRetry) < 0 ? grown : longestRetry;
    }
}
