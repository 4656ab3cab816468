package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.GatewayOrderUse;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderHistory;
import io.quittance.events.OrderState;
import io.quittance.events.Topic;
import io.quittance.queries.View;
import io.quittance.queries.Views;
import io.quittance.topology.SettlementTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** The documents of the running topology: made from the same build as it, with the views, so that they cannot be older than it. */
final class TopologyDocs {
    private static final String PREFIX = "quittance.";
    private static final String MOVES = "ledger-moves-repartition";
    private static final String CLAIMS = "by-gateway-order-repartition";

    private final TopologyDescription description;

    private TopologyDocs(TopologyDescription description) {
        this.description = description;
    }

    /** Of the topology that the role {@code topology} runs. */
    static TopologyDocs ofRunning() {
        Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
        Topology topology = SettlementTopology.build(settings(), events, new Views(PREFIX, events)::addTo);
        return new TopologyDocs(topology.describe());
    }

    TopologyDescription description() {
        return description;
    }

    /** Every file by its name. */
    Map<String, String> files() {
        return new TreeMap<>(Map.of("topology.txt", text(), "topology.md", markdown()));
    }

    /** The topology in the words of Kafka Streams. */
    String text() {
        return description.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private String markdown() {
        StringBuilder page = new StringBuilder(16_384);
        page.append("# The topology\n\n")
                .append("Made from the running topology by `quittance topology describe --write topology-docs`; ")
                .append("a test compares. `topology.txt` has it in the words of Kafka Streams.\n\n");
        new TopologyDiagram(description).appendTo(page);
        TopologyTables tables =
                new TopologyTables(description, Set.of(MOVES, CLAIMS), this::topicSchema, TopologyDocs::storeSchema);
        tables.appendTo(page);
        return page.toString();
    }

    private Optional<Schema> topicSchema(String topic) {
        if (topic.equals(MOVES)) {
            return Optional.of(LedgerMove.getClassSchema());
        }
        if (topic.equals(CLAIMS)) {
            return Optional.of(GatewayOrderClaim.getClassSchema());
        }
        return Topic.ofName(PREFIX, topic).map(Topic::schema);
    }

    private static Optional<Schema> storeSchema(String store) {
        if (store.equals(Views.HISTORY)) {
            return Optional.of(OrderHistory.getClassSchema());
        }
        if (store.equals(SettlementTopology.GATEWAY_ORDERS)) {
            return Optional.of(GatewayOrderUse.getClassSchema());
        }
        for (View view : View.values()) {
            if (view.store().equals(store)) {
                return Optional.of(view.topic().schema());
            }
        }
        return SettlementTopology.STATE_STORES.contains(store)
                ? Optional.of(OrderState.getClassSchema())
                : Optional.empty();
    }

    /** Nothing in them but the prefix shows in a description. */
    private static Settings settings() {
        return new Settings(
                new Settings.Kafka("localhost:9092", Map.of()),
                new Settings.Registry(List.of(), Map.of()),
                new Settings.Http("localhost", 0, null, List.of(), null, null),
                new Settings.Topics(PREFIX, 12, false, false, null),
                new Settings.Edge(1),
                new Settings.Topology("quittance", null, Path.of("state"), Duration.ofMillis(100), 0, 1),
                Settings.Poller.usual(),
                Settings.Asking.usual(),
                Settings.Balances.usual(),
                new Settings.Metrics(false),
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }
}
