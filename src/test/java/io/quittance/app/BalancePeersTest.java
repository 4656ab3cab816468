package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask what an account holds, and which of two instances answers. */
class BalancePeersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PEER_SECRET = "peer-secret";
    private static final String BALANCE = "/v1/accounts/ju/balance";
    private static final String AS_OF = BALANCE + "?asOf=2026-03-01T12:30:00%2B08:00";
    private static final String REPORT = "{\"amount\": \"1000.00\", \"asOf\": \"2026-03-01T12:00:00+08:00\"}";
    private static final String SECTIONS = """
            tokens:
              - {name: everybody, token: all-token, scopes: [read, relay]}
              - {name: elsewhere, token: other-token, scopes: [read, relay], accounts: [li]}
              - {name: relay, token: relay-token, scopes: [relay]}
            accounts:
              ju: {gateway: juhe, merchant: "10023", keys: [{id: k1, key: dd49b9c72368279245978f269c52b2ab}]}
              li: {gateway: lianhe, merchant: ak_8cd572bc9d, keys: [{id: k1, key: 9297961f608377f62b8a6db2207a21b2}]}
            """;

    @TempDir
    private Path folder;

    private final List<PeerInstance> instances = new ArrayList<>();

    @AfterEach
    void close() {
        instances.forEach(PeerInstance::close);
    }

    @Test
    void shouldAskTheInstanceThatKeepsTheAccountWhoeverIsAsked() throws Exception {
        startTwo("asked", ", peerSecret: " + PEER_SECRET);
        assertThat(instances.getFirst().post(BALANCE, "all-token", REPORT).statusCode())
                .isEqualTo(202);

        await().atMost(PATIENCE).until(() -> statuses(BALANCE, "all-token").equals(List.of(200, 200)));

        await().atMost(PATIENCE)
                .until(() -> statuses(BALANCE, PEER_SECRET).stream()
                        .sorted()
                        .toList()
                        .equals(List.of(200, 503)));
        assertSameAnswers(BALANCE);
        assertSameAnswers(AS_OF);
        assertTokens();
    }

    @Test
    void shouldSayThatItCannotAskWithoutASecret() throws Exception {
        startTwo("alone", "");
        assertThat(instances.getFirst().post(BALANCE, "all-token", REPORT).statusCode())
                .isEqualTo(202);

        List<HttpResponse<String>> answers = await().atMost(PATIENCE)
                .until(
                        () -> List.of(
                                instances.getFirst().get(BALANCE, "all-token"),
                                instances.getLast().get(BALANCE, "all-token")),
                        both -> both.stream().anyMatch(answer -> answer.statusCode() == 200)
                                && both.stream()
                                        .anyMatch(answer -> answer.body().contains("peerSecret")));

        assertThat(answers).anySatisfy(refused -> {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.body())
                    .contains(
                            "Another instance keeps what you ask for, and without http.peerSecret it cannot be asked.");
        });
    }

    private void assertSameAnswers(String path) throws Exception {
        HttpResponse<String> first = instances.getFirst().get(path, "all-token");
        HttpResponse<String> second = instances.getLast().get(path, "all-token");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body())
                .contains("\"reported\":\"1000.00\"", "\"reportedAt\":\"2026-03-01T04:00:00Z\"")
                .isEqualTo(second.body());
        assertThat(first.headers().firstValue("Cache-Control"))
                .contains("no-store")
                .isEqualTo(second.headers().firstValue("Cache-Control"));
    }

    private void assertTokens() throws Exception {
        for (PeerInstance instance : instances) {
            HttpResponse<String> without = instance.getWithoutToken(BALANCE);
            HttpResponse<String> wrong = instance.get(BALANCE, "no-token");
            HttpResponse<String> elsewhere = instance.get(BALANCE, "other-token");
            HttpResponse<String> relay = instance.get(BALANCE, "relay-token");

            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(elsewhere.statusCode()).isEqualTo(403);
            assertThat(elsewhere.body()).contains("the token elsewhere is not for this account");
            assertThat(relay.statusCode()).isEqualTo(403);
            assertThat(relay.body()).contains("the token relay lacks the scope read");
            assertThat(instance.post(BALANCE, "other-token", REPORT).statusCode())
                    .isEqualTo(403);
        }
    }

    private List<Integer> statuses(String path, String token) throws Exception {
        return List.of(
                instances.getFirst().get(path, token).statusCode(),
                instances.getLast().get(path, token).statusCode());
    }

    private void startTwo(String name, String http) throws Exception {
        instances.add(PeerInstance.start(folder.resolve("one"), name, http, SECTIONS));
        instances.add(PeerInstance.start(folder.resolve("two"), name, http, SECTIONS));
        for (PeerInstance instance : instances) {
            instance.awaitReady(PATIENCE);
        }
    }
}
