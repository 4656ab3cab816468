package io.quittance.app.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Run by the build once: starts the registry that it has unpacked, uses it a little, and keeps the classes that it loaded as
 * an AOT cache, so that later starts take half the work. Needs the JDK alone. The cache is a convenience: without it
 * everything works, so nothing here fails the build.
 */
public final class RegistryTraining {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String SCHEMA = """
            {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"Trained\\",\\"fields\\":[{\\"name\\":\\"a\\",\\"type\\":\\"string\\"}]}"}
            """;

    private RegistryTraining() {}

    /** Makes the cache of the registry in the folder {@code quittance.registry}, unless it has a good one. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            RegistryDistribution distribution = RegistryDistribution.find();
            if (distribution.aotCache() == null) {
                train(distribution);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("No AOT cache for the schema registry, it will start slowly: " + e);
        }
    }

    private static void train(RegistryDistribution distribution) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("quittance-registry-training");
        try {
            int port = new FreePorts(folder.resolve("ports")).take(1).getFirst();
            Path cache = folder.resolve("fresh.aot");
            Process process =
                    EmbeddedRegistry.launched(RegistryCommand.training(distribution, folder, port, cache), folder);
            try {
                String url = EmbeddedRegistry.url(port);
                if (!EmbeddedRegistry.isReady(process, url)) {
                    throw new IOException("it does not start");
                }
                use(url);
                process.destroy();
                if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) || !Files.exists(cache)) {
                    throw new IOException("it does not end in good order");
                }
                distribution.adoptAotCache(cache);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            delete(folder);
        }
    }

    /** What every start asks of it. */
    private static void use(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String subject = url + "/subjects/trained-value/versions";
            for (HttpRequest.Builder each : List.of(
                    HttpRequest.newBuilder(URI.create(url + "/config/trained-value")),
                    HttpRequest.newBuilder(URI.create(url + "/config/trained-value"))
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD_TRANSITIVE\"}")),
                    HttpRequest.newBuilder(URI.create(subject)).POST(HttpRequest.BodyPublishers.ofString(SCHEMA)),
                    HttpRequest.newBuilder(URI.create(subject)),
                    HttpRequest.newBuilder(URI.create(url + "/schemas/ids/1")))) {
                client.send(
                        each.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
