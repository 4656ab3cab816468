package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.Scrape.Family;
import io.quittance.app.embedded.FreePort;
import io.quittance.config.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics} of a whole application, beside docs/metrics.md and beside what was done to it. */
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path TABLES = Path.of(System.getProperty("quittance.basedir", "."), "docs", "metrics.md");
    private static final String SECRET = "canary-of-the-metrics";

    /** Golden vector juhe payment-callback, and the same with another amount. */
    private static final String CALLBACK = "memberid=10023&orderid=20260301000000000001&amount=100.00"
            + "&transaction_id=T2026030111223344&datetime=20260301112233&returncode=00&attach="
            + "&sign=7683295F7B8FC6D5D0D2443F0B70C872";

    private static final String ACCOUNTS = """
            accounts:
              ju: {gateway: juhe, merchant: "10023", keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]}
              li: {gateway: lianhe, merchant: ak_8cd572bc9d, baseUrl: "http://127.0.0.1:%d", keys: [{id: k1, key: %s}]}
            """;

    @TempDir
    private static Path folder;

    private static WholeQuittance quittance;
    private static int gatewayPort;

    @BeforeAll
    static void start() throws Exception {
        gatewayPort = FreePort.find();
        quittance = WholeQuittance.start(
                folder,
                "metrics",
                FreePort.find(),
                EnumSet.allOf(Role.class),
                ACCOUNTS.formatted(gatewayPort, SECRET),
                Map.of());
        callBack(CALLBACK);
        callBack(CALLBACK.replace("amount=100.00", "amount=900.00"));
    }

    @AfterAll
    static void close() {
        quittance.close();
    }

    @Test
    void shouldShowWhatItsTablesSayAndNothingElse() throws Exception {
        Map<String, Family> described = described();

        System.gc(); // Pauses are shown from the first one on.
        await().atMost(PATIENCE).until(() -> scrape().families().keySet().containsAll(described.keySet()));

        Scrape shown = scrape();
        assertThat(shown.families()).containsExactlyInAnyOrderEntriesOf(described);
    }

    @Test
    void shouldCountWhatCameInAndWhatBecameOfIt() throws Exception {
        await().atMost(PATIENCE).until(MetricsIT::isWorkedOff);

        Scrape shown = scrape();
        assertThat(shown.value("quittance_callbacks_received_total", "account=\"ju\""))
                .isEqualTo(2);
        assertThat(shown.value("quittance_callbacks_written_total", "account=\"ju\""))
                .isEqualTo(2);
        assertThat(shown.value("quittance_callbacks_verified_total", "account=\"ju\""))
                .isEqualTo(1);
        assertThat(shown.value("quittance_callbacks_answered_total", "account=\"ju\",answer=\"acknowledged\""))
                .isEqualTo(1);
        assertThat(shown.value("quittance_callbacks_answered_total", "account=\"ju\",answer=\"bad-signature\""))
                .isEqualTo(1);
        assertThat(shown.value("quittance_settlements_total", "account=\"ju\",kind=\"payment\""))
                .isEqualTo(1);
        assertThat(shown.value("quittance_records_decided_total", "verdict=\"rejected\""))
                .isEqualTo(1);
        assertThat(shown.value("quittance_records_effects_total", "effect=\"moved\""))
                .isPositive();
        assertThat(shown.value("quittance_streams_dropped_records_total", "")).isZero();
        assertThat(shown.value("quittance_streams_state", "state=\"running\"")).isEqualTo(1);
        assertThat(shown.value("quittance_streams_threads", "")).isEqualTo(2);
        assertThat(shown.value("quittance_stores_memory_bytes", "")).isPositive();
        assertThat(shown.value("quittance_poller_accounts", "")).isEqualTo(2);
        assertThat(shown.value("quittance_ready", "")).isEqualTo(1);
    }

    @Test
    void shouldSayThatAGatewayIsAwayInItsFiguresAndInReadiness() throws Exception {
        for (int order = 0; order < 5; order++) {
            HttpResponse<String> answer = quittance.post(
                    "/v1/accounts/li/orders",
                    "{\"order\": \"M-%d\", \"amount\": \"1.00\", \"channel\": \"2\"}".formatted(order));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        }

        String circuit = "account=\"li\",purpose=\"placing\",state=\"open\"";
        await().atMost(PATIENCE).until(() -> scrape().value("quittance_gateway_circuit", circuit) == 1);
        await().atMost(PATIENCE)
                .until(() -> scrape().value("quittance_placements_total", "account=\"li\",decision=\"freed\"") == 5);
        HttpResponse<String> ready = get("/readyz", "*/*");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("the gateway of li fails and is tried again in ");
    }

    @Test
    void shouldAnswerInTheFormatThatIsAskedForWithoutAToken() throws Exception {
        HttpResponse<String> text = get("/metrics", "*/*");
        HttpResponse<String> open =
                get("/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4");
        HttpResponse<String> head = quittance.http.send(
                anonymous("/metrics").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body()).contains("# TYPE quittance_ready gauge\nquittance_ready 1.0\n");
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void shouldTellNoSecretAndNoOrder() throws Exception {
        String all = get("/metrics", "*/*").body();

        assertThat(all)
                .doesNotContain(SECRET)
                .doesNotContain(WholeQuittance.TOKEN)
                .doesNotContain("20260301000000000001")
                .doesNotContain("127.0.0.1");
    }

    /** Of another edge with its own topics, so that it may say more. */
    @Test
    void shouldShowKafkasOwnFiguresWhereTheSettingsSaySo() throws Exception {
        String yaml = quittance.settings(0).replace("metrics", "kafkas-own")
                + "metrics: {kafka: true}\n"
                + ACCOUNTS.formatted(gatewayPort, SECRET);
        Path own = Files.createDirectories(folder.resolve("kafkas-own"));

        try (Application application =
                Application.listen(SettingsFile.parse(yaml, own, Map.of()), EnumSet.of(Role.EDGE, Role.TOPOLOGY))) {
            application.start(reason -> {});
            assertThat(application.awaitReady(new CompletableFuture<>())).isTrue();
            Scrape shown = Scrape.of(text(application.port()));

            assertThat(shown.families().keySet())
                    .anyMatch(name -> name.startsWith("kafka_stream_thread_"))
                    .contains("kafka_producer_record_send_total", "quittance_callbacks_received_total")
                    .noneMatch(name -> name.startsWith("quittance_questions"));
        }
    }

    /** Streams counts what it has taken some time after we count what we have decided. */
    private static boolean isWorkedOff() throws IOException, InterruptedException {
        Scrape shown = scrape();
        return shown.value("quittance_streams_processed_records_total", "") >= 2
                && shown.value("quittance_streams_commits_total", "") > 0
                && shown.value("quittance_streams_lag_records", "topic=\"received\"") == 0
                && shown.value("quittance_quarantined_total", "account=\"ju\",reason=\"bad-signature\"") == 1;
    }

    private static String text(int port) throws IOException, InterruptedException {
        return quittance
                .http
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(get("/metrics", "*/*").body());
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return quittance.http.send(anonymous(path).header("Accept", accept).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(quittance.request(path).build().uri());
    }

    private static void callBack(String form) throws IOException, InterruptedException {
        quittance.http.send(
                anonymous("/callbacks/ju/payment")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.discarding());
    }

    /** What the tables of the document say: rows with a name in the first cell and a type in the second. */
    private static Map<String, Family> described() throws IOException {
        Map<String, Family> families = new TreeMap<>();
        Set<String> types = Set.of("counter", "gauge", "summary");
        for (String line : Files.readAllLines(TABLES)) {
            List<String> cells =
                    List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
            if (cells.size() == 6 && types.contains(cells.get(2))) {
                Family before = families.put(unquoted(cells.get(1)), new Family(cells.get(2), labels(cells.get(3))));
                assertThat(before).as("twice in the tables: " + line).isNull();
                assertThat(cells.get(4)).as(line).isNotBlank();
            }
        }
        return families;
    }

    private static Set<String> labels(String cell) {
        Set<String> labels = new TreeSet<>();
        for (String label : new HashSet<>(List.of(cell.split(", ")))) {
            if (!label.isBlank()) {
                labels.add(unquoted(label));
            }
        }
        return labels;
    }

    private static String unquoted(String cell) {
        return cell.substring(1, cell.length() - 1);
    }
}
