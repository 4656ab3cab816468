package io.quittance.app.books;

import io.quittance.events.EventSerde;
import io.quittance.events.UndecodableException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of the topics that the books are in. */
final class Records {
    private Records() {}

    /** Its key; blank where it has none. */
    static String key(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /**
     * Its value; null where the record takes back what its key had, or has no key.
     *
     * @throws IllegalStateException where it is not one of ours
     */
    static <T extends SpecificRecord> @Nullable T value(EventSerde<T> values, ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || record.key() == null) {
            return null;
        }
        try {
            return values.fromBytes(value, record.headers());
        } catch (UndecodableException e) {
            throw new IllegalStateException(
                    record.topic() + ", partition " + record.partition() + ", offset " + record.offset()
                            + " is not one of our records (" + e.getMessage() + "); is the prefix the right one?",
                    e);
        }
    }
}
