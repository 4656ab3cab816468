package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many orders at once with every misbehaviour: what the merchant heard fits what the ledger says. */
@Timeout(120)
class SandboxLoadTest {
    private static final int ORDERS = 600;
    private static final String JUHE_KEY = "dd49b9c72368279245978f269c52b2ab";
    private static final List<String> SIGNED = List.of(
            "pay_amount",
            "pay_applydate",
            "pay_bankcode",
            "pay_callbackurl",
            "pay_memberid",
            "pay_notifyurl",
            "pay_orderid");

    @Test
    void shouldTellAMerchantWhatTheLedgerSaysAndNothingElse() throws Exception {
        try (SandboxRig rig = SandboxRig.start(SandboxLoadTest::misbehaving)) {
            rig.answering(post -> new Answer(200, isGenuine(post) ? "OK" : "no"));
            try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                List<Future<?>> placed = new ArrayList<>();
                for (int i = 0; i < ORDERS; i++) {
                    String order = "L" + i;
                    placed.add(threads.submit(() -> place(rig, order)));
                }
                for (Future<?> one : placed) {
                    one.get();
                }
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rig.server().ledger().summary().pending() == 0);

            Map<String, List<SandboxRig.Post>> genuine = rig.posts().stream()
                    .filter(SandboxLoadTest::isGenuine)
                    .filter(post -> post.field("returncode").equals("00"))
                    .collect(Collectors.groupingBy(post -> post.field("orderid")));
            List<LedgerEntry> entries = rig.server().ledger().page(0, ORDERS);
            LedgerSummary.Account account = rig.server().ledger().summary().account("juhe-main");
            assertThat(entries.size() + account.counted("placementsNotTaken")).isEqualTo(ORDERS);
            assertThat(entries).allSatisfy(entry -> heardAsTheLedgerSays(entry, genuine));
            assertThat(entries.stream().map(LedgerEntry::truth).distinct()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(entries).anyMatch(LedgerEntry::skimmed);
            assertThat(account.counted("forgeriesSent")).isPositive();
            assertThat(account.counted("forgeriesAcked")).isZero();
            assertThat(account.counted("dropped")).isZero();
            assertThat(genuine.keySet())
                    .isSubsetOf(new TreeSet<>(
                            entries.stream().map(LedgerEntry::order).toList()));
        }
    }

    private static void heardAsTheLedgerSays(LedgerEntry entry, Map<String, List<SandboxRig.Post>> genuine) {
        List<SandboxRig.Post> heard = genuine.getOrDefault(entry.order(), List.of());
        boolean tells = entry.truth() == Truth.PAID
                && !entry.mischief().contains(Mischief.SKIMMED)
                && !entry.mischief().contains(Mischief.LOST);
        assertThat(heard.isEmpty()).isEqualTo(!tells);
        assertThat(heard)
                .allSatisfy(post -> assertThat(post.field("amount")).isEqualTo(Yuan.twoDecimals(entry.paidMinor())));
        assertThat(entry.paidMinor() == entry.amountMinor())
                .isEqualTo(entry.truth() == Truth.PAID && !entry.mischief().contains(Mischief.WRONG_AMOUNT));
        assertThat(entry.traffic().placements()).isOne();
    }

    private static SandboxOptions misbehaving(SandboxOptions options) {
        SandboxOptions changed =
                options.withSpeed(6_000).withPlan(new PayerPlan(70, 10, 10, 0, Duration.ofSeconds(30)));
        for (Mischief way : Mischief.values()) {
            changed = changed.with(way, 10);
        }
        return changed;
    }

    private static void place(SandboxRig rig, String order) {
        Map<String, String> fields = SandboxVectors.fields(CallbackDeliveryTest.placing(Gateway.JUHE));
        fields.put("pay_orderid", order);
        fields.put("pay_md5sign", ListedSigner.juheListed(JUHE_KEY, SIGNED).sign(fields));
        int status = rig.send("POST", "juhe/Pay_Index.html", "application/x-www-form-urlencoded", fields)
                .statusCode();
        assertThat(status).isIn(303, 500);
    }

    private static boolean isGenuine(SandboxRig.Post post) {
        Map<String, String> fields = WebParameters.ofForm(post.body().getBytes(StandardCharsets.UTF_8))
                .values();
        return ListedSigner.juhe(JUHE_KEY).sign(fields).equals(fields.get("sign"));
    }
}
