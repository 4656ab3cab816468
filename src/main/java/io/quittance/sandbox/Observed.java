package io.quittance.sandbox;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the topics say, gathered record by record. Not thread-safe. */
final class Observed {
    private final Map<NewOrder.Key, Seen> orders = new HashMap<>();
    private final Map<Integer, BitSet> decided = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** A record of {@code settlements}. */
    void settlement(NewOrder.Key key, long amountMinor) {
        Seen seen = seen(key);
        seen.settledTimes++;
        seen.settledSum += amountMinor;
        seen.settledMinor = amountMinor;
    }

    /** A row of {@code orders} or {@code payouts}; a later one replaces an earlier one, null takes it away. */
    void row(NewOrder.Key key, @Nullable OrderStatus status) {
        seen(key).status = status;
    }

    /** A record of {@code conflicts}. */
    void conflict(NewOrder.Key key, ConflictKind kind) {
        seen(key).conflicts.add(kind);
    }

    /** A record of {@code outcomes}, by the place in {@code received} of what it is the outcome of. */
    void outcome(int partition, long offset) {
        BitSet offsets = decided.computeIfAbsent(partition, any -> new BitSet());
        int place = Math.toIntExact(offset);
        if (offsets.get(place)) {
            faults.add("received record " + partition + ":" + offset + " has two outcomes");
        }
        offsets.set(place);
    }

    /** A record that cannot be read. */
    void unreadable(String where, String why) {
        faults.add(where + " cannot be read: " + why);
    }

    /** How many of the records of {@code received} before these end offsets, by partition, have no outcome yet. */
    long undecided(Map<Integer, Long> receivedEnds) {
        long missing = 0;
        for (Map.Entry<Integer, Long> end : receivedEnds.entrySet()) {
            BitSet offsets = decided.getOrDefault(end.getKey(), new BitSet());
            int upTo = Math.toIntExact(end.getValue());
            missing += upTo - offsets.get(0, upTo).cardinality();
        }
        return missing;
    }

    /** What is wrong whatever the truth may be. */
    List<String> faults() {
        return Collections.unmodifiableList(faults);
    }

    /** Every order that the topics tell of. */
    Set<NewOrder.Key> keys() {
        return Collections.unmodifiableSet(orders.keySet());
    }

    /** What was seen of an order; of one that no topic tells of, nothing. */
    Seen of(NewOrder.Key key) {
        return orders.getOrDefault(key, new Seen());
    }

    private Seen seen(NewOrder.Key key) {
        return orders.computeIfAbsent(key, any -> new Seen());
    }

    /** What was seen of one order. */
    static final class Seen {
        private int settledTimes;
        private long settledSum;
        private long settledMinor;
        private @Nullable OrderStatus status;
        private final Set<ConflictKind> conflicts = EnumSet.noneOf(ConflictKind.class);

        /** How many settlements there are. */
        int settledTimes() {
            return settledTimes;
        }

        /** The sum of all its settlements, in fen. */
        long settledSum() {
            return settledSum;
        }

        /** The amount of the last settlement, in fen. */
        long settledMinor() {
            return settledMinor;
        }

        /** The state in its row; null where there is no row. */
        @Nullable OrderStatus status() {
            return status;
        }

        /** The kinds of its conflicts. */
        Set<ConflictKind> conflicts() {
            return Collections.unmodifiableSet(conflicts);
        }
    }
}
