package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A person at the payment page. */
@Timeout(60)
class CashierTest {
    private static final JsonNode JUHE = CallbackDeliveryTest.placing(Gateway.JUHE);
    private static final String JUHE_PAGE = "juhe/cashier/d660fda3da2e10c68a9c8823";

    @ParameterizedTest
    @EnumSource(Gateway.class)
    void shouldLetAPersonPayAtEveryGateway(Gateway gateway) throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withManual(Set.of("all")))) {
            rig.answering(post -> new Answer(200, "success SUCCESS OK"));
            rig.send(CallbackDeliveryTest.placing(gateway));
            String page = pageOn(rig.get("").body(), gateway);

            String open = rig.get(page).body();
            String ended = rig.post(page, "action=pay").body();

            assertThat(open).contains(CallbackDeliveryTest.orderOf(gateway), "value=\"pay\"", "value=\"close\"");
            assertThat(open).doesNotContain("<script");
            assertThat(ended).contains("back to the shop");
            assertThat(rig.entry(gateway, CallbackDeliveryTest.orderOf(gateway)).truth())
                    .isEqualTo(Truth.PAID);
            await().until(() -> rig.posts().size() == 1);
        }
    }

    @Test
    void shouldLetAPersonPayAnotherAmount() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.answering(post -> new Answer(200, "OK"));
            rig.send(JUHE);

            rig.post(JUHE_PAGE, "action=pay-other&amount=99.50");

            await().until(() -> rig.posts().size() == 1);
            assertThat(rig.posts().getFirst().field("amount")).isEqualTo("99.50");
            LedgerEntry entry = rig.entry(Gateway.JUHE, "20260301000000000001");
            assertThat(entry.paidMinor()).isEqualTo(9_950);
            assertThat(entry.amountMinor()).isEqualTo(10_000);
        }
    }

    @Test
    void shouldStayOpenWhileThePayerWaitsOrNamesNoAmount() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.send(JUHE);

            String waiting = rig.post(JUHE_PAGE, "action=wait").body();
            String wrong = rig.post(JUHE_PAGE, "action=pay-other&amount=-1").body();
            String nothing = rig.post(JUHE_PAGE, "").body();

            assertThat(waiting).contains("still waiting", "value=\"pay\"");
            assertThat(wrong).contains("that is no amount");
            assertThat(nothing).contains("choose one");
            assertThat(rig.entry(Gateway.JUHE, "20260301000000000001").truth()).isEqualTo(Truth.WAITING);
        }
    }

    @Test
    void shouldEndAnOrderOnce() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.send(JUHE);

            rig.post(JUHE_PAGE, "action=close");
            rig.post(JUHE_PAGE, "action=pay");
            rig.post(JUHE_PAGE, "action=fail");

            assertThat(rig.entry(Gateway.JUHE, "20260301000000000001").truth()).isEqualTo(Truth.EXPIRED);
            assertThat(rig.posts()).isEmpty();
        }
    }

    @Test
    void shouldCarryTheFieldsOfACallbackBackToAShopOfJuhe() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.answering(post -> new Answer(200, "OK"));
            rig.send(JUHE);

            String page = rig.post(JUHE_PAGE, "action=pay").body();

            assertThat(page)
                    .contains("<form method=\"post\" action=\"https://shop.example/back\">")
                    .contains("name=\"returncode\" value=\"00\"")
                    .contains("name=\"sign\" value=\"81476FA9D2C1A8BE70CBEFF075F49930\"");
        }
    }

    @Test
    void shouldCarryASignedStatusBackToAShopOfZonghe() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.answering(post -> new Answer(200, "SUCCESS"));
            rig.send(CallbackDeliveryTest.placing(Gateway.ZONGHE));

            String page = rig.post("zonghe/cashier/fa048b075601df59da02a3fe", "action=pay")
                    .body();

            assertThat(page)
                    .contains("<form method=\"post\" action=\"https://www.return.com/return\">")
                    .contains("name=\"pay_status\" value=\"1\"")
                    .contains("name=\"sign\" value=\"30c87d9fa809bfed33e25d314a3563b3\"");
        }
    }

    @Test
    void shouldSendTheBrowserBackToAShopOfJingsByItself() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.send(CallbackDeliveryTest.placing(Gateway.JINGS));

            String page = rig.post("jings/cashier/44e35d006fcf5d3d32de4ddc", "action=pay")
                    .body();

            assertThat(page).contains("<meta http-equiv=\"refresh\" content=\"2;url=http://r\">");
        }
    }

    @Test
    void shouldShowWhatMerchantsSendAsText() throws IOException {
        String order = "<b>'&\"";
        try (SandboxRig rig = manual()) {
            Map<String, String> fields = SandboxVectors.fields(JUHE);
            fields.put("pay_orderid", order);
            fields.put(
                    "pay_md5sign",
                    ListedSigner.juheListed(
                                    "dd49b9c72368279245978f269c52b2ab",
                                    fields.keySet().stream()
                                            .filter(name -> !name.equals("pay_md5sign"))
                                            .filter(name -> !name.equals("pay_attach"))
                                            .filter(name -> !name.equals("pay_productname"))
                                            .toList())
                            .sign(fields));
            rig.send("POST", "juhe/Pay_Index.html", "application/x-www-form-urlencoded", fields);

            HttpResponse<String> home = rig.get("");
            String page = rig.get(pageOn(home.body(), Gateway.JUHE)).body();

            assertThat(home.body()).contains("&lt;b&gt;&#39;&amp;&quot;").doesNotContain("<b>");
            assertThat(page).contains("&lt;b&gt;&#39;&amp;&quot;").doesNotContain("<b>");
            assertThat(home.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; style-src 'unsafe-inline'");
        }
    }

    @Test
    void shouldLetAPersonDecideForOneChannelOnly() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.withManual(Set.of("juhe:902", "lianhe:9")))) {
            rig.answering(post -> new Answer(200, "success"));
            rig.send(JUHE);
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));

            await().until(() -> rig.entry(Gateway.LIANHE, "M-20260301-0001").truth() == Truth.PAID);
            await().until(() -> rig.server().ledger().summary().pending() == 0);
            assertThat(rig.entry(Gateway.JUHE, "20260301000000000001").truth()).isEqualTo(Truth.WAITING);
        }
    }

    @Test
    void shouldKnowNoPageThatWasNotGivenOut() throws IOException {
        try (SandboxRig rig = manual()) {
            rig.send(JUHE);

            assertThat(rig.get("juhe/cashier/000000000000000000000000").statusCode())
                    .isEqualTo(404);
            assertThat(rig.get("zonghe/cashier/d660fda3da2e10c68a9c8823").statusCode())
                    .isEqualTo(404);
            assertThat(rig.post("zonghe/cashier/d660fda3da2e10c68a9c8823", "action=pay")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldSayHowFastItsTimeRuns() throws IOException {
        try (SandboxRig rig =
                SandboxRig.start(options -> options.withManual(Set.of("all")).withSpeed(60))) {
            rig.send(JUHE);

            assertThat(rig.get("").body()).contains("60 times as fast");
            assertThat(rig.get(JUHE_PAGE).body()).contains("60 times as fast");
        }
    }

    private static SandboxRig manual() throws IOException {
        return SandboxRig.start(options -> options.withManual(Set.of("all")));
    }

    private static String pageOn(String home, Gateway gateway) {
        String prefix = gateway.dialect() + "/cashier/";
        int start = home.indexOf(prefix);
        assertThat(start).isPositive();
        return home.substring(start, home.indexOf('"', start));
    }
}
