package io.quittance.queries;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The parameter {@code wait}: seconds, with or without an {@code s} behind them. */
final class WaitTime {
    private static final int MAX_DIGITS = 9;

    private WaitTime() {}

    /** How long to wait, at most {@link QueryLimits#MAX_WAIT}; zero where nothing was sent; null where it cannot be read. */
    static @Nullable Duration of(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        int end = text.endsWith("s") ? text.length() - 1 : text.length();
        if (end == 0 || end > MAX_DIGITS) {
            return null;
        }
        long seconds = 0;
        for (int i = 0; i < end; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            seconds = 10 * seconds + (digit - '0');
        }
        Duration asked = Duration.ofSeconds(seconds);
        return asked.compareTo(QueryLimits.MAX_WAIT) > 0 ? QueryLimits.MAX_WAIT : asked;
    }
}
