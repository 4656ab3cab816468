package io.quittance.topology;

import io.quittance.events.EventBatch;
import io.quittance.events.EventSerde;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;

/** Records that are gathered by key, those of one key in the order in which they came. */
final class Batches<T extends SpecificRecord> {
    /** A batch that has grown beyond this takes no more, however few there are in it. */
    private static final int FULL_BYTES = 16 * 1024;

    private final EventSerde<T> serde;
    private final int most;
    private final Map<String, EventBatch<T>> open = new HashMap<>();
    private final List<KeyValue<String, byte[]>> full = new ArrayList<>();

    /** Batches of so many records at most: what is read as one is taken within one transaction, before that times out. */
    Batches(EventSerde<T> serde, int most) {
        this.serde = serde;
        this.most = most;
    }

    void add(String key, T record) {
        EventBatch<T> batch = open.computeIfAbsent(key, _ -> new EventBatch<>(serde));
        batch.add(record);
        if (batch.count() == most || batch.length() > FULL_BYTES) {
            close(key);
        }
    }

    /** Adds one that takes long, in a batch of its own. */
    void addAlone(String key, T record) {
        close(key);
        add(key, record);
        close(key);
    }

    private void close(String key) {
        EventBatch<T> batch = open.remove(key);
        if (batch != null) {
            full.add(KeyValue.pair(key, batch.toBytes()));
        }
    }

    /** Gives all batches with their keys, and has none after that. */
    void drainTo(BiConsumer<String, byte[]> taker) {
        full.forEach(batch -> taker.accept(batch.key, batch.value));
        full.clear();
        open.forEach((key, batch) -> taker.accept(key, batch.toBytes()));
        open.clear();
    }
}
