package io.quittance.sandbox;

import io.quittance.events.Topic;
import java.time.Duration;
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
    private final Set<TopicPartition> readPartitions;

    /**
     * Takes up all partitions of the topics, which must be there; not positioned yet.
     *
     * @param read topics whose records are read
     * @param watched topics of which only the ends are asked for
     */
    TopicReader(String bootstrapServers, String prefix, Set<Topic> read, Set<Topic> watched) {
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
        read.forEach(topic -> takeUp(topic, prefix));
        this.readPartitions = Set.copyOf(partitions.keySet());
        watched.forEach(topic -> takeUp(topic, prefix));
        consumer.assign(partitions.keySet());
        watched.forEach(topic -> consumer.pause(partitionsOf(topic)));
    }

    /** Goes to the beginning of every partition. */
    void fromBeginning() {
        consumer.seekToBeginning(readPartitions);
    }

    /** Goes to the present end of every partition, at once: whatever is written from now on will be read. */
    void fromEnd() {
        consumer.seekToEnd(readPartitions);
        readPartitions.forEach(consumer::position);
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
        return consumer.endOffsets(readPartitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** The end offset of each partition of a topic, one that is read or watched. */
    Map<Integer, Long> ends(Topic topic) {
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(partitionsOf(topic)).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void takeUp(Topic topic, String prefix) {
        String name = topic.name(prefix);
        consumer.partitionsFor(name).forEach(info -> partitions.put(new TopicPartition(name, info.partition()), topic));
    }

    private List<TopicPartition> partitionsOf(Topic topic) {
        return partitions.entrySet().stream()
                .filter(partition -> partition.getValue() == topic)
                .map(Map.Entry::getKey)
                .toList();
    }
}
