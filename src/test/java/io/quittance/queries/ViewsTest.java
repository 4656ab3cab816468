package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.OrderHistory;
import io.quittance.events.Topic;
import io.quittance.queries.Waiters.Waiter;
import io.quittance.topology.SettlementTopology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
    private static final String PREFIX = "quittance.";
    private static final RowKey KEY = RowKey.of(View.ORDERS, "yi-main", "A1");
    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    private final Views views = new Views(PREFIX, events);
    private final TopologyTestDriver driver;

    ViewsTest(@TempDir Path state) {
        driver = driver(state);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepTheTopicsVeryBytesAndForgetDeletedRows() {
        byte[] row = events.orders().toBytes(Rows.pending("yi-main", "A1"));

        send(Topic.ORDERS, "yi-main/A1", row);
        send(Topic.ORDERS, "yi-main/A2", row);
        send(Topic.ORDERS, "yi-main/A2", null);

        assertThat(rows(View.ORDERS).get(KEY.bytes())).isEqualTo(row);
        assertThat(rows(View.ORDERS).get(key("yi-main/A2"))).isNull();
        assertThat(rows(View.PAYOUTS).get(KEY.bytes())).isNull();
    }

    @Test
    void shouldKeepBytesThatNobodyCanReadAndGoOn() {
        send(Topic.ORDERS, "yi-main/A1", new byte[] {9, 9});
        send(Topic.OUTCOMES, "yi-main/A1", new byte[] {9, 9});
        send(
                Topic.OUTCOMES,
                "yi-main/A1",
                events.outcomes().toBytes(Rows.outcome("a", 1).build()));

        assertThat(rows(View.ORDERS).get(KEY.bytes())).containsExactly(9, 9);
        assertThat(history(KEY).getEvidence()).containsExactly("a");
    }

    @Test
    void shouldSayHowFarItHasCome() {
        send(Topic.PAYOUTS, "juhe-main/P1", events.payouts().toBytes(Rows.accepted("juhe-main", "P1")));
        send(Topic.PAYOUTS, "juhe-main/P2", events.payouts().toBytes(Rows.accepted("juhe-main", "P2")));

        Progress.Mark mark = Objects.requireNonNull(views.progress().of(Topic.PAYOUTS, 0));

        assertThat(mark.position()).isEqualTo(2);
        assertThat(mark.hasCaughtUp()).isFalse();
        mark.mustReach(1, 2);
        assertThat(mark.hasCaughtUp()).isTrue();
    }

    @Test
    void shouldWakeWhoWaitsForTheRow() throws InterruptedException {
        Waiter waiter = Objects.requireNonNull(views.waiters().register(KEY, 0));

        send(Topic.ORDERS, "yi-main/A1", events.orders().toBytes(Rows.paid("yi-main", "A1")));

        assertThat(waiter.await(Duration.ZERO)).isTrue();
    }

    @Test
    void shouldAddUpOutcomesAndConflictsOfAnOrder() {
        byte[] first = events.outcomes().toBytes(Rows.outcome("a", 1).build());
        byte[] repeat = events.outcomes()
                .toBytes(Rows.outcome("b", 2).setEffect(Effect.DUPLICATE).build());
        byte[] conflict = events.conflicts().toBytes(Rows.conflict("b").build());

        send(Topic.OUTCOMES, "yi-main/A1", first);
        send(Topic.OUTCOMES, "yi-main/A1", repeat);
        send(Topic.OUTCOMES, "yi-main/A1", repeat);
        send(Topic.CONFLICTS, "yi-main/A1", conflict);
        send(Topic.CONFLICTS, "yi-main/A1", conflict);

        assertThat(history(KEY).getEvidence()).containsExactly("a", "b");
        assertThat(history(KEY).getDuplicates()).isEqualTo(1);
        assertThat(history(KEY).getConflicts()).hasSize(1);
    }

    @Test
    void shouldKeepAPayoutApartFromAPaymentWithItsNumber() {
        RowKey payout = RowKey.of(View.PAYOUTS, "yi-main", "A1");

        send(
                Topic.OUTCOMES,
                "yi-main/A1",
                events.outcomes().toBytes(Rows.outcome("a", 1).build()));
        send(
                Topic.OUTCOMES,
                "yi-main/A1",
                events.outcomes()
                        .toBytes(Rows.outcome("p", 2).setKind(EventKind.PAYOUT).build()));

        assertThat(history(KEY).getEvidence()).containsExactly("a");
        assertThat(history(payout).getEvidence()).containsExactly("p");
    }

    @Test
    void shouldRememberNothingOfBalances() {
        byte[] outcome = events.outcomes()
                .toBytes(Rows.outcome("a", 1).setKind(EventKind.BALANCE).build());

        send(Topic.OUTCOMES, "yi-main", outcome);

        assertThat(histories().all().hasNext()).isFalse();
    }

    @Test
    void shouldKeepAllViewsInOneSubTopology() {
        Topology topology = new Topology();

        new Views(PREFIX, events).addTo(topology);

        assertThat(topology.describe().subtopologies()).hasSize(1);
        assertThat(storesByStep(topology))
                .containsOnly(
                        entry("keep-orders", Set.of("orders-view", "history-by-order")),
                        entry("keep-payouts", Set.of("payouts-view", "history-by-order")),
                        entry("count-outcomes", Set.of("history-by-order")),
                        entry("note-conflicts", Set.of("history-by-order")));
    }

    @Test
    void shouldReadWhatSettlingWritesInASubTopologyOfItsOwn(@TempDir Path state) throws IOException {
        Topology settling =
                SettlementTopology.build(Instance.settings("none:1", PREFIX, state), events, topology -> {});

        Topology both = SettlementTopology.build(
                Instance.settings("none:1", PREFIX, state), events, new Views(PREFIX, events)::addTo);

        assertThat(both.describe().subtopologies())
                .hasSize(settling.describe().subtopologies().size() + 1);
    }

    private static Map<String, Set<String>> storesByStep(Topology topology) {
        Map<String, Set<String>> stores = new HashMap<>();
        for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof TopologyDescription.Processor step) {
                    stores.put(step.name(), step.stores());
                }
            }
        }
        return stores;
    }

    private TopologyTestDriver driver(Path state) {
        Topology topology = new Topology();
        views.addTo(topology);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "views");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return new TopologyTestDriver(topology, settings);
    }

    private void send(Topic topic, String key, byte @Nullable [] value) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic.name(PREFIX), new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(key(key).get(), value);
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private KeyValueStore<Bytes, byte[]> rows(View view) {
        return driver.getKeyValueStore(view.store());
    }

    private KeyValueStore<Bytes, OrderHistory> histories() {
        return driver.getKeyValueStore(Views.HISTORY);
    }

    private OrderHistory history(RowKey key) {
        return Objects.requireNonNull(histories().get(key.inHistory()));
    }
}
