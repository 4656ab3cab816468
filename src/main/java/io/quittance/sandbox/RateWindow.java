package io.quittance.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;

/** At most so many turns in any window of time; a turn that is refused does not count. */
final class RateWindow {
    private final int most;
    private final long windowNanos;
    private final ArrayDeque<Long> taken;

    RateWindow(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
        this.taken = new ArrayDeque<>(most);
    }

    /** Whether there is a turn at that time of {@link System#nanoTime}. */
    synchronized boolean take(long nanoTime) {
        while (!taken.isEmpty() && nanoTime - taken.getFirst() >= windowNanos) {
            taken.removeFirst();
        }
        if (taken.size() >= most) {
            return false;
        }
        taken.addLast(nanoTime);
        return true;
    }
}
