package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.events.Balance;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderUse;
import io.quittance.events.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker, with many orders in one commit: all of them reach the balance and the search for reuse, in few records, and none twice. */
class BatchesOverBrokerTest {
    private static final String PREFIX = "test.";
    private static final int ORDERS = 4_000;
    private static final long PAID_MINOR = 10_000;
    private static final List<String> ACCOUNTS = List.of("shop", "other");

    @TempDir
    private Path folder;

    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    private final Map<String, Balance> balances = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();

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
            writeOrders(servers);

            run(settings);

            assertThat(claimed).hasSize(ORDERS);
            assertThat(balances).containsOnlyKeys("shop", "other");
            assertThat(balances.values())
                    .allSatisfy(balance ->
                            assertThat(balance.getSettledInMinor()).isEqualTo(ORDERS * PAID_MINOR / ACCOUNTS.size()));
            assertThat(records(servers, "test-ledger-moves-repartition")).isBetween(2L, ORDERS / 4L);
            assertThat(records(servers, "test-by-gateway-order-repartition")).isBetween(4L, ORDERS / 4L);
        }
    }

    /** Runs the topology until every order has been claimed and is in a balance. */
    private void run(Settings settings) {
        try (RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
                KafkaStreams streams = new KafkaStreams(
                        SettlementTopology.build(settings, events, topology -> {}),
                        StreamsProperties.of(settings, "one", memory));
                KafkaConsumer<String, Balance> reader = new BrokerTopics(
                                settings.kafka().bootstrapServers(), PREFIX)
                        .reader(Topic.BALANCES, events.balances())) {
            streams.start();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(row -> balances.put(row.key(), row.value()));
                if (streams.state() == KafkaStreams.State.RUNNING) {
                    claims(streams);
                }
                return claimed.size() >= ORDERS && settled() >= ORDERS * PAID_MINOR;
            });
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
        }
    }

    private long settled() {
        return balances.values().stream().mapToLong(Balance::getSettledInMinor).sum();
    }

    private void claims(KafkaStreams streams) {
        ReadOnlyKeyValueStore<String, GatewayOrderUse> uses = streams.store(StoreQueryParameters.fromNameAndType(
                SettlementTopology.GATEWAY_ORDERS, QueryableStoreTypes.keyValueStore()));
        try (KeyValueIterator<String, GatewayOrderUse> all = uses.all()) {
            all.forEachRemaining(entry -> claimed.add(entry.key));
        }
    }

    /** How many records were ever written to that topic, the ends of transactions among them. */
    private static long records(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            return reader.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private void writeOrders(String bootstrapServers) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < ORDERS; i++) {
                Letter letter = TwinGateway.payment("r" + i, ACCOUNTS.get(i % ACCOUNTS.size()), "A-" + i, "T-" + i);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topic.RECEIVED.name(PREFIX),
                        letter.key().getBytes(StandardCharsets.UTF_8),
                        events.received().toBytes(letter.record()));
                var _ = producer.send(record);
            }
            producer.flush();
        }
    }
}
