package io.quittance.edge.operate;

import io.quittance.config.Settings;
import io.quittance.edge.CommittedReader;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.json.OrderFields;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.Order;
import io.quittance.events.Outcome;
import io.quittance.events.Received;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what becomes of single records: reads the committed {@code outcomes}, and the row of the order, from where they stood before
 * the record was written. Operators decide now and then, so each has a consumer of its own for that time.
 */
final class OutcomeFollower {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeFollower.class);
    private static final int MAX_WATCHES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;
    private final Events events;
    private final Semaphore watches = new Semaphore(MAX_WATCHES);

    /** What became of a record as far as it is known in time. */
    sealed interface Result {}

    /** It is decided on; the row is null where it is not there yet. */
    record Decided(Effect effect, @Nullable Order row) implements Result {}

    /** Nobody has decided in time. */
    record Undecided() implements Result {}

    OutcomeFollower(Settings settings, Events events) {
        this.settings = settings;
        this.events = events;
    }

    /** Begins to watch before the record is written; null where there are too many watches or the broker is away. */
    @Nullable Watch watch(Received record) {
        if (!watches.tryAcquire()) {
            return null;
        }
        KafkaConsumer<byte[], byte[]> consumer =
                CommittedReader.open(settings.kafka(), "quittance-edge-outcome-" + record.getId());
        Watch watch = new Watch(consumer, record);
        try {
            watch.begin();
            return watch;
        } catch (KafkaException e) {
            LOG.warn("cannot follow outcomes: {}", e.toString());
            watch.close();
            return null;
        }
    }

    /** One record that is waited for. */
    final class Watch implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Received record;
        private final String key;
        private final TopicPartition outcomes;
        private final TopicPartition rows;
        private @Nullable Effect effect;
        private @Nullable Order row;

        private Watch(KafkaConsumer<byte[], byte[]> consumer, Received record) {
            this.consumer = consumer;
            this.record = record;
            byte[] keyBytes = ReceivedLog.key(record);
            this.key = new String(keyBytes, StandardCharsets.UTF_8);
            // One key, one partition, in every topic of ours: they all have as many, and Kafka's own partitioner.
            int partition = Topic.partitionOf(keyBytes, settings.topics().partitions());
            this.outcomes = new TopicPartition(name(Topic.OUTCOMES), partition);
            this.rows = new TopicPartition(
                    name(record.getKind() == EventKind.PAYOUT ? Topic.PAYOUTS : Topic.ORDERS), partition);
        }

        private void begin() {
            List<TopicPartition> both = List.of(outcomes, rows);
            consumer.assign(both);
            consumer.seekToEnd(both);
            both.forEach(consumer::position); // Seeking is lazy; from here on it stands.
        }

        /** Waits until the record is decided on and the row is there, or the time is over. */
        Result await() {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until && !isWhole()) {
                for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
                    take(next);
                }
            }
            Effect found = effect;
            return found == null ? new Undecided() : new Decided(found, row);
        }

        private boolean isWhole() {
            return effect != null && (effect != Effect.MOVED || row != null);
        }

        private void take(ConsumerRecord<byte[], byte[]> next) {
            if (next.value() == null || !key.equals(new String(next.key(), StandardCharsets.UTF_8))) {
                return;
            }
            try {
                if (next.topic().equals(rows.topic())) {
                    takeRow(next.value());
                    return;
                }
                Outcome outcome = events.outcomes().fromBytes(next.value());
                if (record.getId().equals(outcome.getId())) {
                    effect = outcome.getEffect();
                }
            } catch (UndecodableException e) {
                LOG.error("a row of {} cannot be read: {}", next.topic(), e.getMessage());
            }
        }

        private void takeRow(byte[] value) throws UndecodableException {
            Order found = record.getKind() == EventKind.PAYOUT
                    ? OrderFields.inCommon(events.payouts().fromBytes(value))
                    : events.orders().fromBytes(value);
            if (record.getId().equals(found.getLastEvidence())) {
                row = found;
            }
        }

        private String name(Topic topic) {
            return topic.name(settings.topics().prefix());
        }

        @Override
        public void close() {
            watches.release();
            consumer.close();
        }
    }
}
