package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxAccountsTest {
    private static final Instant PAID_AT = Instant.parse("2026-03-01T00:00:00Z");
    private static final URI SANDBOX = URI.create("http://127.0.0.1:9090");

    @TempDir
    private Path data;

    @Test
    void shouldSignTheSameAfterASecondStart() throws IOException {
        List<String> first = bodies(SandboxAccounts.usual(data), Trick.NONE);

        List<String> second = bodies(SandboxAccounts.usual(data), Trick.NONE);

        assertThat(second).isEqualTo(first).doesNotHaveDuplicates();
    }

    @Test
    void shouldForgeWithOtherKeys() throws IOException {
        SandboxAccounts accounts = SandboxAccounts.usual(data);

        assertThat(bodies(accounts, Trick.WRONG_KEY)).doesNotContainAnyElementsOf(bodies(accounts, Trick.NONE));
    }

    @Test
    void shouldReferToEverySecretThatTheReceiverNeeds() throws IOException {
        SandboxAccounts accounts = SandboxAccounts.usual(data.resolve("secrets"));

        List<String> references = accounts.sections(SANDBOX, data.resolve("quittance.yaml"))
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
    void shouldLeaveOutWhereToAskWhereNobodyCanBeAsked() throws IOException {
        SandboxAccounts accounts = SandboxAccounts.usual(data);

        assertThat(accounts.sections(SANDBOX, data.resolve("quittance.yaml")))
                .contains("baseUrl: \"http://127.0.0.1:9090/juhe\"", "returnUrl: ");
        assertThat(accounts.sections(null, data.resolve("quittance.yaml")))
                .contains("gateway: juhe")
                .doesNotContain("baseUrl", "returnUrl");
    }

    @Test
    void shouldLetOnlyItsOwnerReadTheSecrets() throws IOException {
        SandboxAccounts.usual(data.resolve("secrets"));

        try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
            assertThat(files)
                    .hasSize(10)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]"));
        }
    }

    @Test
    void shouldShowNoSecret() throws IOException {
        SandboxAccounts accounts = SandboxAccounts.usual(data);

        assertThat(accounts)
                .hasToString("SandboxAccounts[SandboxAccount[yi-main at yijuhe], SandboxAccount[jings-main at jings],"
                        + " SandboxAccount[zonghe-main at zonghe], SandboxAccount[juhe-main at juhe],"
                        + " SandboxAccount[lianhe-main at lianhe]]");
    }

    private static List<String> bodies(SandboxAccounts accounts, Trick trick) {
        Forger forger = new Forger();
        return accounts.list().stream()
                .map(account -> {
                    var callback = new Callback(Flow.PAYMENT, "1", "2", 100, 100, Says.PAID, PAID_AT, "");
                    var message = new Message(account.gateway(), callback, trick, true);
                    return forger.writer(account).body(message, new Freshness("n", PAID_AT));
                })
                .toList();
    }
}
