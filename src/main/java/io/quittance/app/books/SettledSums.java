package io.quittance.app.books;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What settlements add up to, in all and since the last reported balance of each account. Reports that come while they are read are of
 * recent times, for which single moments are kept.
 */
final class SettledSums {
    private final Map<BookKey, Long> bases;
    private final long recentFrom;
    private final Map<BookKey, Sums> byBook = new HashMap<>();

    /**
     * @param bases the time of the last reported balance of each that has one, in epoch milliseconds
     * @param recentFrom the time from which on sums can be told for any moment, in epoch milliseconds
     */
    SettledSums(Map<BookKey, Long> bases, long recentFrom) {
        this.bases = Map.copyOf(bases);
        this.recentFrom = recentFrom;
    }

    /** Adds what moved at that time (epoch milliseconds). */
    void add(BookKey book, long movedAt, Movement change) {
        Sums sums = byBook.computeIfAbsent(book, key -> new Sums());
        sums.ever = sums.ever.plus(change);
        Long base = bases.get(book);
        if (base != null && movedAt >= base) {
            sums.sinceBase = sums.sinceBase.plus(change);
        }
        if (movedAt >= recentFrom) {
            sums.recent.merge(movedAt, change, Movement::plus);
        }
    }

    /** Those that anything has settled in. */
    Set<BookKey> books() {
        return byBook.keySet();
    }

    /** Whether {@link #since} can be told. */
    boolean knows(BookKey book, @Nullable Long base) {
        return base == null || base.equals(bases.get(book)) || base >= recentFrom;
    }

    /** What has moved since that time, that millisecond included; since ever where it is null. */
    Movement since(BookKey book, @Nullable Long base) {
        Sums sums = byBook.get(book);
        if (sums == null) {
            return Movement.NONE;
        }
        if (base == null) {
            return sums.ever;
        }
        if (base.equals(bases.get(book))) {
            return sums.sinceBase;
        }
        return sums.recent.tailMap(base, true).values().stream().reduce(Movement.NONE, Movement::plus);
    }

    private static final class Sums {
        private final NavigableMap<Long, Movement> recent = new TreeMap<>();
        private Movement ever = Movement.NONE;
        private Movement sinceBase = Movement.NONE;
    }
}
