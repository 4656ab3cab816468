package io.quittance.topology;

import io.quittance.events.EventSerde;
import io.quittance.events.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The topics of one prefix on a real broker. */
record BrokerTopics(String bootstrapServers, String prefix) {

    /**
     * Makes them all, with four partitions each, and returns when their broker knows and leads them. A producer that is refused before, and taken a
     * moment later with what it sent next, has its first records refused for as long as it tries (KAFKA-14359).
     */
    void make() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<NewTopic> topics = Arrays.stream(Topic.values())
                    .map(topic -> new NewTopic(topic.name(prefix), 4, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (NewTopic topic : topics) {
                for (int partition = 0; partition < topic.numPartitions(); partition++) {
                    ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                }
            }
            Awaitility.await()
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof UnknownTopicOrPartitionException)
                    .until(() -> admin.listOffsets(ends).all().get().size() == ends.size());
        }
    }

    /** Reads the committed values of one of them from the first on. */
    <T extends SpecificRecord> KafkaConsumer<String, T> reader(Topic topic, EventSerde<T> values) {
        KafkaConsumer<String, T> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "reader",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                values.deserializer());
        reader.subscribe(List.of(topic.name(prefix)));
        return reader;
    }
}
