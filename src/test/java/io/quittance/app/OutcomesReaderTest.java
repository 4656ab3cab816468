package io.quittance.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesReaderTest {
    private static final String TOPIC = "q.outcomes";
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReadWhatIsCommittedOnARealBroker() throws Exception {
        ConfluentSchemas registry = ConfluentSchemas.inMemory();
        Events events = Events.register(registry, "q.");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            Settings settings = settings(broker.bootstrapServers());
            OutcomesReader reader = new OutcomesReader(settings, registry);

            assertThat(reader.keyUses().messages()).isZero();
            makeTopic(broker.bootstrapServers());
            try (KafkaProducer<byte[], byte[]> producer = producer(broker.bootstrapServers())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(record("a/o1", events.outcomes().toBytes(KeyUsesTest.outcome("k0", MARCH))))
                        .get();
                producer.send(record("a/o2", events.outcomes().toBytes(KeyUsesTest.outcome("k1", MARCH))))
                        .get();
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(record("a/o3", events.outcomes().toBytes(KeyUsesTest.outcome("never", MARCH))))
                        .get();
                producer.abortTransaction();
            }

            KeyUses uses = reader.keyUses();

            assertThat(uses.messages()).isEqualTo(2);
            assertThat(uses.lostIn(settings))
                    .singleElement()
                    .asString()
                    .startsWith("accounts.a.keys.k0: is no longer there");
            spoil(broker.bootstrapServers());
            assertThatThrownBy(reader::keyUses)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not one of our outcomes");
        }
    }

    private static void makeTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
        }
    }

    private static void spoil(String bootstrapServers) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record("a/o4", new byte[] {1, 2, 3})).get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "outcomes"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(TOPIC, key.getBytes(UTF_8), value);
    }

    private static Settings settings(String bootstrapServers) throws Exception {
        return SettingsFile.parse("""
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "http://localhost:8081"}
                topics: {prefix: "q."}
                accounts:
                  a: {gateway: juhe, merchant: "1", keys: [{id: k1, key: x}]}
                """.formatted(bootstrapServers), Path.of(""), Map.of());
    }
}
