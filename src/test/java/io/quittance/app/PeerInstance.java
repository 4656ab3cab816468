package io.quittance.app;

import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.FreePort;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.edge.Entrance;
import io.quittance.edge.HttpServer;
import io.quittance.edge.Readiness;
import io.quittance.edge.Route;
import io.quittance.edge.Routes;
import io.quittance.edge.Tokens;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;

/** One of several processes that share the deciding and the answering, at an address that the others know. */
final class PeerInstance implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SettlementProcess topology;
    private final EdgeProcess edge;
    private final HttpServer server;

    private PeerInstance(SettlementProcess topology, EdgeProcess edge, HttpServer server) {
        this.topology = topology;
        this.edge = edge;
        this.server = server;
    }

    /**
     * Starts one; it may not be ready yet.
     *
     * @param folder of its own
     * @param name of the application, which all of its instances have in common
     * @param http what its section {@code http} says besides address and port
     * @param sections tokens and accounts
     */
    static PeerInstance start(Path folder, String name, String http, String sections) throws Exception {
        int port = FreePort.find();
        String yaml = """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%1$s"}
                registry: {url: "http://localhost:1"}
                http: {host: "127.0.0.1", port: %2$d, advertised: "127.0.0.1:%2$d"%3$s}
                topics: {prefix: "%4$s.", partitions: 2, unsafeSingleBroker: true}
                topology: {applicationId: %4$s, stateDirectory: state, commitInterval: 20ms}
                %5$s
                """.formatted(LiveEdges.bootstrapServers(), port, http, name, sections);
        Settings settings = SettingsFile.parse(yaml, folder, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", LiveEdges.bootstrapServers()))) {
            TopicCheck.createMissing(admin, settings.topics());
        }
        Events events =
                Events.register(ConfluentSchemas.inMemory(), settings.topics().prefix());
        SettlementProcess topology = SettlementProcess.start(settings, events, new CompletableFuture<>());
        EdgeProcess edge = EdgeProcess.open(settings, events);
        List<Route> routes = new ArrayList<>(edge.routes());
        routes.addAll(topology.routes());
        Routes table = new Routes(
                routes,
                new Tokens(settings.tokens(), settings.http().peerSecret()),
                settings.accounts().keySet());
        return new PeerInstance(topology, edge, HttpServer.start(settings.http(), new Entrance(edge.edge(), table)));
    }

    void awaitReady(Duration patience) {
        await().atMost(patience).until(() -> isReady(topology.readiness()) && isReady(edge.readiness()));
    }

    private static boolean isReady(List<Readiness> needed) {
        return needed.stream().map(Readiness::check).allMatch(Readiness.Check::ready);
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return http.send(
                request(path).header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> getWithoutToken(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String token, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        server.close();
        edge.close();
        topology.close();
        http.close();
    }
}
