package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.OrderHistory;
import io.quittance.events.Topic;
import io.quittance.queries.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker: orders of different partitions that have one gateway order are found, each in its own partition and history. */
class FindReuseOverBrokerTest {
    private static final String PREFIX = "test.";
    private static final int ORDERS = 12;

    @TempDir
    private Path folder;

    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    private final Map<String, Integer> partitions = new HashMap<>();
    private final List<ConsumerRecord<String, Conflict>> conflicts = new ArrayList<>();

    @Test
    void shouldFindOneGatewayOrderInAllPartitions() throws Exception {
        Settings.Asking asking = Settings.Asking.usual();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            String servers = broker.bootstrapServers();
            Settings settings =
                    Rig.settings(servers, folder.resolve("state"), asking, new TwinGateway(folder).account("shop"));
            new BrokerTopics(servers, PREFIX).make();
            writeOrders(servers);

            List<String> told = run(settings);

            assertThat(partitions.values()).as("partitions of the orders").contains(0, 1, 2, 3);
            assertThat(told).hasSize(ORDERS - 1).doesNotHaveDuplicates();
            assertThat(conflicts)
                    .hasSize(ORDERS - 1)
                    .allSatisfy(record -> {
                        assertThat(record.value().getConflict()).isEqualTo(ConflictKind.GATEWAY_ORDER_REUSED);
                        assertThat(record.partition()).isEqualTo(partitions.get(record.key()));
                    })
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrderElementsOf(told);
        }
    }

    /** Runs the topology with its views until every conflict is in the history of its order; gives the keys of those orders. */
    private List<String> run(Settings settings) {
        List<String> told = new ArrayList<>();
        try (RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
                KafkaStreams streams = new KafkaStreams(
                        SettlementTopology.build(settings, events, new Views(PREFIX, events)::addTo),
                        StreamsProperties.of(settings, "one", memory));
                KafkaConsumer<String, Conflict> reader = new BrokerTopics(
                                settings.kafka().bootstrapServers(), PREFIX)
                        .reader(Topic.CONFLICTS, events.conflicts())) {
            streams.start();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(conflicts::add);
                told.clear();
                told.addAll(streams.state() == KafkaStreams.State.RUNNING ? told(streams) : List.of());
                return conflicts.size() >= ORDERS - 1 && told.size() >= ORDERS - 1;
            });
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
        }
        return told;
    }

    /** The orders in whose history one such conflict stands. */
    private static List<String> told(KafkaStreams streams) {
        ReadOnlyKeyValueStore<Bytes, OrderHistory> histories =
                streams.store(StoreQueryParameters.fromNameAndType(Views.HISTORY, QueryableStoreTypes.keyValueStore()));
        List<String> told = new ArrayList<>();
        try (KeyValueIterator<Bytes, OrderHistory> all = histories.all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.getConflicts().size() == 1) {
                    String key = new String(entry.key.get(), StandardCharsets.UTF_8);
                    told.add(key.substring(key.indexOf("shop/")));
                }
            });
        }
        return told;
    }

    private void writeOrders(String bootstrapServers) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < ORDERS; i++) {
                Letter letter = TwinGateway.payment("r" + i, "shop", "A-" + i, "T1");
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topic.RECEIVED.name(PREFIX),
                        letter.key().getBytes(StandardCharsets.UTF_8),
                        events.received().toBytes(letter.record()));
                partitions.put(letter.key(), producer.send(record).get().partition());
            }
        }
    }
}
