package io.quittance.app;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.EmbeddedRegistry;
import io.quittance.config.SettingsFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A real broker, a real registry, and an application of some roles at an address that is known before it starts. */
final class WholeQuittance implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-test";

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final String prefix;
    private final Path folder;
    private final Application application;

    private WholeQuittance(Path folder, String prefix, Application application, Servers servers) {
        this.folder = folder;
        this.prefix = prefix;
        this.application = application;
        this.broker = servers.broker();
        this.registry = servers.registry();
    }

    private record Servers(EmbeddedBroker broker, EmbeddedRegistry registry) {}

    /**
     * Starts all of it and waits until it is ready.
     *
     * @param sections what the settings say besides servers, topics and tokens; the accounts above all
     */
    static WholeQuittance start(
            Path folder, String prefix, int port, Set<Role> roles, String sections, Map<String, String> environment)
            throws Exception {
        Servers servers = new Servers(
                EmbeddedBroker.start(folder.resolve("broker")), EmbeddedRegistry.start(folder.resolve("registry")));
        String yaml = settings(servers, prefix, port) + sections;
        Application application = Application.listen(SettingsFile.parse(yaml, folder, environment), roles);
        application.start(reason -> {});
        if (!application.awaitReady(new CompletableFuture<>())) {
            throw new AssertionError("it did not get ready");
        }
        return new WholeQuittance(folder, prefix, application, servers);
    }

    /** Settings of a process of its own at that port, with the same servers, topics and tokens. */
    String settings(int port) {
        return settings(new Servers(broker, registry), prefix, port);
    }

    private static String settings(Servers servers, String prefix, int port) {
        return """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%1$s"}
                registry: {url: "%2$s"}
                http: {host: "127.0.0.1", port: %3$d, publicUrl: "http://127.0.0.1:%3$d"}
                topics: {prefix: "%4$s.", partitions: 2, unsafeSingleBroker: true}
                topology: {applicationId: %4$s, stateDirectory: state}
                tokens: [{name: test, token: "%5$s", scopes: [read, place, relay, operate]}]
                """.formatted(
                        servers.broker().bootstrapServers(), servers.registry().url(), port, prefix, TOKEN);
    }

    /** A port that is free now. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    Path folder() {
        return folder;
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    HttpRequest.Builder request(String path) {
        return request(application.port(), path);
    }

    static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    /** What another consumer reads. */
    PlainReader reader() {
        return new PlainReader(broker.bootstrapServers(), registry.url());
    }

    @Override
    public void close() {
        application.close();
        registry.close();
        broker.close();
        http.close();
    }
}
