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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the imitated gateways send, before the dialects that verify it; the two sides share the credentials and no code. */
class BeliefTest {
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> NOTES = List.of("", "note-1", "会员 A", "a=1&b=2", "100%", "%E4%BC%9A%E5%91%98");
    private static final int OF_EACH_KIND = 25;

    private final Map<Gateway, CallbackWriter> writers = new EnumMap<>(Gateway.class);
    private final SplittableRandom dice = new SplittableRandom(42);
    private Settings settings;

    @BeforeEach
    void readTheSettings(@TempDir Path data) throws Exception {
        SandboxAccounts accounts = SandboxAccounts.usual(data.resolve("secrets"));
        String servers = "kafka: {bootstrapServers: \"localhost:1\"}\nregistry: {url: \"http://localhost:1\"}\n";
        String yaml = servers + accounts.sections(null, data.resolve("quittance.yaml"));
        settings = SettingsFile.parse(yaml, data, Map.of());
        Forger forger = new Forger();
        accounts.list().forEach(account -> writers.put(account.gateway(), forger.writer(account)));
    }

    @Test
    void shouldBelieveTheGatewaysAndUnderstandThem() {
        for (Callback callback : callbacks()) {
            Gateway gateway = gatewayOf(callback);

            Verdict verdict = verdict(new Message(gateway, callback, Trick.NONE, true));

            assertThat(verdict).as("%s", callback).isInstanceOf(Verified.class);
            Report report = account(gateway).gateway().dialect().read((Verified) verdict);
            assertThat(report.order()).isEqualTo(callback.order());
            assertThat(report.status()).isEqualTo(status(callback.says()));
            if (callback.says() == Says.PAID) {
                assertThat(report.paidMinor()).isEqualTo(callback.paidMinor());
            }
            if (statesBothAmounts(gateway) && callback.flow() == Flow.PAYMENT) {
                assertThat(report.orderedMinor()).isEqualTo(callback.orderedMinor());
            }
        }
    }

    @Test
    void shouldBelieveNoForger() {
        for (Callback callback : callbacks()) {
            for (Trick trick :
                    List.of(Trick.WRONG_KEY, Trick.AMOUNT_RAISED, Trick.ORDER_SWAPPED, Trick.SIGNATURE_LEFT_OUT)) {
                Verdict verdict = verdict(new Message(gatewayOf(callback), callback, trick, false));

                Reason expected = trick == Trick.SIGNATURE_LEFT_OUT ? Reason.MISSING_SIGNATURE : Reason.BAD_SIGNATURE;
                assertThat(verdict)
                        .as("%s %s", trick, callback)
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(expected));
            }
        }
    }

    /** Of every gateway everything that it has words for, with amounts and notes of all kinds. */
    private List<Callback> callbacks() {
        List<Callback> callbacks = new ArrayList<>();
        for (Gateway gateway : Gateway.values()) {
            for (Says says : words(gateway)) {
                for (int i = 0; i < OF_EACH_KIND; i++) {
                    long ordered = dice.nextLong(1_000, 500_001);
                    long paid = statesBothAmounts(gateway) ? ordered - dice.nextLong(0, 100) : ordered;
                    String id = gateway.orderPrefix() + i;
                    String note = NOTES.get(i % NOTES.size());
                    callbacks.add(new Callback(Flow.PAYMENT, id, "S" + id, ordered, paid, says, AT, note));
                }
            }
        }
        String payout = Gateway.LIANHE.orderPrefix() + "P";
        callbacks.add(new Callback(Flow.PAYOUT, payout, "", 50_000, 50_000, Says.PAID, AT, ""));
        return callbacks;
    }

    private static List<Says> words(Gateway gateway) {
        return switch (gateway) {
            case JINGS, LIANHE -> List.of(Says.PAID);
            case YIJUHE, JUHE -> List.of(Says.PAID, Says.SOMETHING_ELSE);
            case ZONGHE -> List.of(Says.values());
        };
    }

    /** By the table of gateways/README.md. */
    private static boolean statesBothAmounts(Gateway gateway) {
        return switch (gateway) {
            case JINGS, ZONGHE, LIANHE -> true;
            case YIJUHE, JUHE -> false;
        };
    }

    private static Gateway gatewayOf(Callback callback) {
        for (Gateway gateway : Gateway.values()) {
            if (callback.order().startsWith(gateway.orderPrefix())) {
                return gateway;
            }
        }
        throw new AssertionError(callback.order());
    }

    private Verdict verdict(Message message) {
        Gateway gateway = message.gateway();
        CallbackWriter writer = Objects.requireNonNull(writers.get(gateway));
        byte[] body =
                writer.body(message, new Freshness("68fbe738780570b7", AT)).getBytes(StandardCharsets.UTF_8);
        MessageType type = switch (message.callback().flow()) {
            case PAYMENT -> MessageType.PAYMENT_CALLBACK;
            case PAYOUT -> MessageType.PAYOUT_CALLBACK;
        };
        RawMessage raw = new RawMessage(type, body, "application/x-www-form-urlencoded", null);
        Account account = account(gateway);
        return account.gateway().dialect().verify(raw, account.gateway(), AT.toEpochMilli(), AT.toEpochMilli());
    }

    private Account account(Gateway gateway) {
        return Objects.requireNonNull(settings.accounts().get(gateway.account()));
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
