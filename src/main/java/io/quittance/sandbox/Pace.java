package io.quittance.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gives so many turns a second, evenly; after a standstill it does not make up for more than a second. */
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private final CountDownLatch stop;
    private long due = System.nanoTime();

    Pace(int perSecond, CountDownLatch stop) {
        this.interval = SECOND / perSecond;
        this.stop = stop;
    }

    /** Waits for the next turn; false where there is none, since it is time to stop. */
    boolean awaitTurn() throws InterruptedException {
        long now = System.nanoTime();
        due = Math.max(due, now - SECOND);
        boolean stopped = stop.await(Math.max(0, due - now), TimeUnit.NANOSECONDS);
        due += interval;
        return !stopped;
    }
}
