package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.events.EventKind;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.AskingPlan;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingPlansTest {
    private static final long FROM = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void shouldAskAtThePaceInForce() throws Exception {
        AskingPlans plans = new AskingPlans(Rig.settings(folder, lianhe()));

        AskingPlan before = Objects.requireNonNull(plans.of("shop", EventKind.PAYMENT, FROM - 1));
        AskingPlan after = Objects.requireNonNull(plans.of("shop", EventKind.PAYMENT, FROM));

        assertThat(before.every()).isEqualTo(Duration.ofMinutes(1).toMillis());
        assertThat(after.every()).isEqualTo(Duration.ofMinutes(7).toMillis());
        assertThat(plans.of("other", EventKind.PAYMENT, FROM)).isNull();
        assertThat(plans.of("shop", EventKind.BALANCE, FROM)).isNull();
    }

    @Test
    void shouldAskForCallbacksAgainByTheRulesInForce() throws Exception {
        Account account = lianhe();

        assertThat(AskingPlans.canResend(account, Kind.PAYMENT, FROM - 1)).isTrue();
        assertThat(AskingPlans.canResend(account, Kind.PAYMENT, FROM)).isFalse();
    }

    /** Two versions of it: from that time on it wants to be asked less often, and repeats no callback. */
    private Account lianhe() throws Exception {
        try (InputStream file =
                Objects.requireNonNull(DialectFiles.class.getResourceAsStream("/gateways/lianhe.yaml"))) {
            String older = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            String newer = older.replace("gateway: lianhe", "gateway: lianhe\nfrom: 2026-05-01T00:00:00Z")
                    .replace("every: 1m", "every: 7m")
                    .replace("is: resend", "is: text");
            Files.writeString(folder.resolve("lianhe.yaml"), newer);
        }
        Dialect dialect = Objects.requireNonNull(DialectFiles.load(folder).get("lianhe"));
        GatewayAccount gateway = new GatewayAccount("shop", dialect, "M", URI.create("https://gw.example"), List.of());
        return new Account(gateway, null, List.of(Policy.DEFAULT), AckRule.VERIFIED, List.of());
    }
}
