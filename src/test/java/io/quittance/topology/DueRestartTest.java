package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Policy;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.QueryDue;
import io.quittance.events.Source;
import io.quittance.events.Topic;
import io.quittance.gateways.MessageType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker: what is due comes out once, and an instance that begins without any state goes on where another one ended. */
class DueRestartTest {
    private static final String PREFIX = "test.";
    private static final String SETTLED = "20191234567890123456";
    private static final Golden PAID = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "paid");

    @TempDir
    private Path folder;

    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    private final List<QueryDue> due = new ArrayList<>();

    @Test
    void shouldAskAboutEveryOrderOnceOverARestartWithoutState() throws Exception {
        Instant now = Instant.now();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            BrokerTopics topics = new BrokerTopics(broker.bootstrapServers(), PREFIX);
            topics.make();
            write(
                    broker.bootstrapServers(),
                    placing("r1", "early").at(now.minusSeconds(40)),
                    placing("r2", "later").at(now.minusSeconds(18)),
                    placing("r3", SETTLED).at(now.minusSeconds(40)),
                    Letter.of("r4", "shop", SETTLED, PAID).at(now.minusSeconds(39)));
            try (KafkaConsumer<String, QueryDue> reader = topics.reader(Topic.DUE, events.due())) {
                run(broker.bootstrapServers(), "first", reader, 1);
                assertThat(due).extracting(QueryDue::getOrder).containsExactly("early");

                run(broker.bootstrapServers(), "second", reader, 2);

                assertThat(due).extracting(QueryDue::getOrder).containsExactly("early", "later");
                assertThat(due.getLast().getNotBefore()).isAfter(now.plusSeconds(11));
            }
        }
    }

    /** Runs an instance with a state folder of its own until so many questions are there. */
    private void run(String bootstrapServers, String name, KafkaConsumer<String, QueryDue> reader, int questions) {
        Settings settings = Rig.settings(
                bootstrapServers,
                folder.resolve(name),
                Settings.Asking.usual(),
                PAID.calling(URI.create("https://gw.example"), "shop", Policy.DEFAULT));
        try (RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
                KafkaStreams streams = new KafkaStreams(
                        SettlementTopology.build(settings, events, topology -> {}),
                        StreamsProperties.of(settings, "one", memory))) {
            streams.start();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> due.add(record.value()));
                return due.size() >= questions;
            });
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
        }
    }

    private static Letter placing(String id, String order) {
        return Letter.own(id, Source.PLACING, EventKind.PAYMENT, "shop", order)
                .with(Attempts.placing("a-" + id, 10_000L));
    }

    private void write(String bootstrapServers, Letter... letters) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Letter letter : letters) {
                producer.send(new ProducerRecord<>(
                                Topic.RECEIVED.name(PREFIX),
                                letter.key().getBytes(StandardCharsets.UTF_8),
                                events.received().toBytes(letter.record())))
                        .get();
            }
        }
    }
}
