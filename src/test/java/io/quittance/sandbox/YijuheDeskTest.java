package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class YijuheDeskTest {
    private static final JsonNode PLACE = SandboxVectors.of("yijuhe", "payment-request", "place-0");
    private static final JsonNode QUERY = SandboxVectors.of("yijuhe", "payment-query-request", "query-0");

    @Test
    void shouldTakeAnOrderInTheWordsOfTheDocument() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"code\":1,\"msg\":\"请求成功!\","
                            + "\"payurl\":\"https://gw.example/yijuhe/cashier/2d00cd9b151f81f8c3e32d9f\","
                            + "\"orderno\":\"YJp20261121000\",\"sysorderno\":\"S202603010800000000001\"}");
            LedgerEntry entry = rig.entry(Gateway.YIJUHE, "YJp20261121000");
            assertThat(entry.amountMinor()).isEqualTo(10_000);
            assertThat(entry.truth()).isEqualTo(Truth.WAITING);
            assertThat(entry.channel()).isEqualTo("wxwap");
        }
    }

    @Test
    void shouldWrapItsAnswersWhereAskedTo() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withAnswers(AnswerForm.WRAPPED))) {
            HttpResponse<String> answer = rig.send(PLACE);
            HttpResponse<String> again = rig.send(PLACE);

            assertThat(answer.body())
                    .isEqualTo("{\"code\":1,\"msg\":\"请求成功!\",\"time\":\"1772323200\",\"data\":{"
                            + "\"payurl\":\"https://gw.example/yijuhe/cashier/2d00cd9b151f81f8c3e32d9f\","
                            + "\"orderno\":\"YJp20261121000\",\"sysorderno\":\"S202603010800000000001\"}}");
            assertThat(again.body()).isEqualTo("{\"code\":0,\"msg\":\"订单号重复\",\"time\":\"1772323200\",\"data\":null}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "merId, '', 缺少参数:merId",
        "orderId, '', 缺少参数:orderId",
        "orderAmt, '', 缺少参数:orderAmt",
        "channel, '', 缺少参数:channel",
        "desc, '', 缺少参数:desc",
        "smstyle, '', 缺少参数:smstyle",
        "userId, '', 缺少参数:userId",
        "ip, '', 缺少参数:ip",
        "notifyUrl, '', 缺少参数:notifyUrl",
        "returnUrl, '', 缺少参数:returnUrl",
        "nonceStr, '', 缺少参数:nonceStr",
        "nonceStr, 123456789012345678901234567890123, 参数过长:nonceStr",
        "sign, '', 缺少参数:sign",
        "merId, 20009, 商户不存在",
        "orderAmt, 100.01, 签名错误",
        "extra, unsigned, 签名错误",
        "sign, no-base64!, 签名错误"
    })
    void shouldRefuseWhatTheDocumentDoesNotAllow(String field, String value, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(PLACE, Map.of(field, value));

            assertThat(answer.body()).isEqualTo("{\"code\":0,\"msg\":\"" + why + "\"}");
            assertThat(rig.server().ledger().page(0, 10)).isEmpty();
        }
    }

    @Test
    void shouldTakePostsOnly() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.get("yijuhe/api/pay").statusCode()).isEqualTo(405);
            assertThat(rig.get("yijuhe/api/pay/query").statusCode()).isEqualTo(405);
            assertThat(rig.get("yijuhe/api/other").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldSignTheStateOfAnOrderWithThePlatformsKey() throws Exception {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PLACE);

            JsonNode answer = SandboxRig.JSON.readTree(rig.send(QUERY).body());

            String nonce = answer.get("nonceStr").asString();
            assertThat(answer.get("status").asString()).isEqualTo("0");
            assertThat(signedByThePlatform(
                            "merId=20000&nonceStr=" + nonce + "&orderAmt=100.00&orderId=YJp20261121000&status=0"
                                    + "&sysOrderId=S202603010800000000001&key=19079c847936334f6a41e38fd988d6e6",
                            answer.get("sign").asString()))
                    .isTrue();
            assertThat(rig.entry(Gateway.YIJUHE, "YJp20261121000").traffic().queries())
                    .isOne();
        }
    }

    @Test
    void shouldCallTheOrderPaidInAWrappedAnswerWithTheMerchantBeforeIt() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withAnswers(AnswerForm.WRAPPED_PREFIXED))) {
            rig.answering(post -> new Answer(200, "success"));
            rig.send(PLACE);
            await().until(() -> rig.entry(Gateway.YIJUHE, "YJp20261121000").truth() == Truth.PAID);

            JsonNode answer = SandboxRig.JSON.readTree(rig.send(QUERY).body());

            assertThat(answer.get("code").asInt()).isOne();
            assertThat(answer.get("data").get("orderId").asString()).isEqualTo("20000YJp20261121000");
            assertThat(answer.get("data").get("status").asString()).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @CsvSource({"orderId, YJ-other, 签名错误", "nonceStr, '', 缺少参数:nonceStr", "merId, 1, 商户不存在"})
    void shouldRefuseAQueryThatIsNotRight(String field, String value, String why) throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            HttpResponse<String> answer = rig.send(QUERY, Map.of(field, value));

            assertThat(answer.body()).isEqualTo("{\"code\":0,\"msg\":\"" + why + "\"}");
        }
    }

    @Test
    void shouldTellThatAnOrderIsNotKnown() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.send(QUERY).body()).isEqualTo("{\"code\":0,\"msg\":\"订单不存在\"}");
        }
    }

    @Test
    void shouldCountAPlacementAgainButNotTakeIt() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(PLACE);

            HttpResponse<String> again = rig.send(PLACE);

            assertThat(again.body()).isEqualTo("{\"code\":0,\"msg\":\"订单号重复\"}");
            assertThat(rig.server().ledger().page(0, 10)).hasSize(1);
            assertThat(rig.entry(Gateway.YIJUHE, "YJp20261121000").traffic().placements())
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldTakeFourHundredOrdersAMinuteAndCountTheRestAsViolations() throws Exception {
        var signer = new YijuheSigner(
                PLACE.get("account").get("md5Key").asString(),
                privateKey(PLACE.get("account").get("merchantPrivateKey").asString()));
        Map<String, String> fields = new LinkedHashMap<>(SandboxVectors.fields(PLACE));
        try (SandboxRig rig = SandboxRig.waiting()) {
            String last = "";
            for (int i = 0; i < 402; i++) {
                fields.put("orderId", "YJ" + i);
                fields.put("sign", signer.sign(fields));
                last = rig.send("POST", "yijuhe/api/pay", "application/x-www-form-urlencoded", fields)
                        .body();
            }

            assertThat(last).isEqualTo("{\"code\":0,\"msg\":\"每分钟订单量超过限制\"}");
            LedgerSummary.Account account = rig.server().ledger().summary().account("yi-main");
            assertThat(account.orders()).isEqualTo(400);
            assertThat(account.violations()).isEqualTo(2);
        }
    }

    private static boolean signedByThePlatform(String canonical, String signature) throws GeneralSecurityException {
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(SandboxRig.PLATFORM.getPublic());
        rsa.update(Md5.upperHex(canonical).getBytes(StandardCharsets.US_ASCII));
        return rsa.verify(Base64.getDecoder().decode(signature));
    }

    private static PrivateKey privateKey(String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
