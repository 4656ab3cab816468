package io.quittance.app;

import io.quittance.sandbox.AnswerForm;
import io.quittance.sandbox.Mischief;
import io.quittance.sandbox.PayerPlan;
import io.quittance.sandbox.SandboxAccount;
import io.quittance.sandbox.SandboxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a sandbox behaves. */
final class SandboxArguments {
    private static final String ALL = "all";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where to listen; ${DEFAULT-VALUE} by default.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "Where to listen; ${DEFAULT-VALUE} by default. 0: any free port.")
    private int port = 9090;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address under which payment pages are given out; host and port by default.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What payers and misbehaviour are drawn from; ${DEFAULT-VALUE} by default.")
    private long seed = 1;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Divides pauses between retries, payers' time and the windows of limits by N.")
    private int speed = 1;

    @Option(
            names = "--paid",
            paramLabel = "PERCENT",
            defaultValue = "85",
            description = "Orders that are paid; ${DEFAULT-VALUE} by default.")
    private int paid = 85;

    @Option(
            names = "--failed",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "Orders and payouts that fail; ${DEFAULT-VALUE} by default.")
    private int failed = 5;

    @Option(
            names = "--expired",
            paramLabel = "PERCENT",
            defaultValue = "5",
            description = "Orders that expire; ${DEFAULT-VALUE} by default. The rest is left waiting.")
    private int expired = 5;

    @Option(
            names = "--returns",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description = "Payers whose browser goes back to the shop; ${DEFAULT-VALUE} by default.")
    private int returns = 50;

    @Option(
            names = "--pays-within",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "The longest that a payer takes; ${DEFAULT-VALUE} by default.")
    private int paysWithin = 20;

    @Option(
            names = "--misbehave",
            paramLabel = "NAME=PERCENT",
            split = ",",
            description =
                    "How often to misbehave, by name or all. Of orders: lost, repeated, late, reordered, forged, tampered, "
                            + "early, wrong-amount, odd-status, skimmed. Of answers: slow, error, garbage. Not at all by default.")
    private Map<String, Integer> misbehaviour = new LinkedHashMap<>();

    @Option(
            names = "--manual",
            paramLabel = "WHICH",
            arity = "0..1",
            fallbackValue = ALL,
            split = ",",
            description = "Orders that a person decides at the payment page: all, GATEWAY or GATEWAY:CHANNEL.")
    private Set<String> manual = new LinkedHashSet<>();

    @Option(
            names = "--answers",
            paramLabel = "FORM",
            defaultValue = "flat",
            description =
                    "The form of answers that come in several: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private AnswerForm answers = AnswerForm.FLAT;

    @Option(
            names = "--callbacks-to",
            paramLabel = "URL",
            description = "Call back at URL/callbacks/ACCOUNT/payment or payout, not at each order's own address.")
    private @Nullable URI callbacksTo;

    /**
     * The options of a sandbox of those accounts.
     *
     * @throws IllegalArgumentException where an option is out of its range, in words for people
     */
    SandboxOptions options(List<SandboxAccount> accounts) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port must be 0 to 65535, not " + port);
        }
        SandboxOptions options = SandboxOptions.of(accounts)
                .listeningOn(host, port)
                .withSeed(seed)
                .withSpeed(speed)
                .withPlan(new PayerPlan(paid, failed, expired, returns, Duration.ofSeconds(paysWithin)))
                .withManual(manual)
                .withAnswers(answers);
        for (Map.Entry<String, Integer> entry : misbehaviour.entrySet()) {
            for (Mischief way : ways(entry.getKey())) {
                options = options.with(way, entry.getValue());
            }
        }
        if (publicUrl != null) {
            options = options.withPublicUrl(publicUrl);
        }
        return callbacksTo == null ? options : options.withCallbacksTo(callbacksTo);
    }

    /** What to say of the time in the sandbox. */
    String pace() {
        return speed == 1
                ? "time runs as the documents say"
                : "time runs " + speed + " times as fast as the documents say";
    }

    private static List<Mischief> ways(String name) {
        if (name.equals(ALL)) {
            return List.of(Mischief.values());
        }
        return List.of(Mischief.ofLabel(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("--misbehave knows " + labels() + " and all, not " + name)));
    }

    private static String labels() {
        return Stream.of(Mischief.values()).map(Mischief::label).collect(Collectors.joining(", "));
    }
}
