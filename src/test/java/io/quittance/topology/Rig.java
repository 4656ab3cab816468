package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.AskingState;
import io.quittance.events.Balance;
import io.quittance.events.Break;
import io.quittance.events.Conflict;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderUse;
import io.quittance.events.Order;
import io.quittance.events.OrderState;
import io.quittance.events.Outcome;
import io.quittance.events.Payout;
import io.quittance.events.Placement;
import io.quittance.events.Quarantined;
import io.quittance.events.QueryDue;
import io.quittance.events.Reconciliation;
import io.quittance.events.Settlement;
import io.quittance.events.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology under Kafka's test driver; what it writes is read record by record. */
final class Rig implements AutoCloseable {
    static final long ALWAYS = Long.MIN_VALUE;
    private static final String PREFIX = "test.";
    private static final long MEMORY_BYTES = 16L << 20;

    final Written<Order> orders;
    final Written<Payout> payouts;
    final Written<Settlement> settlements;
    final Written<Conflict> conflicts;
    final Written<Quarantined> quarantine;
    final Written<Outcome> outcomes;
    final Written<Placement> placements;
    final Written<QueryDue> due;
    final Written<Balance> balances;
    final Written<Balance> balanceChanges;
    final Written<Reconciliation> lines;
    final Written<Break> breaks;
    final SettlementCounters counters;

    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    final BalanceHistory history;
    private final RocksDbMemory memory = new RocksDbMemory(MEMORY_BYTES);
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> received;
    private long sent;

    Rig(Path state, Account... accounts) {
        this(settings(state, accounts));
    }

    Rig(Settings settings) {
        history = new BalanceHistory(settings);
        counters = new SettlementCounters(settings.accounts().keySet());
        driver = new TopologyTestDriver(
                SettlementTopology.build(settings, events, new Insight(counters, history), topology -> {}),
                StreamsProperties.of(settings, "rig", memory),
                Letter.NOON);
        received = driver.createInputTopic(
                Topic.RECEIVED.name(PREFIX), new ByteArraySerializer(), new ByteArraySerializer());
        orders = written(Topic.ORDERS, events.orders());
        payouts = written(Topic.PAYOUTS, events.payouts());
        settlements = written(Topic.SETTLEMENTS, events.settlements());
        conflicts = written(Topic.CONFLICTS, events.conflicts());
        quarantine = written(Topic.QUARANTINE, events.quarantine());
        outcomes = written(Topic.OUTCOMES, events.outcomes());
        placements = written(Topic.PLACEMENTS, events.placements());
        due = written(Topic.DUE, events.due());
        balances = written(Topic.BALANCES, events.balances());
        balanceChanges = written(Topic.BALANCE_CHANGES, events.balanceChanges());
        lines = written(Topic.RECONCILIATION, events.reconciliation());
        breaks = written(Topic.BREAKS, events.breaks());
    }

    static Settings settings(Path state, Account... accounts) {
        return settings("localhost:9092", state, Settings.Asking.usual(), accounts);
    }

    static Settings settings(String bootstrapServers, Path state, Settings.Asking asking, Account... accounts) {
        Map<String, Account> byName = new LinkedHashMap<>();
        for (Account account : accounts) {
            byName.put(account.name(), account);
        }
        return new Settings(
                new Settings.Kafka(bootstrapServers, Map.of()),
                new Settings.Registry(List.of(), Map.of()),
                new Settings.Http("127.0.0.1", 0, null, List.of(), null, null),
                new Settings.Topics(PREFIX, 4, true, true, null),
                new Settings.Edge(1),
                new Settings.Topology("test", null, state, Duration.ofMillis(100), MEMORY_BYTES, 1),
                Settings.Poller.usual(),
                asking,
                Settings.Balances.usual(),
                new Settings.Metrics(false),
                List.of(),
                Map.of(),
                byName,
                List.of());
    }

    /** Sends a letter and gives its outcome. */
    Outcome send(Letter letter) {
        return send(letter.key(), letter);
    }

    Outcome send(String key, Letter letter) {
        return sendBytes(key.getBytes(StandardCharsets.UTF_8), events.received().toBytes(letter.record()));
    }

    Outcome sendBytes(byte @Nullable [] key, byte @Nullable [] value) {
        int before = outcomes.all().size();
        received.pipeInput(new TestRecord<>(key, value, new RecordHeaders(), Letter.NOON));
        sent++;
        assertThat(outcomes.all()).hasSize(before + 1);
        return outcomes.last();
    }

    /** Lets the wall clock go on; what is due by then goes out. */
    void waitFor(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** Goes on with the orders and the agenda of another one, as an instance with other settings does. */
    void goOnFrom(Rig other) {
        copy(other, SettleOrders.PAYMENTS);
        copy(other, SettleOrders.PAYOUTS);
        copy(other, DueIndex.NAME);
    }

    private void copy(Rig other, String store) {
        KeyValueStore<Object, Object> own = driver.getKeyValueStore(store);
        KeyValueStore<Object, Object> theirs = other.driver.getKeyValueStore(store);
        try (KeyValueIterator<Object, Object> entries = theirs.all()) {
            entries.forEachRemaining(entry -> own.put(entry.key, entry.value));
        }
    }

    /** What is on the agenda, by its time. */
    List<Long> agenda() {
        List<Long> times = new ArrayList<>();
        KeyValueStore<byte[], byte[]> index = driver.getKeyValueStore(DueIndex.NAME);
        try (KeyValueIterator<byte[], byte[]> entries = index.all()) {
            entries.forEachRemaining(
                    entry -> times.add(ByteBuffer.wrap(entry.key).getLong()));
        }
        return times;
    }

    /** When that payment is to be asked about, by its own state. */
    @Nullable Long nextAt(String key) {
        KeyValueStore<String, OrderState> states = driver.getKeyValueStore(SettleOrders.PAYMENTS);
        AskingState asking = states.get(key).getAsking();
        return asking == null ? null : asking.getNextAt();
    }

    /** The gateway orders that were claimed. */
    List<String> claimed() {
        List<String> keys = new ArrayList<>();
        KeyValueStore<String, GatewayOrderUse> uses = driver.getKeyValueStore(FindReuse.STORE);
        try (KeyValueIterator<String, GatewayOrderUse> entries = uses.all()) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    /** The topics that were written to, changelogs included. */
    Set<String> topics() {
        return driver.producedTopicNames();
    }

    Events events() {
        return events;
    }

    /** Every record that was sent has its outcome, in the order of its offsets, and none was dropped on the way. */
    void assertAccountedFor() {
        assertThat(outcomes.all())
                .extracting(row -> row.value.getReceivedOffset())
                .containsExactlyElementsOf(LongStream.range(0, sent).boxed().toList());
        assertThat(driver.metrics()).isNotEmpty();
        driver.metrics().forEach((name, metric) -> {
            if (name.name().equals("dropped-records-total")) {
                assertThat(metric.metricValue()).as(name.toString()).isEqualTo(0.0);
            }
        });
    }

    private <T extends SpecificRecord> Written<T> written(Topic topic, EventSerde<T> serde) {
        return new Written<>(
                driver.createOutputTopic(topic.name(PREFIX), new StringDeserializer(), serde.deserializer()));
    }

    @Override
    public void close() {
        driver.close();
        memory.close();
    }

    /** What was written to one topic so far. */
    static final class Written<T> {
        private final TestOutputTopic<String, T> topic;
        private final List<KeyValue<String, T>> rows = new ArrayList<>();

        private Written(TestOutputTopic<String, T> topic) {
            this.topic = topic;
        }

        List<KeyValue<String, T>> all() {
            rows.addAll(topic.readKeyValuesToList());
            return rows;
        }

        /** What stands under each key in the end, of a table. */
        Map<String, T> table() {
            Map<String, T> table = new TreeMap<>();
            all().forEach(row -> {
                if (row.value == null) {
                    table.remove(row.key);
                } else {
                    table.put(row.key, row.value);
                }
            });
            return table;
        }

        List<T> values() {
            return all().stream().map(row -> row.value).toList();
        }

        T last() {
            return all().getLast().value;
        }
    }
}
