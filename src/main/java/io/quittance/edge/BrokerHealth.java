package io.quittance.edge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a write is worth trying, so that requests are refused at once while the brokers are known to be away. It learns from the
 * writes themselves and from a probe; a write that has just succeeded outweighs both. After failed writes single trial writes are let
 * through. Times are of {@link System#nanoTime()}.
 */
final class BrokerHealth {
    private static final long MEMORY = EdgeLimits.HEALTH_MEMORY.toNanos();

    private final AtomicLong nextTrial = new AtomicLong();
    private volatile boolean topicKnown;
    private volatile boolean reachable = true;
    private volatile boolean failing;
    private volatile long lastWrite;

    BrokerHealth(long now) {
        lastWrite = now - 2 * MEMORY;
    }

    /** Whether to try a write now. */
    boolean admits(long now) {
        if (topicKnown && reachable && !failing) {
            return true;
        }
        if (!topicKnown) {
            return false;
        }
        if (now - lastWrite < MEMORY) {
            return true;
        }
        return reachable && isTrial(now);
    }

    /** Whether writes are expected to succeed; uses no trial up. */
    boolean isUp(long now) {
        return topicKnown && ((reachable && !failing) || now - lastWrite < MEMORY);
    }

    /** The topic's partitions are known, so that a send need not wait for them. */
    void topicFound() {
        topicKnown = true;
    }

    /** What the probe found. */
    void probed(boolean answered) {
        reachable = answered;
    }

    /** A write was acknowledged. */
    void succeeded(long now) {
        lastWrite = now;
        if (failing) {
            failing = false;
        }
    }

    /** A write was given up; where others succeed it was its partition's leader alone. */
    void failed(long now) {
        if (!failing && now - lastWrite >= MEMORY) {
            nextTrial.set(now + MEMORY);
            failing = true;
        }
    }

    private boolean isTrial(long now) {
        long due = nextTrial.get();
        return now - due >= 0 && nextTrial.compareAndSet(due, now + MEMORY);
    }
}
