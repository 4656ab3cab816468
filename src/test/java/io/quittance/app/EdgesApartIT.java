package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.PlainReader.Read;
import io.quittance.app.embedded.FreePort;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edges that are processes of their own, one of which is killed while it places: the gateway is called once at most. */
class EdgesApartIT {
    private static final int CLIENTS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CREATE = "/api/Pay/Create";

    @TempDir
    private static Path folder;

    private static StubGateway gateway;
    private static WholeQuittance deciding;
    private static HttpClient http;
    private static Edge living;

    /** A process that serves the role edge alone. */
    private record Edge(Launched process, int port) implements AutoCloseable {
        static Edge start(String name) throws IOException, InterruptedException {
            int port = FreePort.find();
            Path settings = folder.resolve(name + ".yaml");
            Files.writeString(settings, deciding.settings(port) + sections());
            Launched process = Launched.quittance(
                    line -> line.equals("ready"), "run", "--roles", "edge", "--config", settings.toString());
            process.awaitSign(PATIENCE);
            return new Edge(process, port);
        }

        CompletableFuture<HttpResponse<String>> place(String order) {
            HttpRequest request = WholeQuittance.request(port, "/v1/accounts/li/orders")
                    .header("Content-Type", "application/json")
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofString(
                            "{\"order\": \"" + order + "\", \"amount\": \"100.00\", \"channel\": \"2\"}"))
                    .build();
            return http.sendAsync(request, BodyHandlers.ofString());
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @BeforeAll
    static void startAll() throws Exception {
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        gateway = StubGateway.start(0);
        gateway.answer(CREATE, "wait {\"success\": true, \"payUrl\": \"/p\"}");
        deciding =
                WholeQuittance.start(folder, "apart", FreePort.find(), EnumSet.of(Role.TOPOLOGY), sections(), Map.of());
        living = Edge.start("living");
    }

    @AfterAll
    static void closeAll() {
        living.close();
        gateway.close();
        deciding.close();
        http.close();
    }

    private static String sections() {
        return """
                edge: {instances: 2}
                accounts:
                  li: {gateway: lianhe, merchant: ak_8cd572bc9d, baseUrl: "http://127.0.0.1:%d", keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
                """.formatted(gateway.port());
    }

    @Test
    void shouldCallOnceForFiftyClientsOfTwoEdgesOfWhichOneIsKilled() throws Exception {
        try (Edge dying = Edge.start("dying")) {
            List<CompletableFuture<HttpResponse<String>>> ofTheDying = new ArrayList<>();
            List<CompletableFuture<HttpResponse<String>>> ofTheLiving = new ArrayList<>();
            for (int i = 0; i < CLIENTS / 2; i++) {
                ofTheDying.add(dying.place("FIFTY"));
                ofTheLiving.add(living.place("FIFTY"));
            }
            await().atMost(PATIENCE).until(() -> gateway.calls("FIFTY") == 1);

            dying.process().kill();
            gateway.gate.release();

            for (CompletableFuture<HttpResponse<String>> each : ofTheLiving) {
                assertThat(each.get().statusCode()).isIn(200, 202);
            }
            HttpResponse<String> again = living.place("FIFTY").get();
            assertThat(again.statusCode()).isIn(200, 202);
            assertThat(again.body()).containsAnyOf("\"state\":\"ACCEPTED\"", "\"state\":\"UNKNOWN\"");
            assertThat(again.body()).isEqualTo(ofTheLiving.getFirst().get().body());
            await().atMost(PATIENCE).until(() -> ofTheDying.stream().allMatch(CompletableFuture::isDone));
            assertThat(gateway.calls("FIFTY")).isEqualTo(1);
            assertThat(winners("FIFTY")).hasSize(1);
            assertThat(deciding.get("/v1/accounts/li/orders/FIFTY")).containsAnyOf("PENDING", "PLACED");
        }
    }

    @Test
    void shouldNotCallAgainForAnEdgeThatWasKilledInTheMiddleOfItsCall() throws Exception {
        try (Edge dying = Edge.start("calling")) {
            CompletableFuture<HttpResponse<String>> first = dying.place("CALLING");
            await().atMost(PATIENCE).until(() -> gateway.calls("CALLING") == 1);
            List<CompletableFuture<HttpResponse<String>>> others = new ArrayList<>();
            for (int i = 1; i < CLIENTS; i++) {
                others.add(living.place("CALLING"));
            }

            dying.process().kill();
            gateway.gate.release();

            assertThat(first).failsWithin(PATIENCE);
            for (CompletableFuture<HttpResponse<String>> other : others) {
                assertThat(other.get().statusCode()).isEqualTo(202);
                assertThat(other.get().body()).contains("\"state\":\"UNKNOWN\"", "\"order\":\"CALLING\"");
            }
            HttpResponse<String> again = living.place("CALLING").get();
            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(again.body()).isEqualTo(others.getFirst().get().body());
            assertThat(gateway.calls("CALLING")).isEqualTo(1);
            assertThat(winners("CALLING")).hasSize(1);
            assertThat(deciding.get("/v1/accounts/li/orders/CALLING")).contains("\"status\":\"PLACED\"");
        }
    }

    private static List<Read> winners(String order) throws Exception {
        try (PlainReader reader = deciding.reader()) {
            return reader.all("apart.placements").stream()
                    .filter(read -> read.key().equals("li/" + order))
                    .filter(read -> read.text("decision").equals("WON"))
                    .toList();
        }
    }
}
