package io.quittance.topology;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a record stands in {@code received}. */
record Place(int partition, long offset) {

    /** The place of the record that is being processed. */
    static Place of(ProcessorContext<?, ?> context) {
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("this step was entered without a record of received"));
        return new Place(metadata.partition(), metadata.offset());
    }
}
