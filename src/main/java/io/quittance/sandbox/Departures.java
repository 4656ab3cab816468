package io.quittance.sandbox;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** When the callback that an order settles on was first sent, until its settlement has been seen; in nanoseconds. */
final class Departures {
    private static final int MOST = 200_000;

    private final ConcurrentMap<NewOrder.Key, Long> sentAt = new ConcurrentHashMap<>();
    private final int most;

    private Departures(int most) {
        this.most = most;
    }

    /** Notes departures, for somebody who looks for arrivals. */
    static Departures noted() {
        return new Departures(MOST);
    }

    /** Notes nothing. */
    static Departures unnoticed() {
        return new Departures(0);
    }

    /** Notes the first try; later ones, and more than can be kept in mind, are left out. */
    void departed(NewOrder.Key key, long nanoTime) {
        if (sentAt.size() < most) {
            sentAt.putIfAbsent(key, nanoTime);
        }
    }

    /** Nanoseconds since the first try, once; empty where nothing was noted. */
    OptionalLong arrived(NewOrder.Key key, long nanoTime) {
        Long departure = sentAt.remove(key);
        return departure == null ? OptionalLong.empty() : OptionalLong.of(nanoTime - departure);
    }
}
