package io.quittance.app;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.EmbeddedRegistry;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import java.io.IOException;
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
    private final Servers servers;
    private final String prefix;
    private final Path folder;
    private final Application application;

    private WholeQuittance(Path folder, String prefix, Application application, Servers servers) {
        this.folder = folder;
        this.prefix = prefix;
        this.application = application;
        this.servers = servers;
    }

    private record Servers(EmbeddedBroker broker, EmbeddedRegistry registry) implements AutoCloseable {
        static Servers start(Path folder) {
            EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
            try {
                return new Servers(broker, EmbeddedRegistry.start(folder.resolve("registry")));
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
        }

        @Override
        public void close() {
            registry.close();
            broker.close();
        }
    }

    /**
     * Starts all of it and waits until it is ready. Where that fails, all is stopped: a broker whose folder is deleted
     * under it ends the process, and with it the tests that come after.
     *
     * @param sections what the settings say besides servers, topics and tokens; the accounts above all
     */
    static WholeQuittance start(
            Path folder, String prefix, int port, Set<Role> roles, String sections, Map<String, String> environment)
            throws Exception {
        Servers servers = Servers.start(folder);
        try {
            String yaml = settings(servers, prefix, port) + sections;
            Application application = ready(SettingsFile.parse(yaml, folder, environment), roles);
            return new WholeQuittance(folder, prefix, application, servers);
        } catch (Exception | AssertionError e) {
            servers.close();
            throw e;
        }
    }

    private static Application ready(Settings settings, Set<Role> roles) throws Exception {
        Application application = Application.listen(settings, roles);
        try {
            application.start(reason -> {});
            if (application.awaitReady(new CompletableFuture<>())) {
                return application;
            }
            throw new AssertionError("it did not get ready");
        } catch (Exception | AssertionError e) {
            application.close();
            throw e;
        }
    }

    /** Settings of a process of its own at that port, with the same servers, topics and tokens. */
    String settings(int port) {
        return settings(servers, prefix, port);
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
        return new PlainReader(
                servers.broker().bootstrapServers(), servers.registry().url());
    }

    @Override
    public void close() {
        application.close();
        servers.close();
        http.close();
    }
}
