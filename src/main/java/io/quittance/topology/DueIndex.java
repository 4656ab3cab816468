package io.quittance.topology;

import io.quittance.events.EventKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The orders and payouts of one task by the time when they are to be asked about. The time stands in the order's state too; here it is
 * only found.
 */
final class DueIndex {
    static final String NAME = "due-by-time";

    private static final byte[] PRESENT = {1};
    private static final byte PAYMENT = 1;
    private static final byte PAYOUT = 2;
    private static final int HEAD = Long.BYTES + 1;

    private final KeyValueStore<byte[], byte[]> store;

    DueIndex(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    /** An order or payout, due at that time. */
    record Entry(long time, EventKind kind, String key) {}

    static StoreBuilder<KeyValueStore<byte[], byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    void add(Entry entry) {
        store.put(bytes(entry), PRESENT);
    }

    void remove(Entry entry) {
        store.delete(bytes(entry));
    }

    /** What is due from one time to another, the earliest first, at most so many. */
    List<Entry> due(long from, long until, int most) {
        List<Entry> found = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> entries = store.range(bound(from), bound(until + 1))) {
            while (found.size() < most && entries.hasNext()) {
                KeyValue<byte[], byte[]> next = entries.next();
                found.add(entry(next.key));
            }
        }
        return found;
    }

    private static byte[] bytes(Entry entry) {
        byte[] key = entry.key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + key.length)
                .putLong(entry.time)
                .put(entry.kind == EventKind.PAYOUT ? PAYOUT : PAYMENT)
                .put(key)
                .array();
    }

    private static Entry entry(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long time = buffer.getLong();
        EventKind kind = buffer.get() == PAYOUT ? EventKind.PAYOUT : EventKind.PAYMENT;
        return new Entry(time, kind, StandardCharsets.UTF_8.decode(buffer).toString());
    }

    /** Before everything of that time, and after everything before it. */
    private static byte[] bound(long time) {
        return ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    }
}
