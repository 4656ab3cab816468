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
class JuheDeskTest {
    private static final JsonNode PLACE = SandboxVectors.of("juhe", "payment-page", "place");
    private static final JsonNode QUERY = SandboxVectors.of("juhe", "payment-query-request", "query");
    private static final String ORDER = "20260301000000000001";

    @Test
    void shouldLeadThePayerToThePaymentPage() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE);

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .contains("https://gw.example/juhe/cashier/d660fda3da2e10c68a9c8823");
            assertThat(rig.entry(Gateway.JUHE, ORDER).amountMinor()).isEqualTo(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pay_memberid, '', 缺少参数:pay_memberid",
        "pay_orderid, '', 缺少参数:pay_orderid",
        "pay_orderid, 202603010000000000012, 参数过长:pay_orderid",
        "pay_applydate, '', 缺少参数:pay_applydate",
        "pay_bankcode, '', 缺少参数:pay_bankcode",
        "pay_notifyurl, '', 缺少参数:pay_notifyurl",
        "pay_callbackurl, '', 缺少参数:pay_callbackurl",
        "pay_amount, '', 缺少参数:pay_amount",
        "pay_md5sign, '', 缺少参数:pay_md5sign",
        "pay_productname, '', 缺少参数:pay_productname",
        "pay_memberid, 10024, 商户不存在",
        "pay_amount, 100.01, 签名验证失败"
    })
    void shouldRefuseWhatTheDocumentDoesNotAllow(String field, String value, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE, Map.of(field, value));

            assertThat(answer.body()).isEqualTo("{\"status\":\"error\",\"msg\":\"" + why + "\"}");
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
        }
    }

    @Test
    void shouldTakeWhatIsNotSignedAsItComes() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE, Map.of("pay_attach", "b-2", "pay_productname", "别的"));

            assertThat(answer.statusCode()).isEqualTo(303);
        }
    }

    @Test
    void shouldTakePostsOnly() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.get("juhe/Pay_Index.html").statusCode()).isEqualTo(405);
            assertThat(rig.get("juhe/Pay_Trade_query.html").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void shouldSignTheStateOfAnOrder() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PLACE);

            assertThat(rig.send(QUERY).body())
                    .isEqualTo("{\"memberid\":\"10023\",\"orderid\":\"20260301000000000001\",\"amount\":\"100.00\","
                            + "\"time_end\":\"\",\"transaction_id\":\"202603010800000000001\",\"returncode\":\"00\","
                            + "\"trade_state\":\"NOTPAY\",\"sign\":\"A0F800905A3063DBCB139597E75F5962\"}");
        }
    }

    @Test
    void shouldCallAnOrderPaidWhenItIs() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options)) {
            rig.answering(post -> new Answer(200, "OK"));
            rig.send(PLACE);
            await().until(() -> rig.entry(Gateway.JUHE, ORDER).truth() == Truth.PAID);

            assertThat(rig.send(QUERY).body())
                    .isEqualTo("{\"memberid\":\"10023\",\"orderid\":\"20260301000000000001\",\"amount\":\"100.00\","
                            + "\"time_end\":\"2026-03-01 08:00:00\",\"transaction_id\":\"202603010800000000001\","
                            + "\"returncode\":\"00\",\"trade_state\":\"SUCCESS\","
                            + "\"sign\":\"5945489F72AFAAE4BD292D430FF25FAB\"}");
        }
    }

    @Test
    void shouldRefuseAQueryThatIsNotRight() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.send(QUERY).body()).isEqualTo("{\"status\":\"error\",\"msg\":\"不存在的交易订单号\"}");
            assertThat(rig.send(QUERY, Map.of("pay_orderid", "2")).body())
                    .isEqualTo("{\"status\":\"error\",\"msg\":\"签名验证失败\"}");
            assertThat(rig.send(QUERY, Map.of("pay_memberid", "2")).body())
                    .isEqualTo("{\"status\":\"error\",\"msg\":\"商户不存在\"}");
            assertThat(rig.send(QUERY, Map.of("pay_md5sign", "")).body())
                    .isEqualTo("{\"status\":\"error\",\"msg\":\"缺少参数:pay_md5sign\"}");
        }
    }
}
