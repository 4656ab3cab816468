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
class JingsDeskTest {
    private static final JsonNode PLACE = SandboxVectors.of("jings", "payment-page", "place");
    private static final String QUERY =
            "jings/requstOrderStatus.action?orderid=123&uid=123&key=a46feb87008480729e2d0a92620ee466";
    private static final String BALANCE =
            "jings/requstBalance.action?uid=123&reqtime=2026-03-01+08%3A00%3A00&key=645ed207b7b66e18b4630b8eb13c4d00";

    @Test
    void shouldLeadThePayerToThePaymentPage() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE);

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .contains("https://gw.example/jings/cashier/44e35d006fcf5d3d32de4ddc");
            assertThat(rig.entry(Gateway.JINGS, "123").amountMinor()).isEqualTo(101);
        }
    }

    @Test
    void shouldShowTheSamePageWhereItIsLoadedAgain() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> first = rig.send(PLACE);
            HttpResponse<String> second = rig.send(PLACE);

            assertThat(second.headers().firstValue("Location"))
                    .isEqualTo(first.headers().firstValue("Location"));
            assertThat(rig.entry(Gateway.JINGS, "123").traffic().placements()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "uid, '', 缺少参数:uid",
        "orderid, '', 缺少参数:orderid",
        "paymoney, '', 缺少参数:paymoney",
        "paytype, '', 缺少参数:paytype",
        "notifyurl, '', 缺少参数:notifyurl",
        "returnurl, '', 缺少参数:returnurl",
        "key, '', 缺少参数:key",
        "orderid, 单单单单单单单单单单单单单单, 参数过长:orderid",
        "paymoney, 123456789012.00, 参数过长:paymoney",
        "uid, 124, 商户不存在",
        "paymoney, 1.02, 校验失败:key",
        "orderinfo, x, 校验失败:key"
    })
    void shouldRefuseWhatTheDocumentDoesNotAllow(String field, String value, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE, Map.of(field, value));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("<p role=\"alert\">" + why + "</p>");
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
        }
    }

    @Test
    void shouldServeEachEndpointByItsMethodOnly() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.get("jings/pay.action").statusCode()).isEqualTo(405);
            assertThat(rig.post("jings/requstOrderStatus.action", "").statusCode())
                    .isEqualTo(405);
            assertThat(rig.post("jings/requstBalance.action", "").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void shouldTellTheStateOfAnOrderOnceAMinute() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PLACE);

            HttpResponse<String> first = rig.get(QUERY);
            HttpResponse<String> second = rig.get(QUERY);

            assertThat(first.body())
                    .isEqualTo("{\"msg\":\"\",\"orderid\":\"123\",\"payid\":\"202603010800000000001\","
                            + "\"paymoney\":\"1.01\",\"realpay\":\"\",\"status\":\"-1\"}");
            assertThat(second.body())
                    .isEqualTo("{\"msg\":\"一个订单号一分钟只能查询一次\",\"orderid\":\"123\",\"payid\":\"\","
                            + "\"paymoney\":\"\",\"realpay\":\"\",\"status\":\"-2\"}");
            LedgerEntry entry = rig.entry(Gateway.JINGS, "123");
            assertThat(entry.traffic().queries()).isEqualTo(2);
            assertThat(entry.traffic().tooManyQueries()).isOne();
            assertThat(account(rig).violations()).isOne();
        }
    }

    @Test
    void shouldLetTheMinutePassFasterWhereTimeDoes() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withSpeed(600))) {
            rig.answering(post -> new Answer(200, "ok"));
            rig.send(PLACE);
            await().until(() -> rig.entry(Gateway.JINGS, "123").truth() == Truth.PAID);

            await().untilAsserted(() -> assertThat(rig.get(QUERY).body())
                    .isEqualTo("{\"msg\":\"\",\"orderid\":\"123\",\"payid\":\"202603010800000000001\","
                            + "\"paymoney\":\"1.01\",\"realpay\":\"1.01\",\"status\":\"0\"}"));
            await().untilAsserted(() -> assertThat(rig.get(QUERY).body()).contains("\"status\":\"0\""));
        }
    }

    @Test
    void shouldCallAClosedOrderTimedOut() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PLACE);
            rig.post("jings/cashier/44e35d006fcf5d3d32de4ddc", "action=close");

            assertThat(rig.get(QUERY).body()).contains("\"realpay\":\"\",\"status\":\"1\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orderid=124&uid=123&key=a46feb87008480729e2d0a92620ee466, 校验失败:key",
        "orderid=123&uid=124&key=a46feb87008480729e2d0a92620ee466, 商户不存在",
        "orderid=123&uid=123&key=a46feb87008480729e2d0a92620ee466, 订单不存在",
        "orderid=123&uid=123, 缺少参数:key",
        "orderid=123&orderid=123&uid=123&key=a46feb87008480729e2d0a92620ee466, 参数格式错误"
    })
    void shouldAnswerAWrongQueryWithMinusTwo(String parameters, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.get("jings/requstOrderStatus.action?" + parameters);

            assertThat(answer.body()).startsWith("{\"msg\":\"" + why + "\",").endsWith("\"status\":\"-2\"}");
        }
    }

    @Test
    void shouldTellTheBalanceOnceInThreeMinutes() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> first = rig.get(BALANCE);
            HttpResponse<String> second = rig.get(BALANCE);

            assertThat(first.body())
                    .isEqualTo("{\"balance\":\"1000000.00\",\"msg\":\"\",\"reqtime\":\"2026-03-01 08:00:00\","
                            + "\"status\":\"0\",\"uid\":\"123\"}");
            assertThat(second.body())
                    .isEqualTo("{\"balance\":\"\",\"msg\":\"三分钟只能查询一次\",\"reqtime\":\"2026-03-01 08:00:00\","
                            + "\"status\":\"1\",\"uid\":\"123\"}");
            assertThat(account(rig).violations()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "uid=123&reqtime=2026-03-01+08%3A10%3A01&key=c144b5de618ae122c0b3d0bb2a5614d3, reqtime误差超过10分钟",
        "uid=123&reqtime=2026-03-01+08%3A00%3A01&key=645ed207b7b66e18b4630b8eb13c4d00, 校验失败:key",
        "uid=9&reqtime=2026-03-01+08%3A00%3A00&key=645ed207b7b66e18b4630b8eb13c4d00, 商户不存在",
        "uid=123&key=645ed207b7b66e18b4630b8eb13c4d00, 缺少参数:reqtime"
    })
    void shouldAnswerAWrongBalanceQueryWithOne(String parameters, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.get("jings/requstBalance.action?" + parameters);

            assertThat(answer.body()).contains("\"msg\":\"" + why + "\"", "\"status\":\"1\"");
        }
    }

    @Test
    void shouldAddPaymentsToTheBalance() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options)) {
            rig.answering(post -> new Answer(204, ""));
            rig.send(PLACE);
            await().until(() -> rig.entry(Gateway.JINGS, "123").truth() == Truth.PAID);

            await().untilAsserted(() -> assertThat(account(rig).balanceMinor()).isEqualTo(100_000_101));
            assertThat(rig.get(BALANCE).body()).contains("\"balance\":\"1000001.01\"");
        }
    }

    private static LedgerSummary.Account account(SandboxRig rig) {
        return rig.server().ledger().summary().account("jings-main");
    }
}
