package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.Test;

/** The documents are those of the topology that runs, and the topology keeps the shape that the design gives it. */
class TopologyDocsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("quittance.basedir", ".")).resolve("topology-docs");
    private final TopologyDocs docs = TopologyDocs.ofRunning();

    @Test
    void shouldBeWhatTheFolderHolds() throws IOException {
        Map<String, String> expected = docs.files();

        for (Map.Entry<String, String> file : expected.entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            assertThat(Files.exists(path) ? Files.readString(path) : "")
                    .as("%s is not of this topology; run: ./quittance topology describe --write topology-docs", path)
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void shouldNameEveryNodeAndStore() {
        List<String> names = Stream.concat(
                        nodes().map(Node::name),
                        nodes().filter(Processor.class::isInstance)
                                .flatMap(node -> ((Processor) node).stores().stream()))
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void shouldHaveTheShapeOfTheDesign() {
        TreeSet<String> stores = nodes().filter(Processor.class::isInstance)
                .flatMap(node -> ((Processor) node).stores().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> repartitions = nodes().filter(Sink.class::isInstance)
                .map(node -> ((Sink) node).topic())
                .filter(topic -> topic.endsWith("-repartition"))
                .toList();

        assertThat(docs.description().subtopologies()).hasSize(4);
        assertThat(repartitions).containsExactlyInAnyOrder("ledger-moves-repartition", "by-gateway-order-repartition");
        assertThat(stores)
                .containsExactly(
                        "balance-sums",
                        "claims-by-gateway-order",
                        "due-by-time",
                        "history-by-order",
                        "moved-accounts",
                        "moves-by-time",
                        "orders-view",
                        "payments-by-id",
                        "payouts-by-id",
                        "payouts-view",
                        "unsent-batches");
    }

    @Test
    void shouldVerifyAndSettleInOneSubTopology() {
        Subtopology deciding = docs.description().subtopologies().stream()
                .filter(part -> TopologyDiagram.nodes(part).stream()
                        .anyMatch(node -> node.name().equals("settle-orders")))
                .findFirst()
                .orElseThrow();

        assertThat(TopologyDiagram.nodes(deciding))
                .extracting(Node::name)
                .contains(
                        "read-received", "decode-received", "verify-signature", "write-outcomes", "write-settlements");
    }

    private Stream<Node> nodes() {
        return docs.description().subtopologies().stream().flatMap(part -> TopologyDiagram.nodes(part).stream());
    }
}
