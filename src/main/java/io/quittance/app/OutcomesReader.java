package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.Outcome;
import io.quittance.events.SchemaRegistry;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed outcomes of a cluster once, from the first to the last there is at the start. */
final class OutcomesReader {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Settings settings;
    private final EventSerde<Outcome> outcomes;

    /** A reader that registers nothing at the registry. */
    OutcomesReader(Settings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.outcomes = Events.outcomesOnlyRead(registry);
    }

    /** The keys that have verified something; throws a {@code KafkaException} or {@code RegistryException} when either is away. */
    KeyUses keyUses() {
        KeyUses uses = new KeyUses();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> add(uses, record));
            }
        }
        return uses;
    }

    private void add(KeyUses uses, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null || record.value() == null) {
            return;
        }
        try {
            String text = new String(key, StandardCharsets.UTF_8);
            int slash = text.indexOf('/');
            uses.add(slash < 0 ? text : text.substring(0, slash), outcomes.fromBytes(record.value(), record.headers()));
        } catch (UndecodableException e) {
            throw new IllegalStateException(
                    record.topic() + ", partition " + record.partition() + ", offset " + record.offset()
                            + " is not one of our outcomes (" + e.getMessage() + "); is the prefix the right one?",
                    e);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        String topic = Topic.OUTCOMES.name(settings.topics().prefix());
        List<PartitionInfo> known = consumer.listTopics(PATIENCE).getOrDefault(topic, List.of());
        return known.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> connection = new HashMap<>(settings.kafka().clientSettings());
        connection.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        connection.put(ConsumerConfig.CLIENT_ID_CONFIG, "quittance-config-check");
        connection.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        connection.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        connection.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        connection.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
