package io.quittance.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.config.FeeRule.Rounding;
import io.quittance.config.Policy.AmountRule;
import io.quittance.config.Settings.Scope;
import io.quittance.gateways.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldReadTheExample() throws Exception {
        Settings settings = example();

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("broker-1:9092,broker-2:9092,broker-3:9092");
        assertThat(settings.kafka().clientSettings())
                .containsEntry("security.protocol", "SASL_SSL")
                .hasEntrySatisfying(
                        "sasl.jaas.config", line -> assertThat(line).endsWith("password=\"canary-KAFKA_PASSWORD\";"));
        assertThat(settings.registry().urls()).containsExactly("https://registry.example");
        assertThat(settings.registry().clientSettings())
                .containsEntry("basic.auth.user.info", "quittance:canary-REGISTRY_PASSWORD");
        assertThat(settings.http().publicUrl()).isEqualTo(URI.create("https://pay.example"));
        assertThat(settings.http().trustedProxies()).hasToString("[10.0.0.0/8]");
        assertThat(settings.http().peerSecret()).isEqualTo("canary-QUITTANCE_PEER_SECRET");
        assertThat(settings.topics()).isEqualTo(new Settings.Topics("quittance.", 12, true, false, null));
        assertThat(settings.edge().instances()).isEqualTo(2);
        assertThat(settings.topology())
                .isEqualTo(new Settings.Topology(
                        "quittance",
                        "quittance-1",
                        folder.resolve("./data/state"),
                        Duration.ofMillis(100),
                        64L << 20,
                        2));
        assertThat(settings.poller()).isEqualTo(Settings.Poller.usual());
        assertThat(settings.balances()).isEqualTo(Settings.Balances.usual());
        assertThat(settings.accounts().keySet())
                .containsExactly("yi-main", "jings-main", "zonghe-main", "juhe-main", "lianhe-main");
    }

    @Test
    void shouldReadTokensAndWebhooks() throws Exception {
        Settings settings = example();

        Settings.Token shop = settings.tokens().getFirst();
        assertThat(shop.token()).isEqualTo("canary-SHOP_TOKEN");
        assertThat(shop.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.PLACE);
        assertThat(shop.accounts()).containsExactlyInAnyOrder("yi-main", "jings-main");
        assertThat(settings.tokens().getLast().token()).isEqualTo("canary-operations");
        assertThat(settings.tokens().getLast().accounts()).isEmpty();
        assertThat(settings.webhooks()).singleElement().satisfies(webhook -> {
            assertThat(webhook.url()).isEqualTo(URI.create("https://shop.example/settled"));
            assertThat(webhook.secret()).isEqualTo("canary-webhook");
        });
    }

    @Test
    void shouldReadAnAccount() throws Exception {
        Account account = requireNonNull(example().accounts().get("yi-main"));

        assertThat(account.name()).isEqualTo("yi-main");
        assertThat(account.gateway().dialect().name()).isEqualTo("yijuhe");
        assertThat(account.gateway().merchant()).isEqualTo("20000");
        assertThat(account.gateway().baseUrl()).isEqualTo(URI.create("https://gateway-one.example"));
        assertThat(account.returnUrl()).isEqualTo(URI.create("https://shop.example/back"));
        assertThat(account.ack()).isEqualTo(AckRule.VERIFIED);
        assertThat(account.gateway().keys()).singleElement().satisfies(key -> {
            assertThat(key.id()).isEqualTo("2026");
            assertThat(key.validFrom()).isEqualTo(NEW_YEAR);
            assertThat(key.validTo()).isEqualTo(Long.MAX_VALUE);
            assertThat(key.addedAt()).isEqualTo(NEW_YEAR);
        });
    }

    @Test
    void shouldKeepTheDefaultPolicyInForceBeforeTheFirstOneThatHasATime() throws Exception {
        Map<String, Account> accounts = example().accounts();

        assertThat(requireNonNull(accounts.get("yi-main")).policies())
                .containsExactly(Policy.DEFAULT, new Policy(NEW_YEAR, AmountRule.EXACT, 0, true, false));
        assertThat(requireNonNull(accounts.get("jings-main")).policies())
                .containsExactly(new Policy(Long.MIN_VALUE, AmountRule.WITHIN, 99, true, false));
        assertThat(requireNonNull(accounts.get("juhe-main")).policies())
                .containsExactly(new Policy(Long.MIN_VALUE, AmountRule.AT_LEAST, 0, true, false));
        assertThat(requireNonNull(accounts.get("zonghe-main")).policies()).containsExactly(Policy.DEFAULT);
    }

    @Test
    void shouldReadFeesAndTolerances() throws Exception {
        Account account = requireNonNull(example().accounts().get("lianhe-main"));

        long change = Instant.parse("2026-06-30T16:00:00Z").toEpochMilli();
        assertThat(account.fees())
                .containsExactly(
                        new FeeRule(Long.MIN_VALUE, Kind.PAYMENT, null, 3_800, 0, Rounding.HALF_UP),
                        new FeeRule(Long.MIN_VALUE, Kind.PAYMENT, "3", 2_500, 0, Rounding.UP),
                        new FeeRule(Long.MIN_VALUE, Kind.PAYOUT, null, 0, 100, Rounding.HALF_UP),
                        new FeeRule(change, Kind.PAYMENT, null, 3_600, 0, Rounding.HALF_UP));
        assertThat(account.tolerances()).containsExactly(new Tolerance(Long.MIN_VALUE, 100));
    }

    @Test
    void shouldReadKeysThatFollowEachOther() throws Exception {
        Account account = requireNonNull(example().accounts().get("zonghe-main"));

        long change = Instant.parse("2026-05-31T16:00:00Z").toEpochMilli();
        assertThat(account.gateway().keys()).extracting("id").containsExactly("old", "new");
        assertThat(account.gateway().keys()).extracting("validFrom").containsExactly(Long.MIN_VALUE, change);
        assertThat(account.gateway().keys())
                .extracting("validTo")
                .containsExactly(change + Duration.ofDays(1).toMillis(), Long.MAX_VALUE);
    }

    /** DESIGN, section 3, with its ellipses filled in. */
    @Test
    void shouldReadTheSettingsOfTheDesign() throws Exception {
        Files.writeString(folder.resolve("hook"), "h");
        Files.writeString(folder.resolve("private"), ExampleSettings.privateKey());
        String yaml = """
                kafka: {bootstrapServers: "localhost:9092", linger.ms: 5}
                registry: {url: "http://localhost:8081"}
                http: {port: 8080, publicUrl: "https://pay.example", trustedProxies: [], peerSecret: "${env:PEER}"}
                topics: {prefix: "quittance.", partitions: 12, create: true, unsafeSingleBroker: false}
                edge: {instances: 2}
                gateways: ./gateways
                tokens: [{name: shop, token: "${env:SHOP}", scopes: [read, place], accounts: [yi-main]}]
                webhooks: [{name: shop, url: "https://shop.example/settled", secret: "${file:hook}", accounts: [yi-main]}]
                accounts:
                  yi-main:
                    gateway: yijuhe
                    merchant: "20000"
                    baseUrl: "https://gw.example"
                    returnUrl: "https://shop.example/back"
                    keys: [{id: k1, validFrom: 2026-01-01T00:00:00Z, addedAt: 2026-01-01T00:00:00Z, md5Key: "${env:K}", platformPublicKey: "%s", merchantPrivateKey: "${file:private}"}]
                    policies: [{from: 2026-01-01T00:00:00Z, amount: exact, unplaced: settle, amountless: hold}]
                    ack: verified
                    allowFrom: []
                """.formatted(ExampleSettings.publicKey());
        Files.createDirectories(folder.resolve("gateways"));

        Settings settings = SettingsFile.parse(yaml, folder, Map.of("PEER", "p", "SHOP", "s", "K", "k"));

        assertThat(settings.kafka().clientSettings()).containsEntry("linger.ms", "5");
        assertThat(settings.accounts()).containsOnlyKeys("yi-main");
        assertThat(settings.dialects()).containsKeys("yijuhe", "juhe");
    }

    @Test
    void shouldFillInWhatIsLeftOut() throws Exception {
        Settings settings = SettingsFile.parse("""
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081/, http://127.0.0.1:8082/apis/ccompat/v7"}
                accounts:
                  a: {gateway: juhe, merchant: 10001, keys: [{id: k, key: "${env:K}"}]}
                """, folder, Map.of("K", "k"));

        assertThat(settings.registry().urls())
                .containsExactly("http://localhost:8081", "http://127.0.0.1:8082/apis/ccompat/v7");
        assertThat(settings.http()).isEqualTo(new Settings.Http("0.0.0.0", 8080, null, List.of(), null, null));
        assertThat(settings.topics()).isEqualTo(new Settings.Topics("quittance.", 12, true, false, null));
        assertThat(settings.edge().instances()).isEqualTo(1);
        assertThat(requireNonNull(settings.accounts().get("a")).gateway().merchant())
                .isEqualTo("10001");
    }

    @Test
    void shouldAcceptSecretsInTheClearOnlyWhenToldSo() throws Exception {
        String yaml = """
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                accounts:
                  a: {gateway: juhe, merchant: "1", keys: [{id: k, key: word}]}
                """;

        Settings settings = SettingsFile.parse("unsafePlainSecrets: true\n" + yaml, folder, Map.of());

        assertThat(settings.accounts()).containsOnlyKeys("a");
        assertThatThrownBy(() -> SettingsFile.parse(yaml, folder, Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("quittance.yaml:4: accounts.a.keys[0].key: a secret in the clear")
                .hasMessageNotContaining("word");
    }

    @Test
    void shouldReadAFileWithPathsRelativeToItself() throws Exception {
        Path file = folder.resolve("mine.yaml");
        ExampleSettings.writeSecrets(folder);
        Files.copy(ExampleSettings.file(), file);

        Settings settings = SettingsFile.load(file, ExampleSettings.environment());

        assertThat(settings.topology().stateDirectory()).isEqualTo(folder.resolve("./data/state"));
    }

    @Test
    void shouldSayThatAFileCannotBeRead() throws Exception {
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});

        assertThatThrownBy(() -> SettingsFile.load(folder.resolve("none.yaml"), Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("none.yaml:1: cannot be read");
        assertThatThrownBy(() -> SettingsFile.load(latin, Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("latin.yaml:1: not UTF-8");
    }

    private Settings example() throws Exception {
        ExampleSettings.writeSecrets(folder);
        return SettingsFile.parse(Files.readString(ExampleSettings.file()), folder, ExampleSettings.environment());
    }
}
