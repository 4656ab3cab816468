package io.quittance.edge;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the edge has done since it started, by account; cheap to count from any thread. */
public final class EdgeCounters {
    /** What is counted; the refusals are counted under their own names besides. */
    public enum Counted {
        /** Callbacks that arrived whole. */
        RECEIVED,
        /** Callbacks that are durably written, believed or not. */
        WRITTEN,
        /** Written callbacks that verified. */
        VERIFIED,
        /** Written callbacks that the gateway was told to forget. */
        ACKNOWLEDGED
    }

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Tally elsewhere = new Tally();

    /** Counters for these accounts, all zero. */
    public EdgeCounters(Collection<String> accounts) {
        for (String account : accounts) {
            tallies.put(account, new Tally());
        }
    }

    /** The counters of that account; of requests that name none of ours, one for all. */
    public Tally of(String account) {
        return tallies.getOrDefault(account, elsewhere);
    }

    /** The counters of requests that name no account of ours. */
    public Tally elsewhere() {
        return elsewhere;
    }

    /** The counters of each account, by name. */
    public Map<String, Tally> accounts() {
        return Map.copyOf(tallies);
    }

    /** One row of counters. */
    public static final class Tally {
        private final Map<Counted, LongAdder> counted = new EnumMap<>(Counted.class);
        private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);

        private Tally() {
            for (Counted what : Counted.values()) {
                counted.put(what, new LongAdder());
            }
            for (Refusal what : Refusal.values()) {
                refused.put(what, new LongAdder());
            }
        }

        void add(Counted what) {
            adder(counted, what).increment();
        }

        void add(Refusal what) {
            adder(refused, what).increment();
        }

        /** How often that has happened. */
        public long count(Counted what) {
            return adder(counted, what).sum();
        }

        /** How often that was the answer. */
        public long count(Refusal what) {
            return adder(refused, what).sum();
        }

        private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E what) {
            return Objects.requireNonNull(adders.get(what), "every one has an adder");
        }

        /** The refusals that have happened at all. */
        public Map<Refusal, Long> refusals() {
            Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
            for (Refusal refusal : Refusal.values()) {
                long count = count(refusal);
                if (count > 0) {
                    counts.put(refusal, count);
                }
            }
            return counts;
        }
    }
}
