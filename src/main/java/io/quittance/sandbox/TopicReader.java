package io.quittance.sandbox;

import io.quittance.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics read committed, in no group and committing nothing. Not thread-safe. */
final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Topic> partitions = new HashMap<>();
    private final Map<Topic, List<TopicPartition>> byTopic = new EnumMap<>(Topic.class);

    /** Takes up all partitions of the topics, which must be there; not positioned yet. */
    TopicReader(String bootstrapServers, String prefix, Set<Topic> topics) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "sandbox-reader",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        for (Topic topic : topics) {
            List<TopicPartition> own = partitionsOf(topic.name(prefix));
            own.forEach(partition -> partitions.put(partition, topic));
            byTopic.put(topic, own);
        }
        consumer.assign(partitions.keySet());
    }

    /** Goes to the beginning of every partition. */
    void fromBeginning() {
        consumer.seekToBeginning(partitions.keySet());
    }

    /** Goes to the present end of every partition, at once: whatever is written from now on will be read. */
    void fromEnd() {
        consumer.seekToEnd(partitions.keySet());
        partitions.keySet().forEach(consumer::position);
    }

    /** The records that are there within so long. */
    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        return consumer.poll(patience);
    }

    /** Which topic a record is of. */
    Topic topicOf(ConsumerRecord<byte[], byte[]> found) {
        Topic topic = partitions.get(new TopicPartition(found.topic(), found.partition()));
        if (topic == null) {
            throw new IllegalArgumentException("a record of a topic that is not read here: " + found.topic());
        }
        return topic;
    }

    /** Whether everything has been read that is committed now. */
    boolean atEnd() {
        return consumer.endOffsets(partitions.keySet()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** The end offset of each partition of a topic, which need not be one of those that are read. */
    Map<Integer, Long> ends(String topicName) {
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(partitionsOf(topicName)).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> partitionsOf(String topicName) {
        List<TopicPartition> own = new ArrayList<>();
        consumer.partitionsFor(topicName).forEach(info -> own.add(new TopicPartition(topicName, info.partition())));
        return own;
    }
}
