package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.sandbox.Callback.Says;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected signatures and bodies are those of the golden vectors; the credentials were made for the vectors. */
class CallbackFormsTest {
    private static final Freshness FRESH = new Freshness("68fbe738780570b7", Instant.parse("2026-03-01T03:22:33Z"));
    private static final String MERCHANT_KEY = """
            MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBAMNIgGplOHuh7tN3/41url6ikxjnYf95eR/l8Bx8XnNbS9nU
            UiwgVAhcpThLp+P2ri3HK7vL0o/7lla5l7tJmb0FHWf0m0ACvDORO2loN6prz6pnZky6V3CpL6aJXa6aASwZrj3YAUHm0SgN
            FzwUNmB01FJ65Ddx2YxDO6Y587ANAgMBAAECgYEAkJLxd1NewLD/BhIV4RhrAWbs7ggHVkMROFtcK0qsBk0115vIBiEc9V/Z
            ddcVAcFT7FJC/3KDfdMt1yDpw19W7/1YnkHo8qjZXTuLCmJAlGYrAG85I3j4P05s9GOIpaBe8G6u7LkwfePwBFUawPKsvGEQ
            n6JqZgIza5alfUBTVyUCQQDlTNmmjqLelNnQLCWml3qrvfana3KBO5Eg2KGe8BlyPKbaFwGIc41P2GeL4ENFihe8hICXc23V
            IGPzyJ6Um5QLAkEA2gWl3wpbnGEFG3I6HszAeYtSlKiYxoZ6oXLIs0D3LZRCZl6bvgb4RuOEzuhVekqCS7ssN9xmf9P9DLxQ
            DaSDRwJBAI5QMymXj2g71C/KppeNnnonDYX9PvUMZlePfEfr1q87C4eCDdaFeSgcNK/wwW/QdEjxp+nXn0xOrRpp4lpzcN8C
            QQCyauzTGibeUodbbp8hlW3uCZYLEe30iRjSBp04FHIzWqD8JXBOkmWbnZWRvZA2A8OdNg95p2Q6N8FeKr1YbMkBAkBJEpJI
            MUtXxhTTkHk0e8o1nnzYxufYWuyJw6XYTAX1T5eo8fhOQkhnom1pY9wsQDz+fraTI9Iv+Q1QMdzjll1w
            """;

    @Test
    void shouldSignAQueryOfYijuheAsTheVectorDoes() throws GeneralSecurityException {
        var signer = new YijuheSigner("19079c847936334f6a41e38fd988d6e6", rsaKey(MERCHANT_KEY));
        var fields =
                Map.of("merId", "20000", "orderId", "YJp20261121000", "nonceStr", "a560bbfff64b143b7aa66b694ad06a96");

        String signature = signer.sign(fields);

        assertThat(signature)
                .isEqualTo(
                        "POxVZWxquv0jdVD1K/GptIHuaC0a730D5qgPJI9vMCy9mQUMpguPGRKQyl4UFn7+THVboGag6sPOm6AAeMGVR7FYtNds"
                                + "Pn3hIj3aRO112PsW0AtND5BpaolKIIy4FItiNBgzdd8o0hFVttwaggt3b8gwdCQ0kjJ4eD2bnzJPMbM=");
    }

    @Test
    void shouldSignTheDigestOfTheVectorInACallbackOfYijuhe() throws GeneralSecurityException {
        KeyPair platform = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var credentials = new Credentials("20000", "19079c847936334f6a41e38fd988d6e6", platform.getPrivate());
        var callback = paid("YJp20261121000", "S20261121077", 10_000, 10_000, "note-1");

        Form form = new CallbackForms(Gateway.YIJUHE, credentials).signed(callback, FRESH);

        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(platform.getPublic());
        rsa.update("F840BCEE48187E04D7E71906A1B01B76".getBytes(StandardCharsets.US_ASCII));
        assertThat(rsa.verify(Base64.getDecoder().decode(form.text("sign")))).isTrue();
        assertThat(form.encoded())
                .startsWith("merId=20000&orderId=YJp20261121000&sysOrderId=S20261121077&desc=%E5%95%86%E5%93%81"
                        + "&orderAmt=100.00&status=1&nonceStr=68fbe738780570b7&attch=note-1&sign=");
    }

    @Test
    void shouldWriteTheVectorOfJings() {
        var forms = forms(Gateway.JINGS, "10000001400000", "10665CF54E90822951FE80330E9CF715");

        Form form = forms.signed(paid("10000000480010", "10000000480012", 1, 1, "10000000480011"), FRESH);

        assertThat(form.encoded())
                .isEqualTo(
                        "payid=10000000480012&orderid=10000000480010&orderuid=10000000480011&paymoney=0.01&realpay=0.01"
                                + "&key=6928fb9b1c9fc99dba310e062dfcea2d");
    }

    @Test
    void shouldKeepTheNameOfABlankFieldOfJings() {
        var forms = forms(Gateway.JINGS, "10000001400000", "10665CF54E90822951FE80330E9CF715");

        Form form = forms.signed(paid("10000000480010", "10000000480012", 1, 1, ""), FRESH);

        assertThat(form.text("key")).isEqualTo("850c28d185bfb58d178669fe010818d2");
    }

    @Test
    void shouldWriteTheVectorOfZonghe() {
        var forms = forms(Gateway.ZONGHE, "gpu10000000", "c794ab6969a7a25ebe1328a230c045f4");

        Form form = forms.signed(paid("20191234567890123456", "A2019081800131154", 10_000, 10_000, ""), FRESH);

        assertThat(form.encoded())
                .isEqualTo(
                        "actual_amount=10000.00&amount=10000.00&appid=gpu10000000&attach=&order_no=20191234567890123456"
                                + "&pay_status=1&pay_time=2019-08-18+00%3A13%3A41&platform_order_no=A2019081800131154"
                                + "&sign=05af2f76dba055bebc200f2dc4968678");
    }

    @Test
    void shouldSignDelimitersInFreeTextOfZongheAsTheVectorDoes() {
        var forms = forms(Gateway.ZONGHE, "gpu10000000", "c794ab6969a7a25ebe1328a230c045f4");
        String note = "x&order_no=BIG-1&pay_status=1&pay_time=T";

        Form form = forms.signed(paid("20191234567890123456", "A2019081800131154", 10_000, 10_000, note), FRESH);

        assertThat(form.text("sign")).isEqualTo("bce0c06f65f686b88c82467166bcbba7");
    }

    @Test
    void shouldWriteTheVectorOfJuhe() {
        var forms = forms(Gateway.JUHE, "10023", "dd49b9c72368279245978f269c52b2ab");

        Form form = forms.signed(paid("20260301000000000001", "T2026030111223344", 10_000, 10_000, "会员 A"), FRESH);

        assertThat(form.encoded())
                .isEqualTo("memberid=10023&orderid=20260301000000000001&amount=100.00&transaction_id=T2026030111223344"
                        + "&datetime=20260301112233&returncode=00&attach=%E4%BC%9A%E5%91%98+A"
                        + "&sign=7683295F7B8FC6D5D0D2443F0B70C872");
    }

    @Test
    void shouldLeaveABlankOutOfTheSignatureOfJuhe() {
        var forms = forms(Gateway.JUHE, "10023", "dd49b9c72368279245978f269c52b2ab");

        Form form = forms.signed(paid("20260301000000000001", "", 10_000, 10_000, ""), FRESH);

        assertThat(form.text("sign")).isEqualTo("D1678B25F666972D3F63F596EAFE9D2C");
    }

    @Test
    void shouldWriteTheVectorsOfLianhe() {
        var forms = forms(Gateway.LIANHE, "ak_8cd572bc9d", "9297961f608377f62b8a6db2207a21b2");
        var payout =
                new Callback(Flow.PAYOUT, "P-M-20260301-0001", "", 50_000, 50_000, Says.PAID, FRESH.notifiedAt(), "");

        Form paidIn = forms.signed(paid("M-20260301-0001", "", 10_000, 9_998, ""), FRESH);
        Form paidOut = forms.signed(payout, FRESH);

        assertThat(paidIn.encoded())
                .isEqualTo("amount=99.98&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001&originAmount=100"
                        + "&sign=fc5d7d9986602464de909124c19d3263");
        assertThat(paidOut.encoded())
                .isEqualTo(
                        "amount=500&appKey=ak_8cd572bc9d&mrn=P-M-20260301-0001&sign=0d05768aa19cefe6a10559ffd6ee7f43");
    }

    @Test
    void shouldRefuseToSayWhatAGatewayHasNoWordsFor() {
        var forms = forms(Gateway.JINGS, "10000001400000", "10665CF54E90822951FE80330E9CF715");
        var failed = new Callback(Flow.PAYMENT, "1", "2", 1, 1, Says.FAILED, FRESH.notifiedAt(), "");

        assertThatThrownBy(() -> forms.signed(failed, FRESH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jings has no callback that says FAILED");
    }

    @Test
    void shouldShowNoSecret() throws GeneralSecurityException {
        PrivateKey key = rsaKey(MERCHANT_KEY);

        String shown = new Credentials("20000", "s3cret", key).toString()
                + new YijuheSigner("s3cret", key)
                + ListedSigner.juhe("s3cret")
                + new ZongheSigner("s3cret");

        assertThat(shown)
                .isEqualTo("Credentials[merchant=20000]YijuheSignerListedSigner[names=[amount, datetime, memberid,"
                        + " orderid, returncode, transaction_id]]ZongheSigner");
    }

    private static CallbackForms forms(Gateway gateway, String merchant, String secret) {
        return new CallbackForms(gateway, new Credentials(merchant, secret, null));
    }

    private static Callback paid(String order, String gatewayOrder, long ordered, long paid, String note) {
        Instant paidAt = Instant.parse("2019-08-17T16:13:41Z");
        return new Callback(Flow.PAYMENT, order, gatewayOrder, ordered, paid, Says.PAID, paidAt, note);
    }

    private static PrivateKey rsaKey(String base64) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
