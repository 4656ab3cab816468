package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.LiveEdges.Node;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Topic;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each gateway is sent and what the client is told, over real HTTP on both sides. */
class PlacingTest {
    private static final String YIJUHE = """
            {"order": "%s", "amount": "100.00", "channel": "wxwap", "description": "商品", "fields": {"userId": "878", "ip": "1.1.1.1"}}""";

    private static final String LIANHE = "{\"order\": \"%s\", \"amount\": \"100.00\", \"channel\": \"2\"}";

    private static final String ZONGHE =
            "{\"order\": \"%s\", \"amount\": \"100.00\", \"channel\": \"901\", \"description\": \"onlinepay\"}";

    private static final String PAYOUT = """
            {"order": "%s", "amount": "500", "bankName": "工商银行", "accountName": "张三", "accountNumber": "6222020200012345678"}""";

    @TempDir
    private static Path folder;

    private static StubGateway gateway;
    private static LiveEdges live;
    private static Node edge;

    @BeforeAll
    static void startAll() throws Exception {
        gateway = StubGateway.start(0);
        live = LiveEdges.start(folder, "placing", PlacingAccounts.sections(gateway.port(), 100));
        edge = live.edge();
    }

    @AfterAll
    static void closeAll() {
        live.close();
        gateway.close();
    }

    @Test
    void shouldSendThePayerToTheUrlInAWrappedAnswer() throws Exception {
        gateway.answer("/api/pay", """
                {"code": 1, "msg": "ok", "time": "1770000000", "data": {"payurl": "https://gw.example/pay?id=7&t=1", "orderno": "YI-1", "sysorderno": "S7"}}""");

        HttpResponse<String> answer = place("yi", YIJUHE, "YI-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"ACCEPTED\"", "\"payUrl\":\"https://gw.example/pay?id=7&t=1\"", "\"form\":null")
                .contains(
                        "\"order\":\"YI-1\"",
                        "\"orderedAmount\":\"100.00\"",
                        "\"gatewayOrder\":\"S7\"",
                        "\"gateway\":\"yijuhe\"");
        assertThat(gateway.lastCall().contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(gateway.lastCall().body())
                .contains("orderAmt=100.00", "desc=%E5%95%86%E5%93%81", "smstyle=1", "userId=878", "ip=1.1.1.1")
                .contains("notifyUrl=https%3A%2F%2Fpay.example%2Fcallbacks%2Fyi%2Fpayment", "&sign=");
    }

    @Test
    void shouldCompleteAPayUrlThatIsOnlyAPath() throws Exception {
        gateway.answer(
                "/api/Pay/Create",
                "{\"success\": true, \"errorMsg\": \"\", \"payUrl\": \"/api/Pay?id=some-id&channel=2\"}");

        HttpResponse<String> answer = place("li", LIANHE, "LI-1");

        assertThat(answer.body())
                .contains("\"payUrl\":\"http://127.0.0.1:" + gateway.port() + "/api/Pay?id=some-id&channel=2\"");
        assertThat(gateway.lastCall().contentType()).isEqualTo("application/json");
        assertThat(gateway.lastCall().body())
                .contains("\"amount\":\"100.00\"", "\"channelId\":\"2\"", "\"mrn\":\"LI-1\"")
                .contains("\"sign\":\"fc7dfd2d6781249f2e066668fb495803\"");
    }

    @Test
    void shouldSendFenAndTakeTheRedirect() throws Exception {
        gateway.answer("/api/order/unified", """
                {"status": 1, "message": "ok", "data": {"order_no": "ZO-1", "platform_order_no": "A5", "pay_status": -1, "content": "<form action=x></form>", "redirect_url": "https://gw.example/go/1"}}""");

        HttpResponse<String> answer = place("zo", ZONGHE, "ZO-1");

        assertThat(answer.body())
                .contains("\"state\":\"ACCEPTED\"", "\"payUrl\":\"https://gw.example/go/1\"", "\"payPage\":null");
        assertThat(gateway.lastCall().body())
                .contains("amount=10000&", "order_no=ZO-1", "sign=a08649c778ec6a90bd8989589c7a6403")
                .doesNotContain("c794ab6969a7a25ebe1328a230c045f4", "attach");
    }

    @Test
    void shouldHandOverThePageWhereThereIsNoRedirect() throws Exception {
        gateway.answer("/api/order/unified", """
                {"status": "1", "message": "ok", "data": {"order_no": "ZO-2", "platform_order_no": "A6", "content": "<form action=x></form>", "redirect_url": ""}}""");

        HttpResponse<String> answer = place("zo", ZONGHE, "ZO-2");

        assertThat(answer.body()).contains("\"payUrl\":null", "\"payPage\":\"<form action=x></form>\"");
    }

    @Test
    void shouldLeaveOutAPayUrlThatIsNone() throws Exception {
        gateway.answer("/api/order/unified", """
                {"status": 1, "message": "ok", "data": {"order_no": "ZO-3", "platform_order_no": "A7", "redirect_url": "javascript:alert(1)"}}""");

        HttpResponse<String> answer = place("zo", ZONGHE, "ZO-3");

        assertThat(answer.body())
                .contains("\"state\":\"ACCEPTED\"", "\"payUrl\":null", "pay URL is no http(s) address")
                .doesNotContain("javascript");
    }

    @Test
    void shouldTellOfARefusalWithItsCode() throws Exception {
        gateway.answer("/api/order/unified", "{\"status\": 0, \"message\": \"金额错误\"}");

        HttpResponse<String> answer = place("zo", ZONGHE, "ZO-4");
        HttpResponse<String> again = place("zo", ZONGHE, "ZO-4");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"REFUSED\"", "\"code\":\"0\"", "\"message\":\"金额错误\"")
                .contains("\"status\":\"FAILED\"", "\"reason\":\"0\"");
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(gateway.calls("ZO-4")).isEqualTo(1);
    }

    @Test
    void shouldNotTakeForARefusalWhatAProxyAnswers() throws Exception {
        gateway.answer("/api/order/unified", 502, "{\"status\": 0, \"message\": \"no upstream\"}");

        HttpResponse<String> answer = place("zo", ZONGHE, "ZO-5");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .contains("\"state\":\"UNKNOWN\"", "\"message\":\"no upstream\"", "\"status\":\"PLACED\"");
    }

    @Test
    void shouldUnderstandTheAnswerAboutAPayeeWhoIsCalledLikeAWordOfIt() throws Exception {
        gateway.answer("/api/Payouts/Create", "{\"error\": \"success\", \"errorMessage\": \"a success\"}");

        HttpResponse<String> answer = live.post(
                edge, "/v1/accounts/li/payouts", PAYOUT.formatted("PO-2").replace("张三", "success"));

        assertThat(answer.body())
                .contains("\"state\":\"ACCEPTED\"", "\"code\":\"success\"", "\"message\":\"a *******\"");
    }

    @ParameterizedTest
    @CsvSource({
        "PO-S, success, 200, ACCEPTED, ACCEPTED",
        "PO-I, insufficient_balance, 200, REFUSED, REJECTED",
        "PO-D, mrn_duplication, 202, UNKNOWN, PLACED",
        "PO-B, busy, 202, UNKNOWN, PLACED"
    })
    void shouldReadThePayoutCodesAsTheyAreMeant(String order, String code, int status, String state, String orderStatus)
            throws Exception {
        gateway.answer("/api/Payouts/Create", "{\"error\": \"" + code + "\", \"errorMessage\": \"\"}");

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/li/payouts", PAYOUT.formatted(order));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("\"state\":\"" + state + "\"", "\"code\":\"" + code + "\"")
                .contains("\"status\":\"" + orderStatus + "\"", "\"kind\":\"PAYOUT\"", "\"orderedAmount\":\"500.00\"");
        assertThat(answer.headers().firstValue("Location").isPresent()).isEqualTo(status == 202);
    }

    @Test
    void shouldUseAccountNumbersForTheCallAndKeepThemNowhere() throws Exception {
        gateway.answer("/api/Payouts/Create", """
                {"error": "invalid_data", "errorMessage": "6222020200012345678 张三 \\u5f20\\u4e09"}""");

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/li/payouts", PAYOUT.formatted("PO-1"));

        assertThat(gateway.lastCall().body())
                .contains("6222020200012345678", "张三", "\"amount\":\"500\"")
                .contains("\"sign\":\"1cf4103cd7c5b2a9be4b86158cf84525\"");
        assertThat(answer.body()).contains("REFUSED").doesNotContain("6222020200012345678", "张三");
        for (Topic topic : Topic.values()) {
            assertThat(live.bytes(topic))
                    .as(topic.suffix())
                    .doesNotContain("6222020200012345678", "张三", "\\u5f20\\u4e09", "1cf4103cd7c5b2a9be4b86158cf84525");
        }
        Map<String, String> kept = placing("PO-1").getAttempt().getFields();
        assertThat(kept)
                .containsEntry("accountNumber", "***************5678")
                .containsEntry("bankName", "工商银行")
                .containsKeys("accountNumberHash", "accountNameHash")
                .doesNotContainKeys("accountName", "sign");
        assertThat(kept.get("accountNumberHash")).hasSize(64);
    }

    @Test
    void shouldAnswerASignedFormWhereThePayersBrowserPostsIt() throws Exception {
        int before = gateway.calls.size();

        HttpResponse<String> answer = place("ji", "{\"order\": \"%s\", \"amount\": \"1.01\"}", "JI-1");
        HttpResponse<String> again = place("ji", "{\"order\": \"%s\", \"amount\": \"1.01\"}", "JI-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"FORM\"", "\"action\":\"http://127.0.0.1:" + gateway.port() + "/pay.action\"")
                .contains("\"method\":\"POST\"", "\"paymoney\":\"1.01\"", "\"ordername\":\"\"")
                .contains("\"key\":\"bd19b4d086563d229c9f0edde3ad2088\"", "\"status\":\"PLACED\"");
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(gateway.calls).hasSize(before);
    }

    @Test
    void shouldAnswerAPageThatPostsItsFormByItself() throws Exception {
        String description = "\\\"><script>alert(1)</script>";

        HttpResponse<String> answer = live.http.send(
                LiveEdges.request(
                                edge,
                                "/v1/accounts/ju/orders",
                                "{\"order\": \"JU-1\", \"amount\": \"5\", \"channel\": \"902\", \"description\": \""
                                        + description + "\"}")
                        .header("Accept", "text/html,application/xhtml+xml")
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .contains("action=\"http://127.0.0.1:" + gateway.port() + "/Pay_Index.html\"", "name=\"pay_md5sign\"")
                .contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"")
                .contains("<script>document.forms[0].submit()</script>")
                .doesNotContain("alert(1)</script>\"");
    }

    @Test
    void shouldGiveThePageOfAGatewayThatHasBothOnlyWhereItIsAskedFor() throws Exception {
        HttpResponse<String> page =
                place("li", "{\"order\": \"%s\", \"amount\": \"100\", \"channel\": \"2\", \"page\": true}", "LI-PAGE");
        HttpResponse<String> call =
                place("li", "{\"order\": \"%s\", \"amount\": \"100\", \"channel\": \"2\"}", "LI-PAGE");
        HttpResponse<String> none = live.post(edge, "/v1/accounts/zo/orders", "{\"order\": \"Z\", \"page\": true}");

        assertThat(page.body())
                .contains("\"state\":\"FORM\"", "/api/Pay\"", "\"sign\":\"05bd0d6691f6ae8361d5ed11db9e49a6\"");
        assertThat(call.statusCode()).isEqualTo(409);
        assertThat(none.statusCode()).isEqualTo(422);
    }

    @Test
    void shouldNameEveryFaultAtOnceAndWriteNothing() throws Exception {
        int before = live.received().size();

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/yi/orders", """
                {"amount": "1.001", "chanel": "wxwap", "description": 7, "attach": "x",
                 "fields": {"orderAmt": "9", "merId": "x", "nothing": "x", "userId": "878"}}""");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("{\"field\":\"order\",\"detail\":\"is required\"}")
                .contains("\"field\":\"amount\"", "\"field\":\"channel\"", "did you mean channel?")
                .contains("{\"field\":\"description\",\"detail\":\"must be text in quotes\"}")
                .contains("{\"field\":\"fields.orderAmt\",\"detail\":\"is said as amount\"}")
                .contains("{\"field\":\"fields.merId\",\"detail\":\"is filled in here; leave it out\"}")
                .contains("\"field\":\"fields.nothing\"", "\"field\":\"fields.ip\"")
                .doesNotContain("1.001", "878");
        assertThat(live.received()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zo | orders | {\"order\": \"123456789012345678901\", \"amount\": \"1\", \"channel\": \"901\", \"description\": \"x\"} | order is longer than 20 characters",
                "li | payouts | {\"order\": \"P\", \"amount\": \"500.50\", \"bankName\": \"x\", \"accountName\": \"y\", \"accountNumber\": \"62220202\"} | amount must be a whole number",
                "zo | payouts | {\"order\": \"P\", \"amount\": \"5\"} | takes no such placements",
                "li | orders | {\"order\": \"a&b\", \"amount\": \"5\", \"channel\": \"2\"} | order must hold no &",
                "li | orders | {\"order\": \"a\", \"amount\": \"0\", \"channel\": \"2\"} | amount must be more than nothing",
                "ji | orders | {\"order\": \"a\", \"amount\": \"1\", \"attach\": \"x\\ny\"} | attach must be a single line"
            })
    void shouldRefuseBeforeAnythingIsWritten(String account, String kind, String body, String detail) throws Exception {
        int before = live.received().size();

        HttpResponse<String> answer = live.post(edge, "/v1/accounts/" + account + "/" + kind, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(detail);
        assertThat(live.received()).hasSize(before);
    }

    @Test
    void shouldSayWhatIsMissingInTheSettings() throws Exception {
        HttpResponse<String> answer = place("mute", LIANHE, "X");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("placing needs the account's baseUrl in the settings");
    }

    @Test
    void shouldRefuseAnotherPlacementUnderTheSameId() throws Exception {
        gateway.answer("/api/Pay/Create", "{\"success\": true, \"payUrl\": \"/p\"}");
        place("li", LIANHE, "LI-2");

        HttpResponse<String> other =
                place("li", "{\"order\": \"%s\", \"amount\": \"100.01\", \"channel\": \"2\"}", "LI-2");

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("another placing has this order id");
        assertThat(gateway.calls("LI-2")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnOrderThatTheGatewayReportedBefore() throws Exception {
        live.post(
                edge,
                "/v1/accounts/li/answers/payment-query?order=LI-3",
                "{\"error\": \"success\", \"result\": {\"Mrn\": \"LI-3\", \"status\": 0}}");

        HttpResponse<String> answer = place("li", LIANHE, "LI-3");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("without having been placed here");
        assertThat(gateway.calls("LI-3")).isZero();
    }

    @Test
    void shouldGiveTheFirstAnswerAgainThroughAnEdgeThatStartedLater() throws Exception {
        gateway.answer("/api/Pay/Create", "{\"success\": true, \"payUrl\": \"/first\"}");
        HttpResponse<String> first = place("li", LIANHE, "LI-4");
        gateway.answer("/api/Pay/Create", "{\"success\": true, \"payUrl\": \"/second\"}");
        Node later = live.edge();

        HttpResponse<String> again = live.post(later, "/v1/accounts/li/orders", LIANHE.formatted("LI-4"));

        assertThat(first.body()).contains("/first");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(gateway.calls("LI-4")).isEqualTo(1);
    }

    @Test
    void shouldNotKnowWhatAGatewayThatHungUpHasDone() throws Exception {
        gateway.answer("/api/Pay/Create", "hang up");

        HttpResponse<String> answer = place("li", LIANHE, "LI 5/x");
        HttpResponse<String> again = place("li", LIANHE, "LI 5/x");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"state\":\"UNKNOWN\"", "\"status\":\"PLACED\"");
        assertThat(answer.headers().firstValue("Location")).contains("/v1/accounts/li/orders/LI%205%2Fx");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(gateway.calls("LI 5/x")).isEqualTo(1);
        assertThat(records("LI 5/x", Source.PLACE_ANSWER))
                .extracting(record -> record.getAttempt().getAnswer())
                .containsExactly(AttemptAnswer.UNANSWERED);
    }

    @Test
    void shouldKeepThePaceThatTheGatewayBears() throws Exception {
        gateway.answer("/api/pay", "{\"code\": 0, \"msg\": \"no\"}");
        HttpResponse<String> last = place("paced", YIJUHE, "PACE-0");
        for (int i = 1; i < 5; i++) {
            assertThat(last.statusCode()).isEqualTo(200);
            last = place("paced", YIJUHE, "PACE-" + i);
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(gateway.calls("PACE-4")).isZero();
    }

    private static HttpResponse<String> place(String account, String json, String order) throws Exception {
        return live.post(edge, "/v1/accounts/" + account + "/orders", json.formatted(order));
    }

    private static Received placing(String order) {
        return records(order, Source.PLACING).getFirst();
    }

    private static List<Received> records(String order, Source source) {
        return live.received().stream()
                .filter(record -> order.equals(record.getOrder()) && record.getSource() == source)
                .toList();
    }
}
