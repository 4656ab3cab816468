package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.EmbeddedRegistry;
import io.quittance.app.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./quittance run} as a process of its own, against servers that come late, are unsafe, or are there. */
class RunIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldSayWhatItWaitsForAndServeOnceBrokerAndRegistryAreThere() throws Exception {
        int port = FreePort.find();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("registry"))) {
            EmbeddedBroker before = EmbeddedBroker.start(folder.resolve("broker"));
            String address = before.bootstrapServers();
            before.close();
            Path settings = settings(address, registry.url(), port, "unsafeSingleBroker: true");

            try (Launched run = Launched.quittance(line -> line.contains("trying again"), arguments(settings))) {
                run.awaitSign(PATIENCE);
                assertThat(status(port, "/healthz")).isEqualTo(200);
                assertThat(status(port, "/readyz")).isEqualTo(503);
                assertThat(status(port, "/callbacks/juhe-main/payment")).isEqualTo(503);

                try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
                    assertThat(broker.bootstrapServers()).isEqualTo(address);
                    // Not its /readyz: that is there a moment before the line, and a signal between the two ends it
                    // first.
                    Awaitility.await().atMost(PATIENCE).until(() -> run.hasPrinted("ready"));
                    assertThat(status(port, "/readyz")).isEqualTo(200);
                    run.terminate();
                    assertThat(run.exitStatus(PATIENCE)).isEqualTo(128 + 15);
                    assertThat(run.output()).contains("stopped").doesNotContain("Exception");
                }
            }
        }
    }

    @Test
    void shouldRefuseAnUnsafeClusterAndNameEveryFault() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("registry"));
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            Path settings = settings(broker.bootstrapServers(), registry.url(), 0, "unsafeSingleBroker: false");

            try (Launched run = Launched.quittance(line -> false, arguments(settings))) {
                assertThat(run.exitStatus(PATIENCE)).isEqualTo(1);
                assertThat(run.output())
                        .contains("replica", "unsafeSingleBroker")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void shouldNameEveryWrongSettingAtOnceAndStop() throws Exception {
        Path settings = folder.resolve("quittance.yaml");
        Files.writeString(settings, """
                kafka: {bootstrapServer: "127.0.0.1:9092"}
                registry: {url: "http://127.0.0.1:8081"}
                topics: {partitions: many}
                """);

        try (Launched run = Launched.quittance(line -> false, arguments(settings))) {
            assertThat(run.exitStatus(PATIENCE)).isEqualTo(2);
            assertThat(run.output()).contains("bootstrapServers", "partitions", "quittance.yaml:1", "quittance.yaml:3");
        }
    }

    private Path settings(String broker, String registry, int port, String safety) throws IOException {
        Path file = folder.resolve("quittance.yaml");
        Files.writeString(file, """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                http: {host: "127.0.0.1", port: %d}
                topics: {partitions: 2, %s}
                topology: {stateDirectory: state}
                accounts:
                  juhe-main: {gateway: juhe, merchant: "10023", keys: [{id: k1, key: "a-key-of-the-test"}]}
                """.formatted(broker, registry, port, safety));
        return file;
    }

    private static String[] arguments(Path settings) {
        return new String[] {"run", "--config", settings.toString()};
    }

    private int status(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
