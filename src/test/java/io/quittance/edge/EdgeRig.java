package io.quittance.edge;

import static org.awaitility.Awaitility.await;

import io.quittance.config.Account;
import io.quittance.config.Network;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.Ids;
import io.quittance.events.Received;
import io.quittance.events.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A whole edge on a free port, a topic of its own, and ways to ask the one and read the other. */
final class EdgeRig implements AutoCloseable {
    private static final int PARTITIONS = 3;

    final Edge edge;
    final HttpServer server;
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String bootstrapServers;
    private final String topic;
    private final EventSerde<Received> serde;

    /** A record of {@code received} as it is in the topic. */
    record Kept(String key, long timestamp, Received value) {
        byte[] body() {
            byte[] bytes = new byte[value.getBody().remaining()];
            value.getBody().duplicate().get(bytes);
            return bytes;
        }
    }

    private EdgeRig(Settings settings, String prefix, Function<Edge, List<Route>> endpoints) throws IOException {
        this.bootstrapServers = settings.kafka().bootstrapServers();
        this.topic = Topic.RECEIVED.name(prefix);
        this.serde = Events.register(ConfluentSchemas.inMemory(), prefix).received();
        this.edge = Edge.open(settings, topic, serde, new Ids());
        List<Route> table = new ArrayList<>(HealthEndpoints.routes(List.of()));
        table.addAll(endpoints.apply(edge));
        Routes routes = new Routes(
                table, new Tokens(settings.tokens(), null), settings.accounts().keySet());
        this.server = HttpServer.start(settings.http(), new Entrance(edge, routes));
    }

    /** An edge on the shared broker that is ready. */
    static EdgeRig start(String prefix, List<Network> trustedProxies, Account... accounts) throws Exception {
        return startOn(TestBroker.bootstrapServers(), prefix, trustedProxies, accounts);
    }

    static EdgeRig startOn(String bootstrapServers, String prefix, List<Network> trustedProxies, Account... accounts)
            throws Exception {
        return start(settings(bootstrapServers, trustedProxies, accounts), prefix, edge -> List.of());
    }

    /** An edge of those settings, on any free port, with endpoints of the API. */
    static EdgeRig startOn(Settings settings, Function<Edge, List<Route>> endpoints) throws Exception {
        return start(settings.withPort(0), settings.topics().prefix(), endpoints);
    }

    private static EdgeRig start(Settings settings, String prefix, Function<Edge, List<Route>> endpoints)
            throws Exception {
        TestBroker.makeTopic(settings.kafka().bootstrapServers(), Topic.RECEIVED.name(prefix), PARTITIONS);
        EdgeRig rig = new EdgeRig(settings, prefix, endpoints);
        await().atMost(Duration.ofSeconds(20)).until(rig.edge::isReady);
        return rig;
    }

    private static Settings settings(String bootstrapServers, List<Network> trustedProxies, Account... accounts) {
        Map<String, Account> byName = new LinkedHashMap<>();
        for (Account account : accounts) {
            byName.put(account.name(), account);
        }
        return new Settings(
                new Settings.Kafka(bootstrapServers, Map.of()),
                new Settings.Registry(List.of(), Map.of()),
                new Settings.Http("127.0.0.1", 0, null, trustedProxies, null, null),
                new Settings.Topics("", PARTITIONS, false, true, null),
                new Settings.Edge(1),
                new Settings.Topology("edge-test", null, Path.of("target"), Duration.ofMillis(100), 0, 1),
                Settings.Poller.usual(),
                Settings.Asking.usual(),
                Settings.Balances.usual(),
                new Settings.Metrics(false),
                List.of(),
                Map.of(),
                byName,
                List.of());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, body.getBytes(StandardCharsets.UTF_8), SampleGateway.FORM);
    }

    HttpResponse<String> post(String path, byte[] body, String contentType) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** All records that are in the topic now, in the order of their ids, which is the order in which they were made. */
    List<Kept> received() throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(Set.copyOf(partitions));
            List<Kept> kept = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofSeconds(1))) {
                    String key = new String(read.key(), StandardCharsets.UTF_8);
                    kept.add(new Kept(key, read.timestamp(), serde.fromBytes(read.value())));
                }
            }
            kept.sort(
                    (one, other) -> one.value().getId().compareTo(other.value().getId()));
            return kept;
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        edge.close();
    }
}
