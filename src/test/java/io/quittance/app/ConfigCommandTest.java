package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.ExampleSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.config.SettingsWarnings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldTellEveryFaultWithItsLine() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), """
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {}
                acounts: {}
                """);

        CommandRun run = CommandRun.of("config", "check", "--config", file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        file + ":2: registry.url: is missing",
                        file + ":3: acounts: unknown name; the nearest known one is accounts")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldTellThatThereIsNoFile() {
        CommandRun run = CommandRun.of(
                "config", "check", "--config", folder.resolve("none.yaml").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("none.yaml:1: cannot be read");
    }

    @Test
    void shouldSummariseGoodSettings() throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                topics: {prefix: "shop.", partitions: 4}
                tokens: [{name: desk, token: canary-token, scopes: [operate, read]}]
                accounts:
                  a:
                    gateway: juhe
                    merchant: "10001"
                    keys: [{id: k1, validTo: 2030-01-01, key: canary-key}]
                    fees: [{percent: "0.380"}, {from: 2026-07-01, channel: "901", fixed: "0.10", rounding: up}]
                    tolerances: [{drift: "1.00"}]
                """);

        CommandRun run = CommandRun.of("config", "check", "--config", file.toString());

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "kafka     localhost:9092",
                        "topics    4 partitions each: shop.received, shop.orders",
                        "account   a: gateway juhe, merchant 10001, ack verified",
                        "key     k1: until 2030-01-01T00:00:00Z",
                        "policy  always: amount exact, unplaced settles, amountless holds",
                        "balances  news is late after 15m",
                        "fee     always: payment 0.38% rounded half up, and 0 fen",
                        "fee     from 2026-07-01T00:00:00Z: payment by 901 0% rounded up, and 10 fen",
                        "drift   always: 100 fen are tolerated",
                        "token     desk: operate, read, all accounts",
                        "warning   http.publicUrl: is not set",
                        file + ": no faults")
                .doesNotContain("canary");
    }

    @Test
    void shouldShowNoSecretOfTheExample() throws Exception {
        Settings settings = example();

        String shown = settings + "\n" + String.join("\n", SettingsSummary.of(settings));

        assertThat(shown)
                .contains("yi-main", "lianhe-main")
                .doesNotContain(ExampleSettings.CANARY)
                .doesNotContain(ExampleSettings.privateKey());
    }

    @Test
    void shouldWarnOfGapsBetweenKeys() throws Exception {
        Settings settings = SettingsFile.parse("""
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                http: {publicUrl: "http://pay.example"}
                accounts:
                  a:
                    gateway: juhe
                    merchant: "1"
                    baseUrl: "http://127.0.0.1:9000"
                    keys:
                      - {id: new, validFrom: 2026-03-01, addedAt: 2026-06-01, key: b}
                      - {id: old, validTo: 2026-02-01, key: a}
                """, folder, Map.of());

        assertThat(SettingsWarnings.of(
                        settings, Instant.parse("2026-02-10T00:00:00Z").toEpochMilli()))
                .containsExactly(
                        "accounts.a.keys: none is valid now, so no message of today can be believed",
                        "accounts.a.keys: none is valid from 2026-02-01T00:00:00Z until 2026-03-01T00:00:00Z",
                        "accounts.a.keys: new counts only from its addedAt on, which is 2026-06-01T00:00:00Z",
                        "http.publicUrl: is not encrypted; use https outside of tests",
                        "tokens: there are none, so nobody can ask /v1 or open the console");
        assertThat(SettingsWarnings.of(
                        example(), Instant.parse("2026-07-01T00:00:00Z").toEpochMilli()))
                .isEmpty();
    }

    private Settings example() throws Exception {
        ExampleSettings.writeSecrets(folder);
        return SettingsFile.parse(Files.readString(ExampleSettings.file()), folder, ExampleSettings.environment());
    }
}
