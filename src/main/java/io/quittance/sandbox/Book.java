package io.quittance.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every order that the gateways have taken, up to a bound beyond those that were there at the start; none is ever forgotten. */
final class Book {
    private static final int ID_DIGITS = 24;

    private final long seed;
    private final LedgerFile file;
    private final Map<NewOrder.Key, BookedOrder> byKey = new HashMap<>();
    private final Map<String, BookedOrder> byCashier = new HashMap<>();
    private final List<BookedOrder> byNumber = new ArrayList<>();
    private final Set<NewOrder.Key> failed = new HashSet<>();
    private int mostOrders;

    Book(int mostOrders, long seed, LedgerFile file) {
        this.mostOrders = mostOrders;
        this.seed = seed;
        this.file = file;
    }

    /** What became of a request to take an order. */
    sealed interface Booking {
        /** It was taken now. */
        record Taken(BookedOrder order) implements Booking {}

        /** An order of that number was there before. */
        record Known(BookedOrder order) implements Booking {}

        /** There is no room for more. */
        record Full() implements Booking {}
    }

    /** Takes an order, once. */
    synchronized Booking take(NewOrder asked, Fate fate, Instant now) {
        BookedOrder known = byKey.get(asked.key());
        if (known != null) {
            known.placedAgain();
            file.placedAgain(known);
            return new Booking.Known(known);
        }
        if (byNumber.size() >= mostOrders) {
            return new Booking.Full();
        }
        BookedOrder order = add(asked, fate, seed, now);
        file.taken(order, seed);
        return new Booking.Taken(order);
    }

    /** An order that was taken at that seed and time, before this start. */
    synchronized void restore(NewOrder asked, Fate fate, long takenAtSeed, Instant placedAt) {
        add(asked, fate, takenAtSeed, placedAt);
        mostOrders++;
    }

    private BookedOrder add(NewOrder asked, Fate fate, long drawnFrom, Instant placedAt) {
        long number = byNumber.size() + 1L;
        String day = GatewayTime.compact(placedAt);
        String gatewayOrder = asked.till().account().gateway().prefixOfItsOrders() + day + "%07d".formatted(number);
        String cashierId = Md5.lowerHex(drawnFrom + "|" + gatewayOrder + "|" + asked.signature())
                .substring(0, ID_DIGITS);
        BookedOrder order = new BookedOrder(asked, fate, gatewayOrder, cashierId, number, placedAt);
        byKey.put(asked.key(), order);
        byCashier.put(cashierId, order);
        byNumber.add(order);
        return order;
    }

    /** Notes that a request for a new order failed before the order was taken; true the first time, which is the only one. */
    synchronized boolean fail(NewOrder.Key key) {
        boolean first = !byKey.containsKey(key) && failed.size() < mostOrders && failed.add(key);
        if (first) {
            file.notTaken(key);
        }
        return first;
    }

    /** The keys for which {@link #fail} was true. */
    synchronized Set<NewOrder.Key> failed() {
        return Set.copyOf(failed);
    }

    /** The order of that number, from 1. */
    synchronized BookedOrder numbered(long number) {
        return byNumber.get(Math.toIntExact(number - 1));
    }

    /** The order of that key. */
    synchronized Optional<BookedOrder> find(NewOrder.Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The order whose payment page has that id. */
    synchronized Optional<BookedOrder> atCashier(String cashierId) {
        return Optional.ofNullable(byCashier.get(cashierId));
    }

    /** Up to so many orders behind that number, oldest first. */
    synchronized List<BookedOrder> page(long after, int limit) {
        int from = Math.clamp(after, 0, byNumber.size());
        return List.copyOf(byNumber.subList(from, from + Math.min(byNumber.size() - from, limit)));
    }

    /** How many there are. */
    synchronized int size() {
        return byNumber.size();
    }
}
