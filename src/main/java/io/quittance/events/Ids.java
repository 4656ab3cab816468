package io.quittance.events;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDv7 ids (RFC 9562): the time in milliseconds, a counter of 12 bits that carries into the time when it is
 * full, and 62 bits that nobody foresees. Ids of one generator are in the order in which they were made. Thread-safe.
 */
public final class Ids {
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VERSION_7 = 7L << COUNTER_BITS;
    private static final long VARIANT = 1L << 63;

    /** Time and counter of the last id; never the same twice, so that hashing it with the seeds gives each id its own bits. */
    private final AtomicLong last = new AtomicLong();

    private final long seed;
    private final long otherSeed;

    /** A generator with seeds of its own. */
    public Ids() {
        SecureRandom random = new SecureRandom();
        this.seed = random.nextLong();
        this.otherSeed = random.nextLong();
    }

    /** The next id at that time of the clock; where the clock has gone back, the id has the latest time seen. */
    public String next(long epochMillis) {
        long earliest = epochMillis << COUNTER_BITS;
        long own = last.updateAndGet(previous -> Math.max(previous + 1, earliest));
        long time = own >>> COUNTER_BITS;
        long high = (time << 16) | VERSION_7 | (own & COUNTER_MASK);
        long low = mixed(mixed(own + seed) ^ otherSeed);
        return new UUID(high, (low >>> 2) | VARIANT).toString();
    }

    /** The finaliser of SplitMix64: every bit of the input moves every bit of the output. */
    private static long mixed(long value) {
        long first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }
}
