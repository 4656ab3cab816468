package io.quittance.topology;

import io.quittance.topology.balances.SortedBytes;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The bytes of a Kafka Streams store. Its ranges include their upper end, ours do not. */
final class StoredBytes implements SortedBytes {
    private final KeyValueStore<Bytes, byte[]> store;

    StoredBytes(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void visit(byte[] from, byte[] before, Visitor visitor) {
        if (Arrays.compareUnsigned(from, before) < 0) {
            visit(store.range(Bytes.wrap(from), Bytes.wrap(before)), before, visitor);
        }
    }

    @Override
    public void visitDown(byte[] from, byte[] before, Visitor visitor) {
        if (Arrays.compareUnsigned(from, before) < 0) {
            visit(store.reverseRange(Bytes.wrap(from), Bytes.wrap(before)), before, visitor);
        }
    }

    private static void visit(KeyValueIterator<Bytes, byte[]> found, byte[] before, Visitor visitor) {
        try (found) {
            boolean goesOn = true;
            while (goesOn && found.hasNext()) {
                KeyValue<Bytes, byte[]> entry = found.next();
                byte[] key = entry.key.get();
                goesOn = Arrays.equals(key, before) || visitor.goesOnAfter(key, entry.value);
            }
        }
    }
}
