package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.GoldenCallbacks.Golden;
import io.quittance.app.PlainReader.Read;
import io.quittance.app.embedded.EmbeddedRegistry;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks over HTTP in, settled orders out, on real servers; the broker is the subclass's. */
abstract class WholePath {
    private static final String TOKEN = "a-token-of-the-test";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    /** Where the broker is. */
    abstract String bootstrapServers();

    @Test
    void shouldTakeEveryGoldenCallbackToWhatBecomesOfIt() throws Exception {
        GoldenCallbacks golden = GoldenCallbacks.read();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("registry"));
                Application application = Application.listen(settings(registry, golden), EnumSet.allOf(Role.class));
                PlainReader reader = new PlainReader(bootstrapServers(), registry.url())) {
            application.start(reason -> {});
            assertThat(application.awaitReady(new CompletableFuture<>())).isTrue();
            URI base = URI.create("http://127.0.0.1:" + application.port());

            for (Golden callback : golden.callbacks()) {
                HttpResponse<String> answer = post(base, callback);
                assertAnswer(callback, answer);
            }

            int count = golden.callbacks().size();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> reader.all("path.outcomes").size() >= count);
            assertKept(golden.callbacks(), reader.all("path.received"));
            assertDecided(golden.callbacks(), reader.all("path.outcomes"), reader.all("path.quarantine"));
            assertSettled(reader);
            assertAsked(base);
        }
    }

    private HttpResponse<String> post(URI base, Golden callback) throws Exception {
        return http.send(
                HttpRequest.newBuilder(base.resolve(callback.path()))
                        .header("Content-Type", callback.contentType())
                        .POST(BodyPublishers.ofString(callback.body()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertAnswer(Golden callback, HttpResponse<String> answer) {
        if (callback.verified()) {
            assertThat(answer.statusCode()).as(callback.name()).isEqualTo(200);
            if (callback.ack() != null) {
                assertThat(answer.body()).as(callback.name()).isEqualTo(callback.ack());
            }
            return;
        }
        assertThat(answer.statusCode()).as(callback.name()).isEqualTo(400);
        assertThat(answer.body())
                .as(callback.name())
                .doesNotContainIgnoringCase("ok")
                .doesNotContainIgnoringCase("success");
    }

    private static void assertKept(List<Golden> sent, List<Read> received) {
        List<String> bodies = new ArrayList<>();
        for (Read read : received) {
            bodies.add(StandardCharsets.UTF_8
                    .decode((ByteBuffer) read.value().get("body"))
                    .toString());
        }
        assertThat(bodies)
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(Golden::body).toList());
    }

    private static void assertDecided(List<Golden> sent, List<Read> outcomes, List<Read> quarantine) {
        List<String> expected = sent.stream()
                .map(callback -> callback.verified() ? "VERIFIED" : String.valueOf(callback.reason()))
                .sorted()
                .toList();
        List<String> seen = outcomes.stream()
                .map(read -> read.text("verdict").equals("VERIFIED") ? "VERIFIED" : read.text("reason"))
                .sorted()
                .toList();
        assertThat(seen).isEqualTo(expected);
        assertThat(quarantine).hasSize((int)
                sent.stream().filter(callback -> !callback.verified()).count());
    }

    private static void assertSettled(PlainReader reader) throws Exception {
        Map<String, String> settled = new TreeMap<>();
        for (Read read : reader.all("path.settlements")) {
            String before = settled.put(withoutNumber(read.key()), read.text("kind") + " " + read.text("amount_minor"));
            assertThat(before).as("settled before: " + read.key()).isNull();
        }
        assertThat(settled)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "juhe/20260301000000000001", "PAYMENT 10000",
                        "jings/10000000480010", "PAYMENT 1",
                        "zonghe/20191234567890123456", "PAYMENT 10000",
                        "yijuhe/YJp20261121000", "PAYMENT 10000",
                        "yijuhe/YJp20261121001", "PAYMENT 10000",
                        "yijuhe/SMALL of 20000", "PAYMENT 100",
                        "yijuhe/SMALL of 20001", "PAYMENT 100",
                        "lianhe/P-M-20260301-0001", "PAYOUT 50000"));
        Map<String, String> held = new TreeMap<>();
        for (Read read : reader.all("path.orders")) {
            held.put(withoutNumber(read.key()), read.text("status"));
        }
        assertThat(held).containsEntry("lianhe/M-20260301-0001", "HELD");
        assertThat(reader.all("path.conflicts"))
                .extracting(read -> read.text("conflict"))
                .contains("AMOUNT_MISMATCH", "CONTRADICTION");
    }

    /** The two yijuhe accounts share an order id. */
    private static String withoutNumber(String key) {
        String account = key.substring(0, key.indexOf('/'));
        String plain = key.replaceFirst("-[0-9]+/", "/");
        return plain.endsWith("/SMALL") ? plain + " of " + (account.equals("yijuhe-0") ? "20000" : "20001") : plain;
    }

    private void assertAsked(URI base) throws Exception {
        String path = "/v1/accounts/juhe-4/orders/20260301000000000001";

        HttpResponse<String> without =
                http.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
        HttpResponse<String> order = http.send(
                HttpRequest.newBuilder(base.resolve(path + "?wait=20s"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(order.statusCode()).isEqualTo(200);
        assertThat(order.body())
                .contains(
                        "\"status\":\"PAID\"", "\"paidAmount\":\"100.00\"", "\"settled\":true", "\"gateway\":\"juhe\"");
    }

    private Settings settings(EmbeddedRegistry registry, GoldenCallbacks golden) throws Exception {
        String yaml = """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                http: {host: "127.0.0.1", port: 0}
                topics: {prefix: "path.", partitions: 2, unsafeSingleBroker: true}
                topology: {applicationId: path, stateDirectory: state}
                tokens: [{name: test, token: "%s", scopes: [read]}]
                accounts: %s
                """.formatted(bootstrapServers(), registry.url(), TOKEN, golden.accountsSection());
        return SettingsFile.parse(yaml, folder, Map.of());
    }
}
