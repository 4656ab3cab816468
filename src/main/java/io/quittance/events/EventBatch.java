package io.quittance.events;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Records of one class that travel as one value: the prefix of the Confluent wire format once, then the Avro binary of each record after
 * the other. One of a single record is that record's own bytes; {@link EventSerde#allFromBytes} reads both. Not thread-safe.
 */
public final class EventBatch<T extends SpecificRecord> {
    private final EventSerde<T> serde;
    private final OpenBytes bytes = new OpenBytes();
    private int count;

    /** An empty batch; it may not be sent before something is in it. */
    public EventBatch(EventSerde<T> serde) {
        this.serde = serde;
        serde.begin(bytes);
    }

    /**
     * The records of one batch, as {@link EventSerde#allFromBytes} reads them.
     *
     * @throws SerializationException where it is none; only our own steps write them
     */
    public static <T extends SpecificRecord> List<T> read(EventSerde<T> serde, byte[] batch) {
        try {
            return serde.allFromBytes(batch);
        } catch (UndecodableException e) {
            throw new SerializationException("a batch between two steps: " + e.getMessage(), e);
        }
    }

    /** Puts a record behind those that are in it. */
    public void add(T value) {
        serde.append(value, bytes);
        count++;
    }

    /** How many records are in it. */
    public int count() {
        return count;
    }

    /** How many bytes it has by now. */
    public int length() {
        return bytes.length();
    }

    /** All of it as one value. */
    public byte[] toBytes() {
        return bytes.copy();
    }
}
