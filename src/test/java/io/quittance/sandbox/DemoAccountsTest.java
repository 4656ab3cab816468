package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAccountsTest {
    private static final Instant PAID_AT = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path data;

    @Test
    void shouldSignTheSameAfterASecondStart() throws IOException {
        List<String> first = bodies(DemoAccounts.open(data), Trick.NONE);

        List<String> second = bodies(DemoAccounts.open(data), Trick.NONE);

        assertThat(second).isEqualTo(first).doesNotHaveDuplicates();
    }

    @Test
    void shouldForgeWithOtherKeys() throws IOException {
        DemoAccounts accounts = DemoAccounts.open(data);

        assertThat(bodies(accounts, Trick.WRONG_KEY)).doesNotContainAnyElementsOf(bodies(accounts, Trick.NONE));
    }

    @Test
    void shouldReferToEverySecretThatTheReceiverNeeds() throws IOException {
        DemoAccounts accounts = DemoAccounts.open(data);

        List<String> references = accounts.settings()
                .lines()
                .filter(line -> line.contains("${file:"))
                .map(line -> line.substring(line.indexOf("${file:") + 7, line.indexOf('}', line.indexOf("${file:"))))
                .toList();

        assertThat(references)
                .hasSize(8)
                .allSatisfy(reference ->
                        assertThat(Files.readString(data.resolve(reference))).isNotBlank());
        assertThat(Files.readString(accounts.tokenFile())).isEqualTo(accounts.token());
    }

    @Test
    void shouldLetOnlyItsOwnerReadTheSecrets() throws IOException {
        DemoAccounts.open(data);

        try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
            assertThat(files)
                    .hasSize(9)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]"));
        }
    }

    @Test
    void shouldShowNoSecret() throws IOException {
        DemoAccounts accounts = DemoAccounts.open(data);

        assertThat(accounts).hasToString("DemoAccounts[YIJUHE, JINGS, ZONGHE, JUHE, LIANHE]");
    }

    private static List<String> bodies(DemoAccounts accounts, Trick trick) {
        CallbackWriter writer = accounts.writer();
        return Stream.of(Gateway.values())
                .map(gateway -> {
                    var callback = new Callback(Flow.PAYMENT, "1", "2", 100, 100, Says.PAID, PAID_AT, "");
                    return writer.body(new Message(gateway, callback, 0, trick, true), new Freshness("n", PAID_AT));
                })
                .toList();
    }
}
