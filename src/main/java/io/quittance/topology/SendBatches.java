package io.quittance.topology;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Step {@code send-batches}: the mark comes in, before every commit and once, what waits to be sent goes out: moves of money by account to
 * the join, claims by partition to the search for gateway orders that are used twice; remembers nothing.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class SendBatches extends ContextualProcessor<byte[], byte[], String, byte[]> {
    static final String NAME = "send-batches";
    static final String MOVES = "ledger-moves-repartition-filter";
    static final String CLAIMS = "by-gateway-order-repartition-filter";

    private final Outbox.All outboxes;
    private Outbox outbox;

    SendBatches(Outbox.All outboxes) {
        this.outboxes = outboxes;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        outbox = outboxes.of(context.taskId());
    }

    @Override
    public void process(Record<byte[], byte[]> mark) {
        outbox.drainTo(
                (account, batch) -> send(account, batch, MOVES), (partition, batch) -> send(partition, batch, CLAIMS));
    }

    private void send(String key, byte[] batch, String child) {
        context().forward(new Record<>(key, batch, outbox.newest()), child);
    }
}
