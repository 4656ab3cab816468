package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.events.Balance;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventBatch;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.LedgerMove;
import io.quittance.events.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
    private int mostMoves;
    private int mostClaims;

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
            assertThat(mostMoves).isBetween(2, Outbox.MOST_MOVES);
            assertThat(mostClaims).isBetween(2, Outbox.MOST_CLAIMS);
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
                            read(reader, between);
                            assertThatAllWentThrough(streams.state());
                        });
            }
            assertThat(streams.close(
                            CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                                    .withTimeout(Duration.ofMinutes(1))))
                    .isTrue();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                read(reader, between);
                return isAtTheEnd(reader) && isAtTheEnd(between);
            });
        }
    }

    private void assertThatAllWentThrough(KafkaStreams.State state) {
        int all = expected.size();
        String soFar = "%s: %s claims, %s moves, %s settled".formatted(state, claimed.size(), moved.size(), settled());
        assertThat(claimed.size() >= all && moved.size() >= all && settled() >= all * PAID_MINOR)
                .as(soFar)
                .isTrue();
    }

    /**
     * Streams would take away what it has read between its steps, also before the test has. And a commit takes many orders also on a slow
     * machine.
     */
    private static Properties properties(Settings settings, RocksDbMemory memory) {
        Properties properties = StreamsProperties.of(settings, "one", memory);
        properties.put(
                StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG,
                Duration.ofDays(1).toMillis());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Duration.ofSeconds(1).toMillis());
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

    private void read(KafkaConsumer<String, Balance> reader, KafkaConsumer<byte[], byte[]> between) {
        reader.poll(Duration.ofMillis(100)).forEach(row -> balances.put(row.key(), row.value()));
        between.poll(Duration.ofMillis(100)).forEach(this::take);
    }

    private static boolean isAtTheEnd(KafkaConsumer<?, ?> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        records++;
        switch (record.topic()) {
            case MOVES -> {
                List<LedgerMove> moves = EventBatch.read(events.ledgerMoves(), record.value());
                mostMoves = Math.max(mostMoves, moves.size());
                moves.forEach(move -> moved.add(move.getAccount() + "/" + move.getOrder()));
            }
            case CLAIMS -> {
                List<GatewayOrderClaim> claims = EventBatch.read(events.gatewayOrderClaims(), record.value());
                mostClaims = Math.max(mostClaims, claims.size());
                claims.forEach(claim -> claimed.add(claim.getAccount() + "/" + claim.getOrder()));
            }
            default -> throw new IllegalStateException("no repartition of ours: " + record.topic());
        }
    }

    private long settled() {
        return balances.values().stream().mapToLong(Balance::getSettledInMinor).sum();
    }

    private void writeOrders(String bootstrapServers, int wave) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        String topic = Topic.RECEIVED.name(PREFIX);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < 4; partition++) {
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {9})));
            }
            for (int i = 0; i < WAVE; i++) {
                String number = wave + "-" + i;
                String account = ACCOUNTS.get(i % ACCOUNTS.size());
                Letter letter = TwinGateway.payment("r" + number, account, "A-" + number, "T-" + number);
                sent.add(producer.send(new ProducerRecord<>(
                        topic,
                        letter.key().getBytes(StandardCharsets.UTF_8),
                        events.received().toBytes(letter.record()))));
                expected.add(account + "/A-" + number);
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }
}
