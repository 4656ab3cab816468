package io.quittance.app;

import io.quittance.events.AccountState;
import io.quittance.events.PayoutState;
import io.quittance.topology.SettlementTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as tables: its topics, its stores, and what is in them after the words of their schemas. */
final class TopologyTables {
    /** Stores whose values are not, or not all, records of one schema. */
    private static final Map<String, Mixed> MIXED = Map.of(
            SettlementTopology.DUE_INDEX,
            new Mixed(
                    "a mark",
                    List.of(),
                    "What is to be asked about, by time: the key is the time, the kind and the key of the order."),
            SettlementTopology.UNSENT,
            new Mixed(
                    "a mark",
                    List.of(),
                    "Whether there is anything to send on to the repartitions, in memory alone: a mark in its cache since the first record "
                            + "after all was sent; before the next commit it is sent."),
            SettlementTopology.MOVED,
            new Mixed(
                    "a mark",
                    List.of(),
                    "Which accounts have moved, in memory alone: those in its cache since the last commit; before the next their rows are written."),
            SettlementTopology.BALANCE_EVENTS,
            new Mixed(
                    "PayoutState, or numbers",
                    List.of(PayoutState.getClassSchema()),
                    "What happened to the money of each account, by account and time: payouts, reported balances, what was moved, "
                            + "and what of that was heard of late."),
            SettlementTopology.BALANCE_SUMS,
            new Mixed(
                    "AccountState, or numbers",
                    List.of(AccountState.getClassSchema()),
                    "What that adds up to, by account: as a whole, and by day, hour, minute and second."));

    private final Map<String, List<String>> readers = new TreeMap<>();
    private final Map<String, List<String>> writers = new TreeMap<>();
    private final Map<String, List<String>> stores = new TreeMap<>();
    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Function<String, Optional<Schema>> topicSchemas;
    private final Function<String, Optional<Schema>> storeSchemas;
    private final Set<String> batched;

    /** What is in a topic and in a store, by their names; in batched topics several of them make one value. */
    TopologyTables(
            TopologyDescription description,
            Set<String> batched,
            Function<String, Optional<Schema>> topicSchemas,
            Function<String, Optional<Schema>> storeSchemas) {
        this.batched = batched;
        this.topicSchemas = topicSchemas;
        this.storeSchemas = storeSchemas;
        for (Subtopology part : description.subtopologies()) {
            TopologyDiagram.nodes(part).forEach(this::note);
        }
    }

    private record Mixed(String values, List<Schema> records, String words) {}

    private void note(Node node) {
        Map<String, List<String>> users = node instanceof Source ? readers : writers;
        for (String topic : TopologyDiagram.topics(node)) {
            users.computeIfAbsent(topic, name -> new ArrayList<>()).add(node.name());
        }
        if (node instanceof Processor step) {
            for (String store : step.stores()) {
                stores.computeIfAbsent(store, name -> new ArrayList<>()).add(step.name());
            }
        }
    }

    void appendTo(StringBuilder page) {
        appendTopics(page);
        appendStores(page);
        page.append("## What is in them\n\n");
        schemas.values().forEach(schema -> appendFields(page, schema));
        page.setLength(page.length() - 1);
    }

    private void appendTopics(StringBuilder page) {
        page.append("## Topics\n\n| Topic | Written by | Read by | Value | What it is |\n|---|---|---|---|---|\n");
        Map<String, List<String>> all = new TreeMap<>(readers);
        all.putAll(writers);
        for (String topic : all.keySet()) {
            Schema schema = known(topicSchemas.apply(topic), topic);
            String value = batched.contains(topic)
                    ? schema.getName() + ", some of them one after the other"
                    : schema.getName();
            appendRow(page, topic, users(writers, topic), users(readers, topic), value, schema.getDoc());
        }
        page.append('\n');
    }

    private void appendStores(StringBuilder page) {
        page.append("## Stores\n\n| Store | Used by | Value | What it is |\n|---|---|---|---|\n");
        for (String store : stores.keySet()) {
            Mixed mixed = MIXED.get(store);
            if (mixed != null) {
                appendRow(page, store, users(stores, store), mixed.values, mixed.words);
                mixed.records.forEach(schema -> schemas.put(schema.getName(), schema));
                continue;
            }
            Schema schema = known(storeSchemas.apply(store), store);
            appendRow(page, store, users(stores, store), schema.getName(), schema.getDoc());
        }
        page.append('\n');
    }

    private Schema known(Optional<Schema> found, String name) {
        Schema schema = found.orElseThrow(() -> new IllegalStateException("nobody says what is in " + name));
        schemas.put(schema.getName(), schema);
        return schema;
    }

    private static void appendFields(StringBuilder page, Schema schema) {
        page.append("### ").append(schema.getName()).append("\n\n| Field | Type | What it is |\n|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            appendRow(page, field.name(), type(field.schema()), field.doc());
        }
        page.append('\n');
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().map(TopologyTables::type).collect(Collectors.joining(" or "));
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM, FIXED -> schema.getName();
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getLogicalType() == null
                        ? schema.getName()
                        : schema.getLogicalType().getName();
        };
    }

    private static String users(Map<String, List<String>> users, String name) {
        return String.join(", ", users.getOrDefault(name, List.of()));
    }

    private static void appendRow(StringBuilder page, String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        page.append('\n');
    }
}
