package io.quittance.sandbox;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** When the callback that an order settles on was first sent, until its settlement has been seen; in nanoseconds. */
final class Departures {
    private static final int MOST = 200_000;

    private final ConcurrentMap<Truth.Key, Long> sentAt = new ConcurrentHashMap<>();

    /** Notes the first try; later ones, and more than can be kept in mind, are left out. */
    void departed(Truth.Key key, long nanoTime) {
        if (sentAt.size() < MOST) {
            sentAt.putIfAbsent(key, nanoTime);
        }
    }

    /** Nanoseconds since the first try, once; empty where nothing was noted. */
    OptionalLong arrived(Truth.Key key, long nanoTime) {
        Long departure = sentAt.remove(key);
        return departure == null ? OptionalLong.empty() : OptionalLong.of(nanoTime - departure);
    }
}
