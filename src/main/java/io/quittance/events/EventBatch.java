package io.quittance.events;

import org.apache.avro.specific.SpecificRecord;

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
