package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.LiveEdges.Node;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.Source;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At most one call per order id, whatever happens to edges, gateway and topology. */
class PlacingOnceTest {
    private static final String PLACEMENT = "{\"order\": \"%s\", \"amount\": \"100.00\", \"channel\": \"2\"}";
    private static final String PATH = "/v1/accounts/li/orders";
    private static final String CREATE = "/api/Pay/Create";

    @TempDir
    private Path folder;

    @Test
    void shouldCallOnceForFiftyClientsOfTwoEdgesOfWhichOneDies() throws Exception {
        try (StubGateway gateway = StubGateway.start(0);
                LiveEdges live = LiveEdges.start(folder, "once", PlacingAccounts.sections(gateway.port(), 2))) {
            gateway.answer(CREATE, "wait {\"success\": true, \"payUrl\": \"/p\"}");
            Node dying = live.edge();
            Node living = live.edge();
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Node node = i % 2 == 0 ? dying : living;
                asked.add(live.http.sendAsync(
                        LiveEdges.request(node, PATH, PLACEMENT.formatted("ONCE"))
                                .build(),
                        BodyHandlers.ofString()));
            }
            await().atMost(LiveEdges.PATIENCE).until(() -> gateway.calls("ONCE") == 1);

            dying.edge().close();
            gateway.gate.release(50);
            HttpResponse<String> again = live.post(living, PATH, PLACEMENT.formatted("ONCE"));

            assertThat(gateway.calls("ONCE")).isEqualTo(1);
            assertThat(again.statusCode()).isIn(200, 202);
            assertThat(again.body()).containsAnyOf("\"state\":\"ACCEPTED\"", "\"state\":\"UNKNOWN\"");
            for (int i = 1; i < 50; i += 2) {
                assertThat(asked.get(i).get().statusCode()).isIn(200, 202);
            }
            long winners = live.read(io.quittance.events.Topic.PLACEMENTS, live.events.placements()).stream()
                    .filter(row -> row.getDecision() == io.quittance.events.PlacementDecision.WON)
                    .count();
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void shouldAnswerAllThatWaitForTheSameCall() throws Exception {
        try (StubGateway gateway = StubGateway.start(0);
                LiveEdges live = LiveEdges.start(folder, "same", PlacingAccounts.sections(gateway.port(), 2))) {
            gateway.answer(CREATE, "wait {\"success\": true, \"payUrl\": \"/p\"}");
            List<Node> edges = List.of(live.edge(), live.edge());
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(live.http.sendAsync(
                        LiveEdges.request(edges.get(i % 2), PATH, PLACEMENT.formatted("SAME"))
                                .build(),
                        BodyHandlers.ofString()));
            }
            await().atMost(LiveEdges.PATIENCE).until(() -> gateway.calls("SAME") == 1);

            gateway.gate.release(20);

            for (CompletableFuture<HttpResponse<String>> each : asked) {
                assertThat(each.get().statusCode()).isEqualTo(200);
                assertThat(each.get().body()).isEqualTo(asked.getFirst().get().body());
            }
            assertThat(gateway.calls("SAME")).isEqualTo(1);
        }
    }

    @Test
    void shouldFreeAnOrderIdWhoseGatewayWasNotReached() throws Exception {
        StubGateway away = StubGateway.start(0);
        int port = away.port();
        away.close();
        try (LiveEdges live = LiveEdges.start(folder, "free", PlacingAccounts.sections(port, 1))) {
            Node edge = live.edge();

            HttpResponse<String> refused = live.post(edge, PATH, PLACEMENT.formatted("FREE"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("nothing was placed");
            try (StubGateway gateway = StubGateway.start(port)) {
                gateway.answer(CREATE, "{\"success\": true, \"payUrl\": \"/p\"}");
                HttpResponse<String> other =
                        live.post(edge, PATH, "{\"order\": \"FREE\", \"amount\": \"7.00\", \"channel\": \"2\"}");
                assertThat(other.statusCode()).isEqualTo(200);
                assertThat(other.body()).contains("\"state\":\"ACCEPTED\"", "\"orderedAmount\":\"7.00\"");
                assertThat(gateway.calls("FREE")).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldCallNobodyWithoutADecision() throws Exception {
        try (StubGateway gateway = StubGateway.start(0);
                LiveEdges live = LiveEdges.start(folder, "undecided", PlacingAccounts.sections(gateway.port(), 1))) {
            Node edge = live.edge();
            live.stopDeciding();

            HttpResponse<String> answer = live.post(edge, PATH, PLACEMENT.formatted("NOBODY"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(gateway.calls).isEmpty();
            assertThat(live.received())
                    .filteredOn(record -> record.getSource() == Source.PLACE_ANSWER)
                    .extracting(record -> record.getAttempt().getAnswer())
                    .containsExactly(AttemptAnswer.NOT_CALLED);
        }
    }
}
