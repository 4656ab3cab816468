package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SandboxCommandTest {
    @TempDir
    private Path folder;

    /** The command on a thread of its own, as a person runs it. */
    private record Running(Thread thread, StringWriter out, CompletableFuture<Integer> status) {
        static Running of(String... arguments) {
            StringWriter out = new StringWriter();
            CompletableFuture<Integer> status = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform()
                    .start(() -> status.complete(
                            Main.run(new PrintWriter(out, true), new PrintWriter(new StringWriter()), arguments)));
            await().until(() -> out.toString().contains("/ledger/summary") || status.isDone());
            return new Running(thread, out, status);
        }

        int stop() throws Exception {
            thread.interrupt();
            return status.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldServeOneAccountAtEachGatewayUntilItIsStopped() throws Exception {
        Running running = Running.of("sandbox", "--port", "0");

        String told = running.out().toString();
        String address = told.substring("sandbox on ".length(), told.indexOf(','));
        String home = get(address + "/");
        int status = running.stop();

        assertThat(told)
                .contains("time runs as the documents say", "10000001400000", address + "/jings", "credentials in ");
        assertThat(home).contains("yi-main", "jings-main", "zonghe-main", "juhe-main", "lianhe-main");
        assertThat(status).isZero();
        assertThat(running.out().toString()).endsWith("stopped" + System.lineSeparator());
        Path credentials = Path.of(told.lines()
                .filter(line -> line.startsWith("credentials in "))
                .findFirst()
                .orElseThrow()
                .substring("credentials in ".length()));
        assertThat(credentials).doesNotExist();
    }

    @Test
    void shouldWriteSettingsThatQuittanceTakes() throws Exception {
        Path config = folder.resolve("quittance.yaml");
        Running running = Running.of(
                "sandbox",
                "--port",
                "0",
                "--speed",
                "60",
                "--misbehave",
                "all=1,lost=5",
                "--manual",
                "--write-config",
                config.toString());

        running.stop();
        CommandRun check = CommandRun.of("config", "check", "--config", config.toString());

        assertThat(running.out().toString()).contains("time runs 60 times as fast as the documents say");
        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isZero();
        assertThat(Files.readString(config)).contains("${file:sandbox-credentials/juhe-main-secret}");
        String secret = Files.readString(folder.resolve("sandbox-credentials/juhe-main-secret"));
        assertThat(running.out().toString() + Files.readString(config)).doesNotContain(secret);
    }

    @Test
    void shouldFindItsCredentialsAgain() throws Exception {
        String[] arguments = {
            "sandbox",
            "--port",
            "0",
            "--credentials",
            folder.toString(),
            "--account",
            "shop=juhe:777",
            "--balance",
            "10"
        };

        Running.of(arguments).stop();
        String first = Files.readString(folder.resolve("shop-secret"));
        Running second = Running.of(arguments);
        String told = second.out().toString();
        String home = get(told.substring("sandbox on ".length(), told.indexOf(',')) + "/");
        second.stop();

        assertThat(Files.readString(folder.resolve("shop-secret")))
                .isEqualTo(first)
                .hasSize(32);
        assertThat(home).contains("777", "10.00").doesNotContain("lianhe-main");
    }

    @ParameterizedTest
    @CsvSource({
        "--speed, 0, 'the speed must be 1 to 100000, not 0'",
        "--paid, 99, 'make up 100 at most'",
        "--misbehave, lots=1, 'lost, repeated'",
        "--misbehave, lost=101, 'lost must be a percentage, not 101'",
        "--account, shop, 'NAME=GATEWAY'",
        "--account, shop=bank, 'there is no gateway bank'",
        "--account, Shop=juhe, 'letters a to z'",
        "--port, 70000, '--port must be 0 to 65535, not 70000'"
    })
    void shouldSayWhatIsWrongWithAnOption(String option, String value, String why) {
        CommandRun run = CommandRun.of("sandbox", option, value);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
