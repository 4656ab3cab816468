package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SandboxLedgerTest {
    @Test
    void shouldTellTheTruthPageByPage() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            for (Gateway gateway : Gateway.values()) {
                rig.send(CallbackDeliveryTest.placing(gateway));
            }

            JsonNode first = SandboxRig.JSON.readTree(rig.get("ledger?limit=3").body());
            JsonNode second =
                    SandboxRig.JSON.readTree(rig.get("ledger?limit=3&after=3").body());

            assertThat(first.get("orders").size()).isEqualTo(3);
            assertThat(first.get("next").asInt()).isEqualTo(3);
            assertThat(second.get("orders").size()).isEqualTo(2);
            assertThat(second.get("next").isNull()).isTrue();
            assertThat(second.get("orders").get(1).get("order").asString()).isEqualTo("M-20260301-0001");
        }
    }

    @Test
    void shouldTellTheTruthAboutOneOrder() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.with(Mischief.SKIMMED, 100))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));
            await().until(() -> rig.entry(Gateway.LIANHE, "M-20260301-0001").truth() == Truth.PAID);

            assertThat(rig.get("ledger/lianhe/M-20260301-000%31").body())
                    .isEqualTo("{\"orders\":[{\"number\":1,\"gateway\":\"lianhe\",\"account\":\"lianhe-main\","
                            + "\"kind\":\"payment\",\"order\":\"M-20260301-0001\","
                            + "\"gatewayOrder\":\"202603010800000000001\",\"channel\":\"2\","
                            + "\"placedAt\":\"2026-03-01T00:00:00Z\",\"amount\":\"100.00\",\"truth\":\"paid\","
                            + "\"paidAmount\":\"100.00\",\"paidAt\":\"2026-03-01T00:00:00Z\",\"skimmed\":true,"
                            + "\"mischief\":[\"skimmed\"],\"placements\":1,\"queries\":0,\"tooManyQueries\":0,"
                            + "\"callbacksSent\":0,\"callbacksAcked\":0,\"forgeriesSent\":0,\"forgeriesAcked\":0}]}");
        }
    }

    @Test
    void shouldShowNothingOfTheBankAccountOfAPayout() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            rig.send(SandboxVectors.of("lianhe", "payout-request", "place"));

            String all = rig.get("ledger").body()
                    + rig.get("").body()
                    + rig.get("ledger/summary").body();

            assertThat(all).contains("P-M-20260301-0001").doesNotContain("6222020200012345678", "张三", "9297961f");
        }
    }

    @Test
    void shouldRefuseWhatIsNoPageOfIt() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            assertThat(rig.get("ledger?limit=0").statusCode()).isEqualTo(400);
            assertThat(rig.get("ledger?limit=1001").statusCode()).isEqualTo(400);
            assertThat(rig.get("ledger?after=x").statusCode()).isEqualTo(400);
            assertThat(rig.get("ledger/juhe/none").statusCode()).isEqualTo(404);
            assertThat(rig.get("ledger/nobody/none").statusCode()).isEqualTo(404);
            assertThat(rig.get("ledger/other").statusCode()).isEqualTo(404);
            assertThat(rig.get("elsewhere").statusCode()).isEqualTo(404);
            assertThat(rig.post("ledger", "").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void shouldSumUp() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withSpeed(60).withSeed(9))) {
            rig.answering(post -> new Answer(200, "OK"));
            rig.send(CallbackDeliveryTest.placing(Gateway.JUHE));
            await().until(() -> rig.server().ledger().summary().pending() == 0);

            JsonNode summary =
                    SandboxRig.JSON.readTree(rig.get("ledger/summary").body());

            assertThat(summary.get("speed").asInt()).isEqualTo(60);
            assertThat(summary.get("seed").asInt()).isEqualTo(9);
            assertThat(summary.get("pending").asInt()).isZero();
            JsonNode account = summary.get("accounts").get("juhe-main");
            assertThat(account.get("paid").asInt()).isOne();
            assertThat(account.get("paidAmount").asString()).isEqualTo("100.00");
            assertThat(account.get("balance").asString()).isEqualTo("1000100.00");
            assertThat(account.get("callbacksAcked").asInt()).isOne();
            assertThat(account.get("violations").asInt()).isZero();
        }
    }

    @Test
    void shouldKeepNoMoreOrdersThanItMay() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withMostOrders(1))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));

            assertThat(rig.send(CallbackDeliveryTest.placing(Gateway.YIJUHE)).body())
                    .isEqualTo("{\"code\":0,\"msg\":\"系统繁忙\"}");
            assertThat(rig.server().ledger().page(0, 10)).hasSize(1);
        }
    }

    @Test
    void shouldReadNoLargeBody() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            String large = "merId=" + "1".repeat(70_000);

            assertThat(rig.post("yijuhe/api/pay", large).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void shouldLetSomeBrowsersReturnToTheShop() throws IOException {
        PayerPlan returning = new PayerPlan(100, 0, 0, 100, Duration.ZERO);
        try (SandboxRig shop = SandboxRig.waiting();
                SandboxRig rig =
                        SandboxRig.start(options -> options.withPlan(returning).withSpeed(1_000))) {
            shop.answering(post -> new Answer(303, ""));
            Map<String, String> fields = SandboxVectors.fields(CallbackDeliveryTest.placing(Gateway.ZONGHE));
            fields.put("return_url", shop.merchantUrl() + "/returns/zonghe-main");
            fields.remove("sign");
            fields.put("secret", "c794ab6969a7a25ebe1328a230c045f4");
            String text = new TreeMap<>(fields)
                    .entrySet().stream()
                            .map(field -> field.getKey() + "=" + field.getValue())
                            .collect(Collectors.joining("&"));
            fields.remove("secret");
            fields.put("sign", Md5.lowerHex(text));

            rig.send("POST", "zonghe/api/order/unified", "application/x-www-form-urlencoded", fields);

            await().until(() -> !shop.posts().isEmpty());
            assertThat(shop.posts())
                    .containsExactly(new SandboxRig.Post(
                            "POST",
                            "/returns/zonghe-main",
                            "order_no=20191234567890123456&pay_status=1&sign=30c87d9fa809bfed33e25d314a3563b3"));
        }
    }

    @Test
    void shouldPlayWhatThePlanSays() throws IOException {
        PayerPlan expiring = new PayerPlan(0, 0, 100, 0, Duration.ofSeconds(1));
        try (SandboxRig rig =
                SandboxRig.start(options -> options.withPlan(expiring).withSpeed(10_000))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.JUHE));

            await().until(() -> rig.entry(Gateway.JUHE, "20260301000000000001").truth() == Truth.EXPIRED);
            assertThat(rig.posts()).isEmpty();
        }
    }

    @Test
    void shouldRefuseOptionsThatCannotBe() {
        SandboxOptions options = SandboxOptions.of(SandboxRig.accounts());
        SandboxAccount one = SandboxRig.accounts().getLast();

        assertThatThrownBy(() -> options.with(Mischief.LOST, 101)).hasMessage("lost must be a percentage, not 101");
        assertThatThrownBy(() -> options.withSpeed(0)).hasMessage("the speed must be 1 to 100000, not 0");
        assertThatThrownBy(() -> new PayerPlan(90, 10, 1, 0, Duration.ZERO)).hasMessageContaining("100 at most");
        assertThatThrownBy(() -> SandboxOptions.of(List.of(one, one))).hasMessageStartingWith("lianhe-main: two");
        assertThat(one.toString()).isEqualTo("SandboxAccount[lianhe-main at lianhe]");
    }

    @Test
    void shouldTellWhichPortIsTaken() throws IOException {
        try (SandboxRig rig = SandboxRig.waiting()) {
            int taken = rig.server().port();

            assertThatThrownBy(() -> SandboxServer.start(
                            SandboxOptions.of(SandboxRig.accounts()).listeningOn("127.0.0.1", taken)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken);
        }
    }

    @Test
    void shouldNameItsOwnAddressInPaymentPages() throws IOException {
        try (SandboxRig rig = SandboxRig.start(
                options -> SandboxOptions.of(SandboxRig.accounts()).withManual(Set.of("all")))) {
            URI base = rig.server().baseUrl(Gateway.YIJUHE);

            String answer =
                    rig.send(CallbackDeliveryTest.placing(Gateway.YIJUHE)).body();

            assertThat(base).hasToString("http://127.0.0.1:" + rig.server().port() + "/yijuhe");
            assertThat(answer).contains("\"payurl\":\"" + base + "/cashier/");
        }
    }
}
