package io.quittance.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's clients as Streams makes them for itself, but that whenever a task is opened its partitions are read from where they are committed.
 * Streams 4.3.1 goes back there only for the very task that it opens anew after an abort: where the group is called together before that is
 * done, another task takes its place, and reads on from where the consumer stands. What was read before the abort and not committed
 * would be lost. The one that is opened anew still knows how far it had read before, and would commit that with the next of its partitions.
 */
public final class StreamsClients implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new ReturningConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of one Streams thread, like every consumer. */
    private static final class ReturningConsumer extends KafkaConsumer<byte[], byte[]> {
        private static final OffsetAndMetadata BEGINNING = new OffsetAndMetadata(0);

        private final Map<TopicPartition, OffsetAndMetadata> returned = new HashMap<>();
        private boolean polls;

        ReturningConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        /** Tells with the records from where on the partitions of opened tasks are read, or Streams would keep what it had read before. */
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls = true;
            try {
                ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
                return returned.isEmpty() ? polled : withReturned(polled);
            } finally {
                polls = false;
            }
        }

        /** Outside of a poll, in which the assignor asks, Streams asks this of a task that it opens and that holds no records yet. */
        @Override
        public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = super.committed(partitions);
            if (!polls) {
                Set<TopicPartition> assigned = assignment();
                partitions.stream()
                        .filter(assigned::contains)
                        .forEach(partition -> goBack(partition, committed.get(partition)));
            }
            return committed;
        }

        private void goBack(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
            if (committed == null) {
                seekToBeginning(Set.of(partition));
            } else {
                seek(partition, committed);
            }
            returned.put(partition, committed == null ? BEGINNING : committed);
        }

        private ConsumerRecords<byte[], byte[]> withReturned(ConsumerRecords<byte[], byte[]> polled) {
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(returned);
            returned.clear();
            next.keySet().retainAll(assignment());
            // Those belong to tasks that the poll itself has made, which are not open yet.
            next.keySet().removeAll(paused());
            next.putAll(polled.nextOffsets());
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
            polled.partitions().forEach(partition -> records.put(partition, polled.records(partition)));
            return new ConsumerRecords<>(records, next);
        }
    }
}
