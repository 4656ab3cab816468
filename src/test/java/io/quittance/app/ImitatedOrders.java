package io.quittance.app;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The books of an imitated gateway: its orders, how often each was asked about, and whose callbacks get lost. */
final class ImitatedOrders {
    private final Map<String, ImitatedOrder> orders = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> queries = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    /** The next running number, for the gateway's own order numbers. */
    int nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Whether it is a new one; one that is there stays as it is. */
    boolean add(ImitatedOrder order) {
        return orders.putIfAbsent(order.id(), order) == null;
    }

    @Nullable ImitatedOrder find(String id) {
        return orders.get(id);
    }

    ImitatedOrder get(String id) {
        return Objects.requireNonNull(find(id), id);
    }

    void noteQuery(String id) {
        queries.computeIfAbsent(id, ignored -> new AtomicInteger()).incrementAndGet();
    }

    /** How often that order was asked about, known or not. */
    int queries(String id) {
        AtomicInteger count = queries.get(id);
        return count == null ? 0 : count.get();
    }

    /** That order's callbacks will not arrive. */
    void loseCallbacksOf(String id) {
        lost.add(id);
    }

    boolean losesCallbacksOf(String id) {
        return lost.contains(id);
    }
}
