package io.quittance.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quittance.events.Balance;
import io.quittance.events.Payout;
import io.quittance.gateways.Kind;
import io.quittance.gateways.Yuan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the settings and the amounts in {@code docs/balances.md} to what is read and reckoned. */
class BalancesDocTest {
    private static final Pattern FEE_ROW = Pattern.compile(
            "(?m)^\\| (payment|payout) of ([0-9.]+)(?: by channel (\\w+))? \\| (\\S+|any day) \\| ([0-9.]+)");

    private static final Pattern TOPIC_ROW = Pattern.compile("(?m)^\\| `\\w+` \\| `(\\w+)` \\|");

    private final String page = read();

    @TestFactory
    Stream<DynamicTest> shouldTakeEveryFeeOfItsTable() throws Exception {
        Account account = account();
        List<MatchResult> rows = FEE_ROW.matcher(page).results().toList();

        assertThat(rows).hasSize(7);
        return rows.stream()
                .map(row -> dynamicTest(row.group(), () -> {
                    Kind kind = row.group(1).equals("payment") ? Kind.PAYMENT : Kind.PAYOUT;
                    @Nullable String channel = row.group(3);

                    long fee = account.feeMinor(kind, channel, fen(row.group(2)), receivedAt(row.group(4)));

                    assertThat(Yuan.text(fee)).isEqualTo(row.group(5));
                }));
    }

    @Test
    void shouldExplainEveryFieldOfTheTopics() {
        List<String> joined = rows("## What a payout says of the balance");

        assertThat(rows("## What a balance says"))
                .containsExactlyElementsOf(Balance.getClassSchema().getFields().stream()
                        .map(field -> field.name())
                        .toList());
        assertThat(joined)
                .hasSize(4)
                .isSubsetOf(Payout.getClassSchema().getFields().stream()
                        .map(field -> field.name())
                        .toList());
    }

    @Test
    void shouldTolerateWhatItSays() throws Exception {
        Account account = account();

        assertThat(account.driftToleranceAt(receivedAt("2026-06-30"))).isEqualTo(100);
        assertThat(account.driftToleranceAt(receivedAt("2026-07-02"))).isEqualTo(50);
    }

    @Test
    void shouldNameTheUsualGracePeriod() throws Exception {
        assertThat(settings().balances()).isEqualTo(Settings.Balances.usual());
        assertThat(settings().balances().grace()).isEqualTo(Duration.ofMinutes(15));
    }

    /** The second column of the table under that heading. */
    private List<String> rows(String heading) {
        int start = page.indexOf(heading);
        return TOPIC_ROW
                .matcher(page.substring(start, page.indexOf("\n## ", start + 1)))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private Account account() throws InvalidSettings {
        return requireNonNull(settings().accounts().get("lianhe-main"));
    }

    private Settings settings() throws InvalidSettings {
        String fees = block("## Fees");
        return SettingsFile.parse(
                """
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                %s
                accounts:
                  lianhe-main:
                    gateway: lianhe
                    merchant: shop
                    keys: [{id: k1, key: "${env:K}"}]
                %s
                %s
                """.formatted(block("## Grace"), fees.substring(fees.indexOf("    fees:")), block("## Tolerance")),
                Path.of(""),
                Map.of("K", "k"));
    }

    private String block(String heading) {
        int start = page.indexOf("```yaml\n", page.indexOf(heading)) + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    private static long fen(String yuan) {
        return requireNonNull(Yuan.minor(yuan));
    }

    private static long receivedAt(String day) {
        return Instant.parse((day.equals("any day") ? "2026-01-01" : day) + "T00:00:00Z")
                .toEpochMilli();
    }

    private static String read() {
        try {
            return Files.readString(Path.of(System.getProperty("quittance.basedir", "."), "docs", "balances.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
