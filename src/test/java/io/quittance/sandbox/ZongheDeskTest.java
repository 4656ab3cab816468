package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ZongheDeskTest {
    private static final JsonNode PLACE = SandboxVectors.of("zonghe", "payment-request", "place");
    private static final JsonNode QUERY = SandboxVectors.of("zonghe", "payment-query-request", "query");
    private static final String ORDER = "20191234567890123456";

    @Test
    void shouldTakeAnOrderInTheWordsOfTheDocument() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE);

            assertThat(answer.body())
                    .isEqualTo("{\"status\":1,\"message\":\"\\u4e0b\\u5355\\u6210\\u529f\",\"data\":{"
                            + "\"order_no\":\"20191234567890123456\","
                            + "\"platform_order_no\":\"A202603010800000000001\",\"pay_status\":-1,"
                            + "\"bank_code\":\"901\",\"amount\":\"10000\",\"content\":\"<form action=\\\""
                            + "https://gw.example/zonghe/cashier/fa048b075601df59da02a3fe\\\" method=\\\"get\\\">"
                            + "<button>\\u652f\\u4ed8</button></form>\","
                            + "\"redirect_url\":\"https://gw.example/zonghe/cashier/fa048b075601df59da02a3fe\"}}");
            assertThat(rig.entry(Gateway.ZONGHE, ORDER).amountMinor()).isEqualTo(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "appid, '', 缺少参数:appid",
        "order_no, '', 缺少参数:order_no",
        "order_no, 201912345678901234567, 参数过长:order_no",
        "amount, '', 缺少参数:amount",
        "product_name, '', 缺少参数:product_name",
        "bank_code, '', 缺少参数:bank_code",
        "notify_url, '', 缺少参数:notify_url",
        "return_url, '', 缺少参数:return_url",
        "sign, '', 缺少参数:sign",
        "appid, gpu10000001, 商户不存在",
        "amount, 10001, 签名错误",
        "attach, added, 签名错误"
    })
    void shouldRefuseWhatTheDocumentDoesNotAllow(String field, String value, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            JsonNode answer = SandboxRig.JSON.readTree(
                    rig.send(PLACE, Map.of(field, value)).body());

            assertThat(answer.get("status").asInt()).isZero();
            assertThat(answer.get("message").asString()).isEqualTo(why);
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
        }
    }

    @Test
    void shouldAnswerAsTheExampleOfTheDocumentDoes() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PLACE);

            assertThat(rig.send(QUERY).body())
                    .isEqualTo("{\"status\":\"1\",\"message\":\"\\u67e5\\u8be2\\u6210\\u529f\",\"data\":{"
                            + "\"order_no\":\"20191234567890123456\",\"amount\":\"10000.00\",\"attach\":\"\","
                            + "\"pay_status\":0,\"platform_order_no\":\"A202603010800000000001\","
                            + "\"bank_code\":\"901\",\"created_at\":\"2026-03-01 08:00:00\",\"pay_time\":null}}");
        }
    }

    @Test
    void shouldCallAnOrderPaidWhenItIs() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options)) {
            rig.answering(post -> new Answer(200, "SUCCESS"));
            rig.send(PLACE);
            await().until(() -> rig.entry(Gateway.ZONGHE, ORDER).truth() == Truth.PAID);

            assertThat(rig.send(QUERY).body())
                    .contains("\"pay_status\":1")
                    .endsWith("\"pay_time\":\"2026-03-01 08:00:00\"}}");
        }
    }

    @Test
    void shouldRefuseAQueryThatIsNotRight() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.send(QUERY).body())
                    .isEqualTo("{\"status\":0,\"message\":\"\\u8ba2\\u5355\\u4e0d\\u5b58\\u5728\"}");
            assertThat(rig.send(QUERY, Map.of("order_no", "2")).body())
                    .isEqualTo("{\"status\":0,\"message\":\"\\u7b7e\\u540d\\u9519\\u8bef\"}");
            assertThat(rig.send(QUERY, Map.of("appid", "x")).body())
                    .isEqualTo("{\"status\":0,\"message\":\"\\u5546\\u6237\\u4e0d\\u5b58\\u5728\"}");
            assertThat(rig.send(QUERY, Map.of("sign", "")).body())
                    .isEqualTo("{\"status\":0,\"message\":\"\\u7f3a\\u5c11\\u53c2\\u6570:sign\"}");
        }
    }

    @Test
    void shouldServeEachEndpointByItsMethodOnly() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.get("zonghe/api/order/unified").statusCode()).isEqualTo(405);
            assertThat(rig.post("zonghe/api/order/check_order", "").statusCode())
                    .isEqualTo(405);
        }
    }
}
