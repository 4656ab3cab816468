package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.events.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker: where Streams asks what is committed, as it does when it opens a task, the partition is read from there. */
class StreamsClientsTest {
    private static final String PREFIX = "test.";
    private static final TopicPartition PARTITION = new TopicPartition(Topic.RECEIVED.name(PREFIX), 0);
    private static final int RECORDS = 3;

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private Consumer<byte[], byte[]> consumer;

    @BeforeEach
    void begin() throws Exception {
        broker = EmbeddedBroker.start(folder);
        new BrokerTopics(broker.bootstrapServers(), PREFIX).make();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), value, value))
                        .get();
            }
        }
        consumer = new StreamsClients()
                .getConsumer(Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        "group",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none"));
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        Awaitility.await().until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return consumer.position(PARTITION) == RECORDS;
        });
    }

    @AfterEach
    void end() {
        consumer.close();
        broker.close();
    }

    @Test
    void shouldReadOnFromWhatIsCommitted() {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));

        consumer.committed(Set.of(PARTITION));

        assertThat(consumer.position(PARTITION)).isEqualTo(1);
    }

    @Test
    void shouldReadFromTheBeginningWhereNothingIsCommitted() {
        consumer.committed(Set.of(PARTITION));

        assertThat(consumer.position(PARTITION)).isZero();
    }

    @Test
    void shouldTellOnceFromWhereItReadsEvenWithoutRecords() {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(RECORDS)));

        consumer.committed(Set.of(PARTITION));

        ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(100));
        assertThat(polled.isEmpty()).isTrue();
        assertThat(polled.nextOffsets()).containsEntry(PARTITION, new OffsetAndMetadata(RECORDS));
        assertThat(consumer.poll(Duration.ofMillis(100)).nextOffsets()).isEmpty();
    }

    @Test
    void shouldTellNothingOfWhatIsPaused() {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));
        consumer.committed(Set.of(PARTITION));

        consumer.pause(List.of(PARTITION));

        assertThat(consumer.poll(Duration.ofMillis(100)).nextOffsets()).isEmpty();
    }

    @Test
    void shouldLeaveAlonePartitionsOfOthers() {
        TopicPartition other = new TopicPartition(PARTITION.topic(), 1);

        consumer.committed(Set.of(other));

        assertThat(consumer.position(PARTITION)).isEqualTo(RECORDS);
    }
}
