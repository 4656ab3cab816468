package io.quittance.app;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as a Mermaid flow chart: topics between the sub-topologies, steps and their stores within them. */
final class TopologyDiagram {
    private final TopologyDescription description;

    TopologyDiagram(TopologyDescription description) {
        this.description = description;
    }

    void appendTo(StringBuilder page) {
        page.append("```mermaid\nflowchart LR\n");
        Set<String> topics = new TreeSet<>();
        for (Subtopology part : description.subtopologies()) {
            appendPart(page, part);
            nodes(part).forEach(node -> topics.addAll(topics(node)));
        }
        for (String topic : topics) {
            page.append("  ")
                    .append(topicId(topic))
                    .append("[/\"")
                    .append(topic)
                    .append("\"/]\n");
        }
        for (Subtopology part : description.subtopologies()) {
            nodes(part).forEach(node -> appendFlow(page, node));
        }
        page.append("```\n\n");
    }

    private static void appendPart(StringBuilder page, Subtopology part) {
        page.append("  subgraph part")
                .append(part.id())
                .append("[\"sub-topology ")
                .append(part.id())
                .append("\"]\n");
        Set<String> stores = new TreeSet<>();
        for (Node node : nodes(part)) {
            page.append("    ")
                    .append(id(node.name()))
                    .append("[\"")
                    .append(node.name())
                    .append("\"]\n");
            if (node instanceof Processor step) {
                stores.addAll(step.stores());
            }
        }
        for (String store : stores) {
            page.append("    ")
                    .append(storeId(store))
                    .append("[(\"")
                    .append(store)
                    .append("\")]\n");
        }
        page.append("  end\n");
    }

    private static void appendFlow(StringBuilder page, Node node) {
        for (Node next : sorted(node.successors())) {
            page.append("  ")
                    .append(id(node.name()))
                    .append(" --> ")
                    .append(id(next.name()))
                    .append('\n');
        }
        if (node instanceof Processor step) {
            for (String store : new TreeSet<>(step.stores())) {
                page.append("  ")
                        .append(id(step.name()))
                        .append(" -.- ")
                        .append(storeId(store))
                        .append('\n');
            }
        }
        for (String topic : new TreeSet<>(topics(node))) {
            String step = id(node.name());
            String from = node instanceof Source ? topicId(topic) : step;
            String to = node instanceof Source ? step : topicId(topic);
            page.append("  ").append(from).append(" --> ").append(to).append('\n');
        }
    }

    /** The topics that a node reads or writes. */
    static Set<String> topics(Node node) {
        if (node instanceof Source source) {
            return source.topicSet();
        }
        return node instanceof Sink sink ? Set.of(sink.topic()) : Set.of();
    }

    /** The nodes of a sub-topology by name. */
    static List<Node> nodes(Subtopology part) {
        return sorted(part.nodes());
    }

    private static List<Node> sorted(Set<Node> nodes) {
        return nodes.stream().sorted(Comparator.comparing(Node::name)).toList();
    }

    private static String id(String name) {
        return name.replace('-', '_').replace('.', '_');
    }

    private static String topicId(String topic) {
        return "topic_" + id(topic);
    }

    private static String storeId(String store) {
        return "store_" + id(store);
    }
}
