package io.quittance.topology;

import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Step {@code mark-unsent}: records of {@code received} come in, for the first since all was sent a mark goes out that there may be
 * something to send before the next commit; remembers no more than that. A record without a key brings nothing to send, and cannot carry
 * a mark.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class MarkUnsent extends ContextualFixedKeyProcessor<byte[], byte[], byte[]> {
    static final String NAME = "mark-unsent";

    private static final byte[] MARK = {1};
    /** All marks have the same time: the table behind this step would take an older one for a row out of order. */
    private static final long ANY_TIME = 0;

    private final Outbox.All outboxes;
    private Outbox outbox;

    MarkUnsent(Outbox.All outboxes) {
        this.outboxes = outboxes;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], byte[]> context) {
        super.init(context);
        outbox = outboxes.of(context.taskId());
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        if (record.key() != null && outbox.begins()) {
            context().forward(record.withValue(MARK).withTimestamp(ANY_TIME));
        }
    }
}
