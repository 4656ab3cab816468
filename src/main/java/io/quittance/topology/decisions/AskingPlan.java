package io.quittance.topology.decisions;

/**
 * How often the gateway is asked about the orders, or the payouts, of one account (DESIGN section 5, "Due"). All in milliseconds.
 *
 * @param first from the first report or placing to the first question
 * @param every the gateway's least time between two questions about one order
 * @param validity how long a question may wait for its poller
 * @param callTime how long a call may take
 * @param longest interval between two questions, unless the gateway's own limit is longer
 * @param giveUpAfter how long asking goes on
 * @param hints how often a hint may make an order due
 * @param resends whether the gateway can be asked for its callback again
 */
public record AskingPlan(
        long first,
        long every,
        long validity,
        long callTime,
        long longest,
        long giveUpAfter,
        int hints,
        boolean resends) {
    /** Jitter is at most this part of an interval. */
    private static final int JITTER_PART = 5;

    private static final int MAX_DOUBLINGS = 30;

    /**
     * The least time between two questions. A question may be asked as late as it expires, and the call may reach the gateway as late as
     * its time-out; the gateway's limit begins there.
     */
    long spacing() {
        return every + validity + callTime;
    }

    /** From the first report to the first question about that order. */
    long untilFirst(String key) {
        return first + jitter(first, key, 0);
    }

    /** From question number {@code step}, counted from one, to the next. */
    long interval(String key, int step) {
        long doubled = spacing() << Math.min(step - 1, MAX_DOUBLINGS);
        long most = longest - longest / (JITTER_PART + 1);
        long nominal = Math.max(spacing(), Math.min(doubled, most));
        return nominal + jitter(nominal, key, step);
    }

    private static long jitter(long interval, String key, int step) {
        return spread(interval / JITTER_PART, key, step);
    }

    /** From nothing to that much, from a hash of order and question alone, so that every instance decides alike. */
    static long spread(long most, String key, int step) {
        long mixed = (key.hashCode() * 31L + step) * 0x9E3779B97F4A7C15L;
        return (mixed >>> 33) % (most + 1);
    }
}
