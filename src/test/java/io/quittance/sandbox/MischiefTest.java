package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Each kind of misbehaviour, with certainty. */
@Timeout(60)
class MischiefTest {
    private static final JsonNode JUHE_QUERY = SandboxVectors.of("juhe", "payment-query-request", "query");
    private static final JsonNode LIANHE_QUERY = SandboxVectors.of("lianhe", "payment-query-request", "query");

    @ParameterizedTest
    @EnumSource(Gateway.class)
    void shouldLoseTheCallbackOfAPaymentThatAQueryFinds(Gateway gateway) throws IOException {
        try (SandboxRig rig = with(Mischief.LOST)) {
            LedgerEntry entry = placed(rig, gateway);

            assertThat(entry.truth()).isEqualTo(Truth.PAID);
            assertThat(rig.posts()).isEmpty();
            assertThat(CallbackDeliveryTest.count(rig, gateway, "callbacksLost"))
                    .isOne();
        }
    }

    @Test
    void shouldFindALostPaymentByQuery() throws IOException {
        try (SandboxRig rig = with(Mischief.LOST)) {
            placed(rig, Gateway.JUHE);

            assertThat(rig.send(JUHE_QUERY).body()).contains("\"trade_state\":\"SUCCESS\"");
        }
    }

    @Test
    void shouldCallBackAgainThoughTheCallbackWasLost() throws IOException {
        try (SandboxRig rig = with(Mischief.LOST)) {
            placed(rig, Gateway.LIANHE);

            rig.send(LIANHE_QUERY);

            await().until(() -> rig.posts().size() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Gateway.class)
    void shouldRepeatWhatWasAcknowledged(Gateway gateway) throws IOException {
        try (SandboxRig rig = with(Mischief.REPEATED)) {
            LedgerEntry entry = placed(rig, gateway);

            assertThat(rig.posts()).hasSizeBetween(2, 5);
            assertThat(entry.traffic().callbacksAcked()).isEqualTo(rig.posts().size());
            Set<String> bodies = new HashSet<>();
            rig.posts().forEach(post -> bodies.add(post.body()));
            assertThat(bodies).hasSize(gateway == Gateway.YIJUHE ? rig.posts().size() : 1);
        }
    }

    @Test
    void shouldCallBackTenMinutesLate() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.with(Mischief.LATE, 100))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.JUHE));
            await().until(() -> rig.entry(Gateway.JUHE, "20260301000000000001").truth() == Truth.PAID);

            assertThat(rig.send(JUHE_QUERY).body()).contains("SUCCESS");
            assertThat(rig.server().ledger().summary().pending()).isPositive();
            assertThat(rig.posts()).isEmpty();
        }
        try (SandboxRig rig = with(Mischief.LATE)) {
            placed(rig, Gateway.JUHE);

            assertThat(rig.posts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"YIJUHE, status, 1, 0", "ZONGHE, pay_status, 1, -1", "JUHE, returncode, 00, 11"})
    void shouldLetAStaleStatusFollow(Gateway gateway, String field, String paid, String stale) throws IOException {
        try (SandboxRig rig = with(Mischief.REORDERED, 10)) {
            placed(rig, gateway);

            assertThat(rig.posts()).extracting(post -> post.field(field)).containsExactly(paid, stale);
        }
    }

    @ParameterizedTest
    @CsvSource({"JINGS", "LIANHE"})
    void shouldLetOtherOrdersPassWhereThereIsOneStatusOnly(Gateway gateway) throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.with(Mischief.REORDERED, 100))) {
            rig.send(CallbackDeliveryTest.placing(gateway));
            String order = CallbackDeliveryTest.orderOf(gateway);
            await().until(() -> rig.entry(gateway, order).truth() == Truth.PAID);
            await().until(() -> rig.server().ledger().summary().pending() == 1);

            assertThat(rig.posts()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Gateway.class)
    void shouldForgeAPaidCallbackOfAnUnpaidOrder(Gateway gateway) throws IOException {
        PayerPlan nobody = new PayerPlan(0, 0, 0, 0, Duration.ZERO);
        try (SandboxRig rig =
                SandboxRig.start(options -> options.with(Mischief.FORGED, 100).withPlan(nobody))) {
            rig.answering(post -> new Answer(401, "bad signature"));
            LedgerEntry entry = placed(rig, gateway);

            assertThat(entry.truth()).isEqualTo(Truth.WAITING);
            assertThat(entry.traffic()).isEqualTo(new LedgerEntry.Traffic(1, 0, 0, 0, 0, 1, 0));
            assertThat(rig.posts()).hasSize(1);
            assertThat(signedBy(gateway, rig.posts().getFirst())).isFalse();
        }
    }

    @Test
    void shouldNoteAForgeryThatSomebodyAcknowledged() throws IOException {
        try (SandboxRig rig = with(Mischief.FORGED)) {
            placed(rig, Gateway.JINGS);

            assertThat(CallbackDeliveryTest.count(rig, Gateway.JINGS, "forgeriesAcked"))
                    .isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(Gateway.class)
    void shouldChangeACallbackOnItsWay(Gateway gateway) throws IOException {
        PayerPlan nobody = new PayerPlan(0, 0, 0, 0, Duration.ZERO);
        try (SandboxRig rig =
                SandboxRig.start(options -> options.with(Mischief.TAMPERED, 100).withPlan(nobody))) {
            rig.answering(post -> new Answer(401, ""));
            placed(rig, gateway);

            assertThat(rig.posts()).hasSize(1);
            assertThat(signedBy(gateway, rig.posts().getFirst())).isFalse();
        }
    }

    @Test
    void shouldCallBackBeforeTheQueryKnows() throws IOException {
        try (SandboxRig rig =
                SandboxRig.start(options -> options.with(Mischief.EARLY, 100).withSpeed(30))) {
            rig.answering(post -> new Answer(200, "OK"));
            rig.send(CallbackDeliveryTest.placing(Gateway.JUHE));
            await().until(() -> !rig.posts().isEmpty());

            assertThat(rig.send(JUHE_QUERY).body()).contains("\"trade_state\":\"NOTPAY\"");
            await().untilAsserted(
                            () -> assertThat(rig.send(JUHE_QUERY).body()).contains("\"trade_state\":\"SUCCESS\""));
        }
    }

    @ParameterizedTest
    @EnumSource(Gateway.class)
    void shouldTakeAnotherAmountThanTheOrderedOne(Gateway gateway) throws IOException {
        try (SandboxRig rig = with(Mischief.WRONG_AMOUNT)) {
            LedgerEntry entry = placed(rig, gateway);

            assertThat(entry.paidMinor()).isNotEqualTo(entry.amountMinor()).isPositive();
            String stated = rig.posts().getFirst().field(gateway.paidField());
            assertThat(stated)
                    .isEqualTo(
                            gateway == Gateway.ZONGHE
                                    ? entry.paidMinor() + ".00"
                                    : Yuan.twoDecimals(entry.paidMinor()));
        }
    }

    @ParameterizedTest
    @CsvSource({"YIJUHE, status, 1", "ZONGHE, pay_status, 1", "JUHE, returncode, 00"})
    void shouldSignAStatusThatDoesNotSayPaid(Gateway gateway, String field, String paid) throws IOException {
        PayerPlan nobody = new PayerPlan(0, 0, 0, 0, Duration.ZERO);
        try (SandboxRig rig = SandboxRig.start(
                options -> options.with(Mischief.ODD_STATUS, 100).withPlan(nobody))) {
            rig.answering(post -> new Answer(200, "success SUCCESS OK"));
            rig.send(CallbackDeliveryTest.placing(gateway));
            await().until(() -> !rig.posts().isEmpty());

            SandboxRig.Post post = rig.posts().getFirst();
            assertThat(post.field(field)).isNotEqualTo(paid).isNotBlank();
            assertThat(signedBy(gateway, post)).isTrue();
        }
    }

    @Test
    void shouldKeepASkimmedPaymentToItself() throws IOException {
        try (SandboxRig rig = with(Mischief.SKIMMED)) {
            LedgerEntry entry = placed(rig, Gateway.JUHE);

            assertThat(entry.truth()).isEqualTo(Truth.PAID);
            assertThat(entry.skimmed()).isTrue();
            assertThat(rig.posts()).isEmpty();
            assertThat(rig.send(JUHE_QUERY).body()).contains("NOTPAY");
        }
    }

    @Test
    void shouldTakeItsTimeToAnswer() throws IOException {
        try (SandboxRig rig =
                SandboxRig.start(options -> options.with(Mischief.SLOW, 100).withSlowness(Duration.ofMillis(300)))) {
            long before = System.nanoTime();
            HttpResponse<String> answer = rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));

            assertThat(answer.body()).contains("\"success\":true");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void shouldFailBeforeOrAfterTakingAnOrder() throws IOException {
        Set<Boolean> taken = new HashSet<>();
        for (long seed = 1; seed < 20; seed++) {
            long drawn = seed;
            try (SandboxRig rig = SandboxRig.start(
                    options -> options.with(Mischief.ERROR, 100).withSeed(drawn))) {
                HttpResponse<String> answer = rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));

                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body()).doesNotContainIgnoringCase("success");
                taken.add(!rig.server().ledger().page(0, 1).isEmpty());
            }
        }
        assertThat(taken).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void shouldAnswerWithGarbage() throws IOException {
        Set<String> seen = new HashSet<>();
        try (SandboxRig rig = SandboxRig.start(options -> options.with(Mischief.GARBAGE, 100))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));
            for (int i = 0; i < 6; i++) {
                HttpResponse<String> answer = rig.send(LIANHE_QUERY);
                assertThat(answer.statusCode()).isEqualTo(200);
                seen.add(answer.body());
            }
        }
        assertThat(seen)
                .contains("")
                .anyMatch(body -> body.startsWith("<html>"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldSpoilTheAnswerToABalanceQueryToo() throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> options.with(Mischief.ERROR, 100))) {
            HttpResponse<String> answer = rig.get("jings/requstBalance.action?uid=123&reqtime=2026-03-01+08%3A00%3A00"
                    + "&key=645ed207b7b66e18b4630b8eb13c4d00");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(CallbackDeliveryTest.count(rig, Gateway.JINGS, "answersSpoiled"))
                    .isOne();
        }
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() throws IOException {
        List<Set<Mischief>> first = drawn(7);
        List<Set<Mischief>> second = drawn(7);
        List<Set<Mischief>> other = drawn(8);

        assertThat(first).isEqualTo(second).isNotEqualTo(other);
    }

    private static List<Set<Mischief>> drawn(long seed) throws IOException {
        try (SandboxRig rig = SandboxRig.start(options -> {
            SandboxOptions changed = options.withSeed(seed);
            for (Mischief way : Mischief.values()) {
                changed = changed.with(way, 30);
            }
            return changed.withSlowness(Duration.ZERO).with(Mischief.ERROR, 0);
        })) {
            for (Gateway gateway : Gateway.values()) {
                rig.send(CallbackDeliveryTest.placing(gateway));
            }
            return rig.server().ledger().page(0, 10).stream()
                    .map(LedgerEntry::mischief)
                    .toList();
        }
    }

    private static SandboxRig with(Mischief way) throws IOException {
        return with(way, 6_000);
    }

    private static SandboxRig with(Mischief way, int speed) throws IOException {
        SandboxRig rig = SandboxRig.start(options -> options.with(way, 100).withSpeed(speed));
        rig.answering(post -> new Answer(
                200,
                switch (Gateway.ofAccount(post.path().split("/", -1)[2]).orElseThrow()) {
                    case YIJUHE, LIANHE -> "success";
                    case JINGS -> "";
                    case ZONGHE -> "SUCCESS";
                    case JUHE -> "OK";
                }));
        return rig;
    }

    private static LedgerEntry placed(SandboxRig rig, Gateway gateway) {
        rig.send(CallbackDeliveryTest.placing(gateway));
        await().until(() -> rig.server().ledger().summary().pending() == 0);
        return rig.entry(gateway, CallbackDeliveryTest.orderOf(gateway));
    }

    /** Whether the account's own credentials give that signature. */
    private static boolean signedBy(Gateway gateway, SandboxRig.Post post) {
        var fields = WebParameters.ofForm(post.body().getBytes(StandardCharsets.UTF_8))
                .values();
        String signature = fields.getOrDefault(gateway.signatureField(), "");
        return switch (gateway) {
            case YIJUHE ->
                YijuheSigner.verifies(
                        "19079c847936334f6a41e38fd988d6e6", SandboxRig.PLATFORM.getPublic(), fields, signature);
            case JINGS ->
                ListedSigner.jings("10665CF54E90822951FE80330E9CF715")
                        .sign(fields)
                        .equals(signature);
            case ZONGHE ->
                new ZongheSigner("c794ab6969a7a25ebe1328a230c045f4")
                        .sign(fields)
                        .equals(signature);
            case JUHE ->
                ListedSigner.juhe("dd49b9c72368279245978f269c52b2ab")
                        .sign(fields)
                        .equals(signature);
            case LIANHE ->
                ListedSigner.lianhePayment("9297961f608377f62b8a6db2207a21b2")
                        .sign(fields)
                        .equals(signature);
        };
    }
}
