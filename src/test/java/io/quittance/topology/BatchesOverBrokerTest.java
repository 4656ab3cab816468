package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.events.Balance;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventBatch;
import io.quittance.events.Events;
import io.quittance.events.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker, with many orders in one commit: all of them reach the balance and the search for reuse, in few records, and none twice. */
class BatchesOverBrokerTest {
    private static final String PREFIX = "test.";
    private static final int WAVE = 4_000;
    private static final int WAVES = 2;
    private static final long PAID_MINOR = 10_000;
    private static final List<String> ACCOUNTS = List.of("shop", "other");
    private static final String MOVES = "test-ledger-moves-repartition";
    private static final String CLAIMS = "test-by-gateway-order-repartition";

    @TempDir
    private Path folder;

    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    private final Map<String, Balance> balances = new HashMap<>();
    private final List<String> moved = new ArrayList<>();
    private final List<String> claimed = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private int records;

    @Test
    void shouldSendEverythingOnceAndTogether() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            String servers = broker.bootstrapServers();
            TwinGateway gateway = new TwinGateway(folder);
            Settings settings = Rig.settings(
                    servers,
                    folder.resolve("state"),
                    Settings.Asking.usual(),
                    gateway.account("shop"),
                    gateway.account("other"));
            new BrokerTopics(servers, PREFIX).make();

            run(settings);

            assertThat(claimed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(moved).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(balances).containsOnlyKeys("shop", "other");
            assertThat(balances.values())
                    .extracting(Balance::getSettledInMinor)
                    .containsOnly(WAVES * WAVE * PAID_MINOR / ACCOUNTS.size());
            assertThat(records).isLessThan(expected.size() / 4);
        }
    }

    /** Sends one wave after the other has settled, the first record of each without a key; reads all that went through both repartitions. */
    private void run(Settings settings) throws Exception {
        String servers = settings.kafka().bootstrapServers();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
                KafkaStreams streams = new KafkaStreams(
                        SettlementTopology.build(settings, events, topology -> {}), properties(settings, memory));
                KafkaConsumer<String, Balance> reader =
                        new BrokerTopics(servers, PREFIX).reader(Topic.BALANCES, events.balances());
                KafkaConsumer<byte[], byte[]> between = between(servers)) {
            streams.setUncaughtExceptionHandler(thrown -> {
                failure.set(thrown);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            for (int wave = 0; wave < WAVES; wave++) {
                writeOrders(servers, wave);
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .failFast(() -> assertThat(failure.get()).isNull())
                        .untilAsserted(() -> {
                            reader.poll(Duration.ofMillis(100)).forEach(row -> balances.put(row.key(), row.value()));
                            between.poll(Duration.ofMillis(100)).forEach(this::take);
                            assertThatAllWentThrough(streams.state());
                        });
            }
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
            readToTheEnd(between);
        }
    }

    private void assertThatAllWentThrough(KafkaStreams.State state) {
        int all = expected.size();
        assertThat(claimed.size()).as("claims, while %s", state).isGreaterThanOrEqualTo(all);
        assertThat(moved.size()).as("moves, while %s", state).isGreaterThanOrEqualTo(all);
        assertThat(settled()).as("settled, while %s", state).isGreaterThanOrEqualTo(all * PAID_MINOR);
    }

    /** Streams would take away what it has read between its steps, also before the test has. */
    private static Properties properties(Settings settings, RocksDbMemory memory) {
        Properties properties = StreamsProperties.of(settings, "one", memory);
        properties.put(
                StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG,
                Duration.ofDays(1).toMillis());
        return properties;
    }

    private static KafkaConsumer<byte[], byte[]> between(String bootstrapServers) {
        KafkaConsumer<byte[], byte[]> between = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "between",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "metadata.max.age.ms", 500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        between.subscribe(Pattern.compile("test-.*-repartition"));
        return between;
    }

    private void readToTheEnd(KafkaConsumer<byte[], byte[]> between) {
        Map<TopicPartition, Long> ends = between.endOffsets(between.assignment());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            between.poll(Duration.ofMillis(100)).forEach(this::take);
            return ends.entrySet().stream().allMatch(end -> between.position(end.getKey()) >= end.getValue());
        });
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        records++;
        switch (record.topic()) {
            case MOVES ->
                EventBatch.read(events.ledgerMoves(), record.value())
                        .forEach(move -> moved.add(move.getAccount() + "/" + move.getOrder()));
            case CLAIMS ->
                EventBatch.read(events.gatewayOrderClaims(), record.value())
                        .forEach(claim -> claimed.add(claim.getAccount() + "/" + claim.getOrder()));
            default -> throw new IllegalStateException("no repartition of ours: " + record.topic());
        }
    }

    private long settled() {
        return balances.values().stream().mapToLong(Balance::getSettledInMinor).sum();
    }

    private void writeOrders(String bootstrapServers, int wave) {
        String topic = Topic.RECEIVED.name(PREFIX);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < 4; partition++) {
                var _ = producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {9}));
            }
            for (int i = 0; i < WAVE; i++) {
                String number = wave + "-" + i;
                String account = ACCOUNTS.get(i % ACCOUNTS.size());
                Letter letter = TwinGateway.payment("r" + number, account, "A-" + number, "T-" + number);
                var _ = producer.send(new ProducerRecord<>(
                        topic,
                        letter.key().getBytes(StandardCharsets.UTF_8),
                        events.received().toBytes(letter.record())));
                expected.add(account + "/A-" + number);
            }
            producer.flush();
        }
    }
}
