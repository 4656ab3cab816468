package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of one topic from the first on, read without a group: it leaves nothing behind on the cluster. */
public final class CommittedTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String name;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private CommittedTopic(String name, KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.name = name;
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * At the beginning of that topic; of one that does not exist, there is nothing to read.
     *
     * @param clientId by which the cluster's operators see who reads
     * @throws KafkaException where the cluster does not answer, or not us
     */
    public static CommittedTopic open(Settings settings, Topic topic, String clientId) {
        String name = topic.name(settings.topics().prefix());
        KafkaConsumer<byte[], byte[]> consumer = consumer(settings.kafka(), clientId);
        try {
            List<PartitionInfo> known = consumer.listTopics(PATIENCE).getOrDefault(name, List.of());
            List<TopicPartition> partitions = known.stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new CommittedTopic(name, consumer, partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    /** Its full name. */
    public String name() {
        return name;
    }

    /**
     * Shows every record from where it stands up to the last one that is committed now; some that are committed meanwhile may follow.
     *
     * @throws KafkaException where the cluster does not answer any more
     */
    public void readUp(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        long lastHeard = System.nanoTime();
        while (isBefore(ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(reader);
            if (!records.isEmpty()) {
                lastHeard = System.nanoTime();
            } else if (System.nanoTime() - lastHeard > PATIENCE.toNanos() && isBefore(ends)) {
                throw new TimeoutException("nothing of " + name + " was to be had for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Goes back to the first record. */
    public void startOver() {
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Settings.Kafka kafka, String clientId) {
        Map<String, Object> connection = new HashMap<>(kafka.clientSettings());
        connection.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        connection.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        connection.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        connection.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        connection.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        connection.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
