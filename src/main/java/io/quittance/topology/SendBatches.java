package io.quittance.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Step {@code send-batches}: the mark comes in, before every commit, what waits to be sent goes out: moves of money by account to the join,
 * claims by partition to the search for gateway orders that are used twice; remembers nothing. What waits soon after a commit goes out then
 * already: the broker has to take each partition into the transaction, for which the next commit would wait otherwise.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class SendBatches extends ContextualProcessor<byte[], byte[], String, byte[]> {
    static final String NAME = "send-batches";
    static final String MOVES = "ledger-moves-repartition-filter";
    static final String CLAIMS = "by-gateway-order-repartition-filter";

    private static final int QUARTERS = 4;

    private final Outbox.All outboxes;
    private final Duration soon;
    private Outbox outbox;
    private @Nullable SoonAfter next;

    SendBatches(Outbox.All outboxes, Duration commitInterval) {
        this.outboxes = outboxes;
        this.soon = Duration.ofMillis(Math.max(1, commitInterval.toMillis() / QUARTERS));
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        outbox = outboxes.of(context.taskId());
    }

    @Override
    public void process(Record<byte[], byte[]> mark) {
        send();
        if (next == null) {
            next = new SoonAfter();
        }
    }

    /** Streams keeps what is scheduled when it opens a step anew, and would commit offsets of before an abort for its sake. */
    @Override
    public void close() {
        if (next != null) {
            next.schedule.cancel();
            next = null;
        }
    }

    private void send() {
        outbox.drainTo(
                (account, batch) -> send(account, batch, MOVES), (partition, batch) -> send(partition, batch, CLAIMS));
    }

    private void send(String key, byte[] batch, String child) {
        context().forward(new Record<>(key, batch, outbox.newest()), child);
    }

    /** Sends what waits, a quarter of the interval later, once: without work nothing is scheduled. */
    private final class SoonAfter implements Punctuator {
        private final Cancellable schedule = context().schedule(soon, PunctuationType.WALL_CLOCK_TIME, this);

        @Override
        public void punctuate(long now) {
            schedule.cancel();
            next = null;
            send();
        }
    }
}
