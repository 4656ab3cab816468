package io.quittance.poller;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the poller has done since it started, by account; cheap to count from any thread. */
public final class PollerCounters {
    /** What is counted. */
    public enum Counted {
        /** Questions that were about to go out, {@code ASKED} written. */
        ASKED,
        /** Answers that are written, whatever they say. */
        ANSWERED,
        /** Questions that the gateway may have seen and did not answer, or not within bounds. */
        UNANSWERED,
        /** Questions that surely did not reach the gateway. */
        NOT_SENT,
        /** Questions that were too late to be asked. */
        EXPIRED,
        /** Questions that could not be asked: no such request, no key in force, too many of them, a fault of the program. */
        DROPPED,
        /** Orders that nobody asks about any more. */
        GAVE_UP
    }

    private final Map<String, Map<Counted, LongAdder>> accounts = new TreeMap<>();

    /** Counters for these accounts, all zero. */
    PollerCounters(Collection<String> names) {
        for (String name : names) {
            Map<Counted, LongAdder> row = new EnumMap<>(Counted.class);
            for (Counted what : Counted.values()) {
                row.put(what, new LongAdder());
            }
            accounts.put(name, row);
        }
    }

    /** Counts it for that account; questions about accounts that the settings do not have count nowhere. */
    void add(String account, Counted what) {
        if (accounts.containsKey(account)) {
            adder(account, what).increment();
        }
    }

    /** The accounts that it counts for. */
    public Set<String> accounts() {
        return Set.copyOf(accounts.keySet());
    }

    /** How often that has happened for that account of the settings. */
    public long count(String account, Counted what) {
        return adder(account, what).sum();
    }

    /** How often that has happened for all accounts together. */
    public long count(Counted what) {
        return accounts.keySet().stream().mapToLong(name -> count(name, what)).sum();
    }

    private LongAdder adder(String account, Counted what) {
        Map<Counted, LongAdder> row = Objects.requireNonNull(accounts.get(account), "an account of the settings");
        return Objects.requireNonNull(row.get(what), "every one has an adder");
    }
}
