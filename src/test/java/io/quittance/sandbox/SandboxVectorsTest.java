package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The sandbox takes every golden request: both were made from the documents, by different hands. */
@Timeout(60)
class SandboxVectorsTest {
    private static final Clock OF_THE_BALANCE_VECTOR =
            Clock.fixed(Instant.parse("2018-09-02T04:35:06Z"), ZoneOffset.UTC);

    static Stream<Arguments> requests() {
        return Stream.of("yijuhe", "jings", "zonghe", "juhe", "lianhe")
                .flatMap(gateway -> SandboxVectors.of(gateway).stream())
                .filter(vector -> vector.get("message").asString().endsWith("-request")
                        || vector.get("message").asString().endsWith("-page"))
                .map(vector -> Arguments.argumentSet(
                        vector.get("gateway").asString() + " "
                                + vector.get("message").asString() + " "
                                + vector.get("name").asString(),
                        vector));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldTakeTheRequestThatTheVectorsCallRight(JsonNode vector) throws IOException {
        try (SandboxRig rig = rigOf(vector)) {
            HttpResponse<String> answer = rig.send(vector);

            boolean refused = vector.get("expect").has("refused");
            assertThat(verdict(answer)).isEqualTo(refused ? "refused" : "signed");
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldRefuseTheSameRequestWithAnotherSignature(JsonNode vector) throws IOException {
        Map<String, String> changes = new HashMap<>();
        SandboxVectors.fields(vector).forEach((name, value) -> {
            if (name.equals("sign") || name.equals("key") || name.equals("pay_md5sign")) {
                changes.put(name, value.startsWith("A") ? "B" + value.substring(1) : "A" + value.substring(1));
            }
        });
        try (SandboxRig rig = rigOf(vector)) {
            HttpResponse<String> answer = rig.send(vector, changes);

            assertThat(verdict(answer)).isEqualTo("refused");
        }
    }

    private static SandboxRig rigOf(JsonNode vector) throws IOException {
        JsonNode account = vector.get("account");
        String merchant = account.get("merchant").asString();
        Gateway gateway = Gateway.valueOf(vector.get("gateway").asString().toUpperCase(Locale.ROOT));
        List<SandboxAccount> accounts = new ArrayList<>();
        accounts.add(
                gateway == Gateway.YIJUHE
                        ? SandboxRig.yijuhe("tried", "yijuhe", merchant)
                        : SandboxAccount.sharing("tried", gateway, merchant, secret(account)));
        return SandboxRig.start(options -> SandboxOptions.of(accounts)
                .withPlan(new PayerPlan(0, 0, 0, 0, Duration.ZERO))
                .withClock(OF_THE_BALANCE_VECTOR));
    }

    private static String secret(JsonNode account) {
        return Stream.of("token", "secret", "key")
                .filter(account::has)
                .map(name -> account.get(name).asString())
                .findFirst()
                .orElseThrow();
    }

    /** An order that is not known is told only to somebody who has signed. */
    private static String verdict(HttpResponse<String> answer) {
        String body = answer.body();
        boolean placed = answer.statusCode() == 303
                || body.contains("\"code\":1")
                || body.contains("\"status\":1")
                || body.contains("\"success\":true")
                || body.contains("\"error\":\"success\"")
                || body.contains("\"balance\":\"1000000.00\"");
        boolean unknownOrder = body.contains("订单不存在")
                || body.contains("\\u8ba2\\u5355\\u4e0d\\u5b58\\u5728")
                || body.contains("不存在的交易订单号")
                || body.contains("object_not_found");
        return placed || unknownOrder ? "signed" : "refused";
    }
}
