package io.quittance.app;

import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.edge.Entrance;
import io.quittance.edge.HttpServer;
import io.quittance.edge.Readiness;
import io.quittance.edge.Route;
import io.quittance.edge.Routes;
import io.quittance.edge.Tokens;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.Outcome;
import io.quittance.events.Received;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whole edges on ports of their own, the topology that decides for them, and a broker that all tests of the process share. */
final class LiveEdges implements AutoCloseable {
    static final String TOKEN = "all-token";
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EmbeddedBroker BROKER = broker();

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    final Settings settings;
    final ConfluentSchemas registry;
    final Events events;
    private final SettlementProcess topology;
    private final List<Node> nodes = new ArrayList<>();

    /** One edge with its port. */
    record Node(EdgeProcess edge, HttpServer server) {
        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + server.port() + path);
        }
    }

    private LiveEdges(Settings settings, ConfluentSchemas registry, Events events, SettlementProcess topology) {
        this.settings = settings;
        this.registry = registry;
        this.events = events;
        this.topology = topology;
    }

    /** A topology with no edge yet; the sections are those of a settings file. */
    static LiveEdges start(Path folder, String name, String sections) throws Exception {
        String yaml = """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "http://localhost:1"}
                topics: {prefix: "%s.", partitions: 2, unsafeSingleBroker: true}
                topology: {applicationId: %s, stateDirectory: state, commitInterval: 20ms}
                tokens:
                  - {name: everybody, token: "%s", scopes: [read, place, relay, operate]}
                  - {name: reader, token: "reader-token", scopes: [read]}
                %s
                """.formatted(BROKER.bootstrapServers(), name, name, TOKEN, sections.indent(0));
        Settings settings = SettingsFile.parse(yaml, folder, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            TopicCheck.createMissing(admin, settings.topics());
        }
        ConfluentSchemas registry = ConfluentSchemas.inMemory();
        Events events = Events.register(registry, settings.topics().prefix());
        SettlementProcess topology = SettlementProcess.start(settings, events, new CompletableFuture<>());
        LiveEdges live = new LiveEdges(settings, registry, events, topology);
        await().atMost(PATIENCE).until(() -> areReady(topology.readiness()));
        return live;
    }

    /** One more edge, ready. */
    Node edge() throws IOException {
        EdgeProcess edge = EdgeProcess.open(settings, events);
        List<Route> routes = new ArrayList<>(edge.routes());
        routes.addAll(topology.routes());
        Routes table = new Routes(
                routes, new Tokens(settings.tokens(), null), settings.accounts().keySet());
        Settings.Http any = settings.withPort(0).http();
        Node node = new Node(edge, HttpServer.start(any, new Entrance(edge.edge(), table)));
        nodes.add(node);
        await().atMost(PATIENCE).until(() -> areReady(edge.readiness()));
        return node;
    }

    /** The broker that all tests of the process share. */
    static String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

    private static boolean areReady(List<Readiness> needed) {
        return needed.stream().map(Readiness::check).allMatch(Readiness.Check::ready);
    }

    HttpResponse<String> post(Node node, String path, String json) throws IOException, InterruptedException {
        return http.send(request(node, path, json).build(), BodyHandlers.ofString());
    }

    static HttpRequest.Builder request(Node node, String path, String json) {
        return HttpRequest.newBuilder(node.uri(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(json));
    }

    HttpResponse<String> get(Node node, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(node.uri(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }

    List<Received> received() {
        return read(Topic.RECEIVED, events.received());
    }

    /** What became of that record, once it is decided on. */
    Outcome outcome(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> read(Topic.OUTCOMES, events.outcomes()).stream()
                                .filter(outcome -> id.equals(outcome.getId()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    <T extends SpecificRecord> List<T> read(Topic topic, EventSerde<T> serde) {
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            try {
                values.add(serde.fromBytes(record.value()));
            } catch (UndecodableException e) {
                throw new AssertionError(topic + " holds what nobody can read", e);
            }
        }
        return values;
    }

    /** Every byte of keys and values that is in the topic, as one text of single bytes. */
    String bytes(Topic topic) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            all.writeBytes(record.key());
            all.writeBytes(record.value());
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        String name = topic.name(settings.topics().prefix());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    /** The topology goes away; whoever waits for a decision waits in vain. */
    void stopDeciding() {
        topology.close();
    }

    @Override
    public void close() {
        for (Node node : nodes) {
            node.server().close();
            node.edge().close();
        }
        topology.close();
        http.close();
    }

    private static EmbeddedBroker broker() {
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "live-broker"));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
