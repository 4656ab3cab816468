package io.quittance.queries;

import io.quittance.app.embedded.FreePort;
import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.Entrance;
import io.quittance.edge.HttpServer;
import io.quittance.edge.Routes;
import io.quittance.edge.Tokens;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** One instance of the application as far as queries need it: the views in a real Streams client, and a real HTTP port. */
final class Instance implements AutoCloseable {
    static final String TOKEN = "read-token";
    private static final String PEER_SECRET = "peer-secret";

    private final Settings settings;
    private final KafkaStreams streams;
    private final QueryService queries;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean listening = true;

    private Instance(Settings settings, KafkaStreams streams, QueryService queries, HttpServer server) {
        this.settings = settings;
        this.streams = streams;
        this.queries = queries;
        this.server = server;
    }

    /** Starts one that reads the topics of that prefix; the prefix is its application's id, too. */
    static Instance start(String bootstrapServers, String prefix, Path state) throws IOException {
        return start(bootstrapServers, prefix, state, new KnownDays());
    }

    /** One that knows these books. */
    static Instance start(String bootstrapServers, String prefix, Path state, Books books) throws IOException {
        Settings settings = settings(bootstrapServers, prefix, state);
        Views views = new Views(prefix, Events.register(ConfluentSchemas.inMemory(), prefix));
        Topology topology = new Topology();
        views.addTo(topology);
        KafkaStreams streams = new KafkaStreams(topology, streamsSettings(settings));
        QueryService queries = new QueryService(settings, streams, views, new NoBalances(), books);
        Tokens tokens = new Tokens(settings.tokens(), settings.http().peerSecret());
        Routes routes = new Routes(queries.routes(), tokens, Set.of("yi-main", "juhe-main"));
        HttpServer server = HttpServer.start(settings.http(), new Entrance(null, routes));
        queries.start();
        streams.start();
        return new Instance(settings, streams, queries, server);
    }

    QueryService queries() {
        return queries;
    }

    int port() {
        return settings.http().port();
    }

    /** How many partitions of the views it keeps. */
    long tasks() {
        return streams.metadataForLocalThreads().stream()
                .mapToLong(thread -> thread.activeTasks().size())
                .sum();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path, TOKEN), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> getAccepting(String accept, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(request(path, TOKEN), (name, value) -> true)
                .header("Accept", accept)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> getAsPeer(String path) throws IOException, InterruptedException {
        return client.send(request(path, PEER_SECRET), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(String path) {
        return client.sendAsync(request(path, TOKEN), HttpResponse.BodyHandlers.ofString());
    }

    /** Stops taking requests, while the views go on. */
    void stopListening() {
        if (listening) {
            listening = false;
            server.close();
        }
    }

    @Override
    public void close() {
        stopListening();
        queries.close();
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(Duration.ofSeconds(20)));
        client.close();
    }

    private HttpRequest request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(90))
                .build();
    }

    private static Properties streamsSettings(Settings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.topology().applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.topology().stateDirectory().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, QueryService.address(settings.http()));
        return properties;
    }

    static Settings settings(String bootstrapServers, String prefix, Path state) throws IOException {
        int port = FreePort.find();
        return new Settings(
                new Settings.Kafka(bootstrapServers, Map.of()),
                new Settings.Registry(List.of(), Map.of()),
                new Settings.Http("127.0.0.1", port, null, List.of(), PEER_SECRET, "127.0.0.1:" + port),
                new Settings.Topics(prefix, OrderQueriesTest.PARTITIONS, true, true, null),
                new Settings.Edge(1),
                new Settings.Topology(prefix + "app", null, state, Duration.ofMillis(50), 64L << 20, 1),
                Settings.Poller.usual(),
                Settings.Asking.usual(),
                Settings.Balances.usual(),
                new Settings.Metrics(false),
                List.of(new Settings.Token("reader", TOKEN, Set.of(Scope.READ), Set.of())),
                Map.of(),
                Map.of(),
                List.of());
    }
}
