package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.edge.EdgeRig.Kept;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.Reason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every callback of the golden vectors over real HTTP: the exact answer, and its exact bytes in {@code received}. */
class GoldenCallbacksTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final Map<JsonNode, Account> accounts = new LinkedHashMap<>();
    private final List<JsonNode> vectors = new ArrayList<>();

    @Test
    void shouldAnswerAndKeepEachAsTheVectorsSay() throws Exception {
        readVectors(DialectFiles.load(null));
        try (EdgeRig rig = EdgeRig.start("golden.", List.of(), accounts.values().toArray(Account[]::new))) {
            for (JsonNode vector : vectors) {
                Account account = account(vector);
                String message = vector.get("message").asString().replace("-callback", "");
                HttpResponse<String> answer = rig.post(
                        "/callbacks/" + account.name() + "/" + message,
                        body(vector),
                        vector.get("contentType").asString());

                assertAnswered(vector, answer);
            }

            List<Kept> kept = rig.received();
            assertThat(vectors).hasSizeGreaterThan(50);
            assertThat(kept).hasSameSizeAs(vectors);
            for (int i = 0; i < kept.size(); i++) {
                assertKept(vectors.get(i), kept.get(i));
            }
        }
    }

    private static void assertAnswered(JsonNode vector, HttpResponse<String> answer) {
        JsonNode expect = vector.get("expect");
        String name =
                vector.get("gateway").asString() + "/" + vector.get("name").asString();
        if (expect.get("verdict").asString().equals("REJECTED")) {
            Refusal refusal = Refusal.of(Reason.valueOf(expect.get("reason").asString()));
            assertThat(answer.statusCode()).as(name).isEqualTo(refusal.status());
            assertThat(answer.body()).as(name).isEqualTo(refusal.text());
            return;
        }
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        if (expect.has("ack")) {
            assertThat(answer.body()).as(name).isEqualTo(expect.get("ack").asString());
        }
    }

    private void assertKept(JsonNode vector, Kept kept) {
        String account = account(vector).name();
        assertThat(kept.body()).isEqualTo(body(vector));
        assertThat(kept.value().getAccount()).isEqualTo(account);
        assertThat(kept.value().getMessage()).isEqualTo(vector.get("message").asString());
        if (vector.get("expect").has("order")) {
            assertThat(kept.key())
                    .isEqualTo(account + "/" + vector.get("expect").get("order").asString());
        }
    }

    private void readVectors(Map<String, Dialect> dialects) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(GOLDEN, "*.json")) {
            for (Path file : files) {
                for (JsonNode vector : JsonMapper.shared().readTree(file)) {
                    if (vector.get("message").asString().endsWith("-callback")) {
                        vectors.add(vector);
                        accounts.computeIfAbsent(vector.get("account"), said -> accountOf(vector, said, dialects));
                    }
                }
            }
        }
    }

    private Account accountOf(JsonNode vector, JsonNode said, Map<String, Dialect> dialects) {
        String gateway = vector.get("gateway").asString();
        Dialect dialect = Objects.requireNonNull(dialects.get(gateway), gateway);
        Map<String, String> credentials = new HashMap<>();
        for (String name : dialect.credentialNames()) {
            if (said.has(name)) {
                credentials.put(name, said.get(name).asString());
            }
        }
        AccountKey key =
                new AccountKey("k1", Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, dialect.keyMaterial(credentials));
        GatewayAccount at = new GatewayAccount(
                gateway + "-" + accounts.size(), dialect, said.get("merchant").asString(), null, List.of(key));
        return new Account(at, null, List.of(Policy.DEFAULT), AckRule.VERIFIED, List.of());
    }

    private Account account(JsonNode vector) {
        return Objects.requireNonNull(accounts.get(vector.get("account")), "read with its vector");
    }

    private static byte[] body(JsonNode vector) {
        return vector.get("body").asString().getBytes(StandardCharsets.UTF_8);
    }
}
