package io.quittance.topology;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of a record of {@code received}; one without a time, which Streams would stop at, counts as the oldest. */
final class ReceivedTime implements TimestampExtractor {
    /** The time of what comes of a record that was received then. */
    static long of(Instant receivedAt) {
        return Math.max(receivedAt.toEpochMilli(), 0);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(record.timestamp(), 0);
    }
}
