package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class LianheDeskTest {
    private static final JsonNode PAGE = SandboxVectors.of("lianhe", "payment-page", "place");
    private static final JsonNode CREATE = SandboxVectors.of("lianhe", "payment-request", "place");
    private static final JsonNode QUERY = SandboxVectors.of("lianhe", "payment-query-request", "query");
    private static final JsonNode PAY_OUT = SandboxVectors.of("lianhe", "payout-request", "place");
    private static final String PAYMENT = "M-20260301-0001";
    private static final String PAYOUT = "P-M-20260301-0001";
    private static final String PAYOUT_QUERY = "lianhe/api/Payouts/Query?appKey=ak_8cd572bc9d&mrn=P-M-20260301-0001"
            + "&sign=ee3c86c24cf20cbb7b9244f0d7eafa26";

    @Test
    void shouldAnswerWithPathAndQueryOnly() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(CREATE);

            assertThat(answer.body())
                    .isEqualTo("{\"success\":true,\"errorMsg\":\"\","
                            + "\"payUrl\":\"/api/Pay?id=afed74cec1ea43d9bdbe743f&channel=2\"}");
            assertThat(rig.entry(Gateway.LIANHE, PAYMENT).channel()).isEqualTo("2");
            assertThat(rig.get("lianhe/api/Pay?id=afed74cec1ea43d9bdbe743f&channel=2")
                            .body())
                    .contains("M-20260301-0001", "¥100.00");
        }
    }

    @Test
    void shouldLeadThePayerOfPageModeToThePaymentPage() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PAGE);

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location"))
                    .contains("https://gw.example/lianhe/cashier/afed74cec1ea43d9bdbe743f");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amount, '', 缺少参数:amount",
        "appKey, '', 缺少参数:appKey",
        "callbackUrl, '', 缺少参数:callbackUrl",
        "channelId, '', 缺少参数:channelId",
        "mrn, '', 缺少参数:mrn",
        "mrn, 12345678901234567890123456789012345678901234567890123456789012345, 参数过长:mrn",
        "returnUrl, '', 缺少参数:returnUrl",
        "sign, '', 缺少参数:sign",
        "appKey, nobody, 商户不存在",
        "amount, 100.01, 签名错误",
        "channelId, 3, 签名错误"
    })
    void shouldRefuseWhatTheDocumentDoesNotAllow(String field, String value, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(CREATE, Map.of(field, value));
            HttpResponse<String> page = rig.send(PAGE, Map.of(field, value));

            assertThat(answer.body()).isEqualTo("{\"success\":false,\"errorMsg\":\"" + why + "\",\"payUrl\":null}");
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains(why);
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
        }
    }

    @Test
    void shouldRefuseABodyThatIsNoJson() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer =
                    rig.send("POST", "lianhe/api/Pay/Create", "application/x-www-form-urlencoded", Map.of());

            assertThat(answer.body()).contains("\"success\":false");
        }
    }

    @Test
    void shouldNotTakeAnOrderTwice() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(CREATE);

            assertThat(rig.send(CREATE).body())
                    .isEqualTo("{\"success\":false,\"errorMsg\":\"平台单号冲突\",\"payUrl\":null}");
            assertThat(rig.entry(Gateway.LIANHE, PAYMENT).traffic().placements())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldTellTheStateOfAPaymentWithoutAnAmount() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(CREATE);
            String waiting = rig.send(QUERY).body();
            rig.post("lianhe/cashier/afed74cec1ea43d9bdbe743f", "action=fail");

            assertThat(waiting)
                    .isEqualTo("{\"error\":\"success\",\"result\":{\"Mrn\":\"M-20260301-0001\",\"status\":0}}");
            assertThat(rig.send(QUERY).body())
                    .isEqualTo("{\"error\":\"success\",\"result\":{\"Mrn\":\"M-20260301-0001\",\"status\":2}}");
        }
    }

    @Test
    void shouldAnswerAWrongQueryWithItsCode() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.send(QUERY).body()).isEqualTo("{\"error\":\"object_not_found\",\"result\":null}");
            assertThat(rig.send(QUERY, Map.of("mrn", "x")).body())
                    .isEqualTo("{\"error\":\"sign_error\",\"result\":null}");
            assertThat(rig.send(QUERY, Map.of("mrn", "")).body())
                    .isEqualTo("{\"error\":\"invalid_data\",\"result\":null}");
            assertThat(rig.send(QUERY, Map.of("appKey", "x")).body())
                    .isEqualTo("{\"error\":\"object_not_found\",\"result\":null}");
        }
    }

    @Test
    void shouldCallBackAgainWhenAskedTo() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options)) {
            rig.answering(post -> new Answer(200, "success"));
            rig.send(CREATE);
            await().until(() -> rig.posts().size() == 1);

            rig.send(QUERY, Map.of("callback", "false"));
            rig.send(QUERY, Map.of("callback", "true"));

            await().until(() -> rig.posts().size() == 2);
            assertThat(rig.posts().getLast()).isEqualTo(rig.posts().getFirst());
        }
    }

    @Test
    void shouldPayOutAndSayThatItDid() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options)) {
            rig.answering(post -> new Answer(200, "success"));
            HttpResponse<String> answer = rig.send(PAY_OUT);

            assertThat(answer.body()).isEqualTo("{\"error\":\"success\",\"errorMessage\":\"\"}");
            await().until(() -> rig.entry(Gateway.LIANHE, PAYOUT).traffic().callbacksAcked() == 1);
            assertThat(rig.posts())
                    .containsExactly(new SandboxRig.Post(
                            "POST",
                            "/callbacks/lianhe-main/payout",
                            "amount=500&appKey=ak_8cd572bc9d&mrn=P-M-20260301-0001"
                                    + "&sign=0d05768aa19cefe6a10559ffd6ee7f43"));
            assertThat(rig.get(PAYOUT_QUERY).body())
                    .isEqualTo("{\"error\":\"success\",\"result\":{\"Mrn\":\"P-M-20260301-0001\",\"status\":1}}");
            assertThat(balance(rig)).isEqualTo(99_950_000);
        }
    }

    @Test
    void shouldLetAPayoutFailSilentlyAndGiveTheMoneyBack() throws IOException {
        try (SandboxRig rig =
                SandboxRig.start(options -> options.withPlan(new PayerPlan(0, 100, 0, 0, Duration.ZERO)))) {
            rig.send(PAY_OUT);
            await().until(() -> rig.entry(Gateway.LIANHE, PAYOUT).truth() == Truth.FAILED);
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            assertThat(rig.get(PAYOUT_QUERY).body()).contains("\"status\":2");
            assertThat(rig.posts()).isEmpty();
            assertThat(balance(rig)).isEqualTo(100_000_000);
        }
    }

    @Test
    void shouldNotPayOutWhatIsNotThere() throws IOException {
        SandboxAccount poor = SandboxAccount.sharing(
                        "poor", Gateway.LIANHE, "ak_8cd572bc9d", "9297961f608377f62b8a6db2207a21b2")
                .withBalance(49_999);
        try (SandboxRig rig = SandboxRig.start(options -> SandboxOptions.of(List.of(poor)))) {
            HttpResponse<String> answer = rig.send(PAY_OUT);

            assertThat(answer.body()).isEqualTo("{\"error\":\"insufficient_balance\",\"errorMessage\":\"商户余额不足\"}");
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amount, '', invalid_data",
        "bankName, '', invalid_data",
        "accountName, '', invalid_data",
        "accountNumber, '', invalid_data",
        "callbackUrl, '', invalid_data",
        "mrn, '', invalid_data",
        "sign, '', invalid_data",
        "appKey, nobody, object_not_found",
        "amount, 501, sign_error",
        "accountNumber, 6222020200012345679, sign_error"
    })
    void shouldAnswerAWrongPayoutWithItsCode(String field, String value, String code) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PAY_OUT, Map.of(field, value));

            assertThat(answer.body()).startsWith("{\"error\":\"" + code + "\",\"errorMessage\":\"");
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
            assertThat(balance(rig)).isEqualTo(100_000_000);
        }
    }

    @Test
    void shouldTellThatThePayoutIsKnownAndTakeItsMoneyOnce() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PAY_OUT);

            assertThat(rig.send(PAY_OUT).body())
                    .isEqualTo("{\"error\":\"mrn_duplication\",\"errorMessage\":\"平台单号冲突\"}");
            assertThat(balance(rig)).isEqualTo(99_950_000);
            assertThat(rig.get(PAYOUT_QUERY).body()).contains("\"status\":0");
        }
    }

    private static long balance(SandboxRig rig) {
        return rig.server().ledger().summary().account("lianhe-main").balanceMinor();
    }
}
