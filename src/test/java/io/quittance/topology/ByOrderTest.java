package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.Topic;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmark measures as settling is what production runs by order: the same steps, stores and topics, one after the other. */
class ByOrderTest {
    private static final String REPARTITION = "-repartition";

    @TempDir
    private Path state;

    private List<Subtopology> whole;
    private List<Subtopology> byOrder;

    @BeforeEach
    void build() {
        Settings settings = Rig.settings(state);
        Events events =
                Events.register(ConfluentSchemas.inMemory(), settings.topics().prefix());
        whole = parts(SettlementTopology.build(settings, events, _ -> {}));
        byOrder = parts(SettlementTopology.byOrder(settings, events, Topic.BALANCE_CHANGES, Topic.CONFLICTS));
    }

    @Test
    void shouldBeTheStepsOfProduction() {
        Subtopology settling = whole.stream()
                .filter(part ->
                        part.nodes().stream().anyMatch(node -> node.name().equals(SettleOrders.NAME)))
                .findFirst()
                .orElseThrow();

        assertThat(byOrder).hasSize(1);
        assertThat(steps(byOrder.getFirst().nodes()))
                .containsKeys(VerifySignature.NAME, SettleOrders.NAME, SendResults.NAME, SendBatches.NAME)
                .isEqualTo(steps(settling.nodes()));
    }

    @Test
    void shouldSendBatchesToTheTopicsGiven() {
        assertThat(byOrder.getFirst().nodes())
                .filteredOn(node -> node.name().equals(SendBatches.MOVES))
                .singleElement()
                .satisfies(node -> assertThat(topic(node)).endsWith(Topic.BALANCE_CHANGES.suffix()));
        assertThat(byOrder.getFirst().nodes())
                .filteredOn(node -> node.name().equals(SendBatches.CLAIMS))
                .singleElement()
                .satisfies(node -> assertThat(topic(node)).endsWith(Topic.CONFLICTS.suffix()));
    }

    /** Every node but what only leads into a repartition, with its stores or topic and what comes behind it. */
    private static Map<String, List<Object>> steps(Collection<Node> nodes) {
        Predicate<Node> repartitions = node -> node.name().contains(REPARTITION);
        Map<String, List<Object>> steps = new TreeMap<>();
        nodes.stream()
                .filter(repartitions.negate())
                .forEach(node -> steps.put(node.name(), List.of(what(node), names(node.successors()))));
        return steps;
    }

    private static Object what(Node node) {
        return node instanceof Processor processor ? new TreeSet<>(processor.stores()) : topic(node);
    }

    private static String topic(Node node) {
        return node instanceof Sink sink
                ? String.valueOf(sink.topic())
                : node.getClass().getSimpleName();
    }

    private static Set<String> names(Collection<Node> nodes) {
        Set<String> names = new TreeSet<>();
        nodes.forEach(node -> names.add(node.name()));
        return names;
    }

    private static List<Subtopology> parts(Topology topology) {
        return List.copyOf(topology.describe().subtopologies());
    }
}
