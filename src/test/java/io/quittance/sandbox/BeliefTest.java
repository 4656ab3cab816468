package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Reason;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Report;
import io.quittance.gateways.ReportStatus;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the imitated gateways send, before the dialects that verify it; the two sides share the credentials and no code. */
class BeliefTest {
    private static final long NOW = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final int ORDERS = 1_500;

    private final Scenario scenario = new Scenario(new Run(1, 42, Instant.parse("2026-03-01T00:00:00Z")));
    private Settings settings;
    private CallbackWriter writer;

    @BeforeEach
    void readTheSettings(@TempDir Path data) throws Exception {
        DemoAccounts accounts = DemoAccounts.open(data);
        String servers = "kafka: {bootstrapServers: \"localhost:1\"}\nregistry: {url: \"http://localhost:1\"}\n";
        settings = SettingsFile.parse(servers + accounts.settings(), data, Map.of());
        writer = accounts.writer();
    }

    @Test
    void shouldBelieveTheGatewaysAndUnderstandThem() {
        for (long i = 0; i < ORDERS; i++) {
            DemoOrder order = scenario.order(i);
            order.messages().stream().filter(Message::genuine).forEach(message -> {
                Callback callback = message.callback();

                Verdict verdict = verdict(order, message);

                assertThat(verdict).as("%s", message).isInstanceOf(Verified.class);
                Report report = account(message).gateway().dialect().read((Verified) verdict);
                assertThat(report.order()).isEqualTo(callback.order());
                assertThat(report.status()).isEqualTo(status(callback.says()));
                if (callback.says() == Says.PAID) {
                    assertThat(report.paidMinor()).isEqualTo(callback.paidMinor());
                }
                if (message.gateway().statesBothAmounts() && callback.flow() == Flow.PAYMENT) {
                    assertThat(report.orderedMinor()).isEqualTo(callback.orderedMinor());
                }
            });
        }
    }

    @Test
    void shouldBelieveNoForger() {
        for (long i = 0; i < ORDERS; i++) {
            DemoOrder order = scenario.order(i);
            order.messages().stream().filter(message -> !message.genuine()).forEach(message -> {
                Verdict verdict = verdict(order, message);

                Reason expected =
                        message.trick() == Trick.SIGNATURE_LEFT_OUT ? Reason.MISSING_SIGNATURE : Reason.BAD_SIGNATURE;
                assertThat(verdict)
                        .as("%s", message)
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(expected));
            });
        }
    }

    private Verdict verdict(DemoOrder order, Message message) {
        byte[] body =
                writer.body(message, scenario.freshness(order, message, 0)).getBytes(StandardCharsets.UTF_8);
        MessageType type = switch (message.callback().flow()) {
            case PAYMENT -> MessageType.PAYMENT_CALLBACK;
            case PAYOUT -> MessageType.PAYOUT_CALLBACK;
        };
        RawMessage raw = new RawMessage(type, body, "application/x-www-form-urlencoded", null);
        Account account = account(message);
        return account.gateway().dialect().verify(raw, account.gateway(), NOW, NOW);
    }

    private Account account(Message message) {
        return Objects.requireNonNull(settings.accounts().get(message.gateway().account()));
    }

    private static ReportStatus status(Says says) {
        return switch (says) {
            case PAID -> ReportStatus.PAID;
            case PENDING -> ReportStatus.PENDING;
            case FAILED -> ReportStatus.FAILED;
            case SOMETHING_ELSE -> ReportStatus.UNKNOWN;
        };
    }
}
