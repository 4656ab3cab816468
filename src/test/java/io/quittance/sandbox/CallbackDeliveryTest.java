package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class CallbackDeliveryTest {
    private static final int FAST = 6_000;

    static JsonNode placing(Gateway gateway) {
        return switch (gateway) {
            case YIJUHE -> SandboxVectors.of("yijuhe", "payment-request", "place-0");
            case JINGS -> SandboxVectors.of("jings", "payment-page", "place");
            case ZONGHE -> SandboxVectors.of("zonghe", "payment-request", "place");
            case JUHE -> SandboxVectors.of("juhe", "payment-page", "place");
            case LIANHE -> SandboxVectors.of("lianhe", "payment-request", "place");
        };
    }

    static String orderOf(Gateway gateway) {
        return switch (gateway) {
            case YIJUHE -> "YJp20261121000";
            case JINGS -> "123";
            case ZONGHE -> "20191234567890123456";
            case JUHE -> "20260301000000000001";
            case LIANHE -> "M-20260301-0001";
        };
    }

    static Stream<Arguments> callbacks() {
        return Stream.of(
                Arguments.of(
                        Gateway.JINGS,
                        "payid=202603010800000000001&orderid=123&orderuid=123&paymoney=1.01&realpay=1.01"
                                + "&key=4bae81b1690c109f40c31f66ded7dfeb"),
                Arguments.of(
                        Gateway.ZONGHE,
                        "actual_amount=10000.00&amount=10000.00&appid=gpu10000000&attach="
                                + "&order_no=20191234567890123456&pay_status=1&pay_time=2026-03-01+08%3A00%3A00"
                                + "&platform_order_no=A202603010800000000001&sign=4d2bd04b9fa7d4b4ea8cc41204f8c6fc"),
                Arguments.of(
                        Gateway.JUHE,
                        "memberid=10023&orderid=20260301000000000001&amount=100.00"
                                + "&transaction_id=202603010800000000001&datetime=20260301080000&returncode=00"
                                + "&attach=a-1&sign=81476FA9D2C1A8BE70CBEFF075F49930"),
                Arguments.of(
                        Gateway.LIANHE,
                        "amount=100.00&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001&originAmount=100"
                                + "&sign=9fea82d8653e5a69a1a6ba92cd2d48c7"));
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void shouldSignTheCallbackOfTheDocument(Gateway gateway, String body) throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options)) {
            rig.answering(post -> new Answer(200, "success SUCCESS OK"));
            rig.send(placing(gateway));

            await().until(() -> !rig.posts().isEmpty());
            String path = "/callbacks/" + gateway.account() + "/payment";
            assertThat(rig.posts().getFirst()).isEqualTo(new SandboxRig.Post("POST", path, body));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "YIJUHE, 200, success, true",
        "YIJUHE, 500, success, true",
        "YIJUHE, 200, SUCCESS, false",
        "YIJUHE, 200, 'success ', false",
        "JINGS, 204, '', true",
        "JINGS, 200, fail, true",
        "JINGS, 303, '', false",
        "JINGS, 503, success, false",
        "ZONGHE, 200, SUCCESS, true",
        "ZONGHE, 200, success, false",
        "JUHE, 200, OK, true",
        "JUHE, 404, <h1>BOOKED</h1>, true",
        "JUHE, 200, ok, false",
        "LIANHE, 200, success, true",
        "LIANHE, 201, success, false",
        "LIANHE, 200, SUCCESS, false"
    })
    void shouldTestTheAcknowledgementAsItsDocumentDoes(Gateway gateway, int status, String body, boolean acked)
            throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withSpeed(FAST))) {
            rig.answering(post -> new Answer(status, body));
            rig.send(placing(gateway));
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            LedgerEntry.Traffic traffic = rig.entry(gateway, orderOf(gateway)).traffic();
            assertThat(traffic.callbacksAcked()).isEqualTo(acked ? 1 : 0);
            assertThat(traffic.callbacksSent()).isEqualTo(acked ? 1 : 1 + gateway.retries());
        }
    }

    @ParameterizedTest
    @CsvSource({"YIJUHE, 6", "JINGS, 4", "ZONGHE, 6", "JUHE, 4", "LIANHE, 4"})
    void shouldGiveUpAfterTheTriesOfItsDocument(Gateway gateway, int tries) throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withSpeed(FAST))) {
            rig.answering(post -> new Answer(500, "later"));
            rig.send(placing(gateway));
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            assertThat(rig.posts()).hasSize(tries);
            assertThat(count(rig, gateway, "callbacksGivenUp")).isOne();
        }
    }

    @Test
    void shouldTryAgainUntilTheAcknowledgementAndNoLonger() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        try (SandboxRig rig = SandboxRig.start(options -> options.withSpeed(FAST))) {
            rig.answering(post -> new Answer(200, tries.incrementAndGet() < 3 ? "busy" : "SUCCESS"));
            rig.send(placing(Gateway.ZONGHE));
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            assertThat(rig.posts()).hasSize(3);
            assertThat(rig.entry(Gateway.ZONGHE, orderOf(Gateway.ZONGHE)).traffic())
                    .isEqualTo(new LedgerEntry.Traffic(1, 0, 0, 3, 1, 0, 0));
        }
    }

    @Test
    void shouldGiveEveryTryOfYijuheItsOwnNonceAndSignature() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withSpeed(FAST))) {
            rig.answering(post -> new Answer(200, "busy"));
            rig.send(placing(Gateway.YIJUHE));
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            List<SandboxRig.Post> posts = rig.posts();
            assertThat(posts.stream().map(post -> post.field("nonceStr")).distinct())
                    .hasSize(6);
            assertThat(posts.stream().map(post -> post.field("sign")).distinct())
                    .hasSize(6);
            assertThat(posts).allSatisfy(post -> {
                assertThat(post.field("orderId")).isEqualTo("YJp20261121000");
                assertThat(post.field("orderAmt")).isEqualTo("100.00");
                assertThat(post.field("status")).isEqualTo("1");
            });
        }
    }

    @Test
    void shouldWaitForItsRetriesAsLongAsTheDocumentsSay() {
        assertThat(List.of(0, 1, 4))
                .extracting(Gateway.YIJUHE::retryPause)
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(25));
        assertThat(List.of(0, 2))
                .extracting(Gateway.ZONGHE::retryPause)
                .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
        assertThat(new GatewayTime(Clock.systemUTC(), 60).shortened(Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldTakeNoAnswerForNoAcknowledgement() throws IOException {
        try (SandboxRig rig = SandboxRig.start(
                options -> options.withSpeed(FAST).withCallbacksTo(URI.create("http://127.0.0.1:1")))) {
            rig.send(placing(Gateway.JUHE));
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            assertThat(rig.entry(Gateway.JUHE, orderOf(Gateway.JUHE)).traffic())
                    .isEqualTo(new LedgerEntry.Traffic(1, 0, 0, 4, 0, 0, 0));
        }
    }

    @Test
    void shouldCallTheAddressThatTheOrderNamed() throws IOException {
        try (SandboxRig merchant = SandboxRig.waiting();
                SandboxRig rig = SandboxRig.start(
                        options -> SandboxOptions.of(SandboxRig.accounts()).withPlan(PayerPlan.prompt()))) {
            merchant.answering(post -> new Answer(200, "success"));
            Map<String, String> fields = SandboxVectors.fields(placing(Gateway.LIANHE));
            fields.put("callbackUrl", merchant.merchantUrl() + "/paid?x=1");
            fields.put(
                    "sign",
                    ListedSigner.lianheRequest(
                                    "9297961f608377f62b8a6db2207a21b2",
                                    List.of("amount", "appKey", "callbackUrl", "channelId", "mrn", "returnUrl"))
                            .sign(fields));

            rig.send("POST", "lianhe/api/Pay/Create", "application/json", fields);

            await().until(() -> !merchant.posts().isEmpty());
            assertThat(merchant.posts().getFirst().path()).isEqualTo("/paid?x=1");
        }
    }

    @Test
    void shouldSayOnlyAtZongheThatAPaymentFailed() throws IOException {
        PayerPlan failing = new PayerPlan(0, 100, 0, 0, Duration.ZERO);
        try (SandboxRig rig = SandboxRig.start(options -> options.withPlan(failing))) {
            rig.answering(post -> new Answer(200, "SUCCESS"));
            for (Gateway gateway : Gateway.values()) {
                rig.send(placing(gateway));
            }
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            assertThat(rig.posts())
                    .containsExactly(new SandboxRig.Post(
                            "POST",
                            "/callbacks/zonghe-main/payment",
                            "actual_amount=0&amount=10000.00&appid=gpu10000000&attach="
                                    + "&order_no=20191234567890123456&pay_status=0&pay_time="
                                    + "&platform_order_no=A202603010800000000003"
                                    + "&sign=588d2c784090a4d297381e858ee3bb73"));
        }
    }

    static long count(SandboxRig rig, Gateway gateway, String label) {
        return rig.server().ledger().summary().account(gateway.account()).counted(label);
    }
}
