package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.sandbox.LedgerEntry.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one sandbox knew, the next one on the same file knows. */
@Timeout(60)
class LedgerFileTest {
    private static final String LIANHE = "M-20260301-0001";
    private static final PayerPlan NOBODY_PAYS = new PayerPlan(0, 0, 0, 0, Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void shouldKnowEveryOrderAndTheMoneyAfterAnotherStart() throws IOException {
        List<LedgerEntry> before;
        long balance;
        try (SandboxRig rig = start(options -> options)) {
            rig.answering(post -> new Answer(200, "success"));
            for (Gateway gateway : Gateway.values()) {
                rig.send(CallbackDeliveryTest.placing(gateway));
            }
            rig.send(SandboxVectors.of("lianhe", "payout-request", "place"));
            await().until(() -> rig.server().ledger().entries().stream().allMatch(e -> e.truth() == Truth.PAID));
            before = rig.server().ledger().entries();
            balance = rig.server().ledger().summary().account("lianhe-main").balanceMinor();
        }

        try (SandboxRig rig = start(options -> options)) {
            assertThat(rig.server().ledger().entries())
                    .usingRecursiveComparison()
                    .ignoringFields("traffic")
                    .isEqualTo(before);
            assertThat(rig.server().ledger().summary().account("lianhe-main").balanceMinor())
                    .isEqualTo(balance);
            assertThat(rig.server().ledger().summary().account("lianhe-main").counted("placements"))
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldPayLaterWhatWasNotPaidAndDrawItAsBefore() throws IOException {
        try (SandboxRig rig = start(options -> options.withPlan(NOBODY_PAYS))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));
        }

        try (SandboxRig rig = start(options -> options.withSeed(7))) {
            assertThat(rig.entry(Gateway.LIANHE, LIANHE).truth()).isEqualTo(Truth.WAITING);
            rig.answering(post -> new Answer(200, "success"));

            rig.server().carryOn();

            await().until(() -> rig.entry(Gateway.LIANHE, LIANHE).traffic().callbacksAcked() == 1);
            assertThat(rig.entry(Gateway.LIANHE, LIANHE).truth()).isEqualTo(Truth.PAID);
        }
    }

    @Test
    void shouldCallBackAgainWhatNobodyAcknowledgedAndNothingElse() throws IOException {
        try (SandboxRig rig = start(options -> options)) {
            rig.answering(post -> post.path().contains("lianhe") ? new Answer(503, "") : new Answer(200, "OK"));
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));
            rig.send(CallbackDeliveryTest.placing(Gateway.JUHE));
            await().until(() -> rig.posts().size() == 2);
            await().until(() -> Files.readString(file()).contains("told n=2"));
        }

        try (SandboxRig rig = start(options -> options)) {
            rig.answering(post -> new Answer(200, "success"));
            rig.server().carryOn();

            await().until(() -> rig.server().ledger().isQuiet());
            assertThat(rig.posts()).extracting(SandboxRig.Post::path).containsExactly("/callbacks/lianhe-main/payment");
        }
    }

    @Test
    void shouldNotForgetASecondPlacing() throws IOException {
        try (SandboxRig rig = start(options -> options.withPlan(NOBODY_PAYS))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.ZONGHE));
            rig.send(CallbackDeliveryTest.placing(Gateway.ZONGHE));
        }

        try (SandboxRig rig = start(options -> options)) {
            assertThat(rig.server().ledger().faults())
                    .containsExactly("zonghe-main: orders that were there were placed again 1 times");
        }
    }

    @Test
    void shouldCutOffATornLastLineAndRefuseWhatNoSandboxWrote() throws IOException {
        try (SandboxRig rig = start(options -> options.withPlan(NOBODY_PAYS))) {
            rig.send(CallbackDeliveryTest.placing(Gateway.LIANHE));
        }
        Files.writeString(file(), "paid n=1&am", StandardOpenOption.APPEND);

        try (SandboxRig rig = start(options -> options.withPlan(NOBODY_PAYS))) {
            assertThat(rig.entry(Gateway.LIANHE, LIANHE).truth()).isEqualTo(Truth.WAITING);
        }
        Files.writeString(file(), "paid n=2&amount=1&at=1\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> start(options -> options))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sandbox.ledger:2: \"paid n=2&amount=1&at=1\" is no line of a sandbox");
    }

    private SandboxRig start(UnaryOperator<SandboxOptions> choice) throws IOException {
        return SandboxRig.start(options -> choice.apply(options.withLedgerIn(file())));
    }

    private Path file() {
        return folder.resolve("sandbox.ledger");
    }
}
