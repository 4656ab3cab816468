package io.quittance.queries;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Who waits for which row. The view's processor wakes them after it has kept the row; nobody polls. */
final class Waiters {
    private final Map<RowKey, List<Waiter>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int most;

    /** Waiters of which there may be that many at a time. */
    Waiters(int most) {
        this.most = most;
    }

    /** Registers a waiter, or null where there are too many. Look at the row again after this: it may have come in between. */
    @Nullable Waiter register(RowKey key, int partition) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return null;
        }
        Waiter waiter = new Waiter(key, partition);
        waiting.compute(key, (same, list) -> {
            List<Waiter> known = list == null ? new CopyOnWriteArrayList<>() : list;
            known.add(waiter);
            return known;
        });
        return waiter;
    }

    /** The row is in the view: wakes those who wait for it. */
    void rowChanged(RowKey key) {
        List<Waiter> list = waiting.get(key);
        if (list != null) {
            list.forEach(Waiter::wake);
        }
    }

    /** Whether anybody waits at all. */
    boolean none() {
        return waiting.isEmpty();
    }

    /** How many wait. */
    int count() {
        return count.get();
    }

    /** This instance no longer keeps that partition of the view: wakes all who wait for a row of it, so that they look and learn. */
    void moved(View view, int partition) {
        for (List<Waiter> list : waiting.values()) {
            for (Waiter waiter : list) {
                if (waiter.key.view() == view && waiter.partition == partition) {
                    waiter.wake();
                }
            }
        }
    }

    /** One request that waits; closing it makes room for another. */
    final class Waiter implements AutoCloseable {
        private final RowKey key;
        private final int partition;
        private final Semaphore news = new Semaphore(0);
        private volatile boolean abandoned;

        private Waiter(RowKey key, int partition) {
            this.key = key;
            this.partition = partition;
        }

        /** Waits for news of the row; false when the time is over or the client has gone. */
        boolean await(Duration time) throws InterruptedException {
            boolean woken = news.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
            news.drainPermits();
            return woken && !abandoned;
        }

        /** The client has gone: ends the waiting. */
        void abandon() {
            abandoned = true;
            wake();
        }

        private void wake() {
            news.release();
        }

        @Override
        public void close() {
            waiting.computeIfPresent(key, (same, list) -> {
                list.remove(this);
                return list.isEmpty() ? null : list;
            });
            count.decrementAndGet();
        }
    }
}
