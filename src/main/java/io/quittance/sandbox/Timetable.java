package io.quittance.sandbox;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the gateways and payers will do later, in the gateways' shortened time; bounded in what waits and in what runs at once. */
final class Timetable implements AutoCloseable {
    private static final int MOST_AT_ONCE = 128;

    private final GatewayTime time;
    private final int mostPending;
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore running = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger pending = new AtomicInteger();

    Timetable(GatewayTime time, int mostPending) {
        this.time = time;
        this.mostPending = mostPending;
        this.clock = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("sandbox-clock").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does something after that pause of the gateway's time; false where too much is waiting, so that it will not be done. */
    boolean after(Duration pause, Runnable work) {
        if (pending.incrementAndGet() > mostPending) {
            pending.decrementAndGet();
            return false;
        }
        long nanos = time.shortened(pause).toNanos();
        ScheduledFuture<?> _ = clock.schedule(() -> threads.execute(() -> run(work)), nanos, TimeUnit.NANOSECONDS);
        return true;
    }

    /** How much waits or is under way. */
    int pending() {
        return pending.get();
    }

    /** Does nothing more; what is under way is interrupted. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private void run(Runnable work) {
        try {
            running.acquire();
            try {
                work.run();
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pending.decrementAndGet();
        }
    }
}
