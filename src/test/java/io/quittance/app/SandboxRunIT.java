package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.FreePort;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.sandbox.DemoPlan;
import io.quittance.sandbox.DemoSandbox;
import io.quittance.sandbox.DemoTraffic;
import io.quittance.sandbox.LedgerResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders at gateways that misbehave in every way, while the processes of Quittance are killed: the edge with the topology, the poller,
 * and all at once. {@code -Dsandbox.orders=20000} makes it long.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class SandboxRunIT {
    private static final long ORDERS = Long.getLong("quittance.sandbox.orders", 300);
    private static final int RATE = ORDERS < 2_000 ? 30 : 100;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void shouldEndWithAnEqualLedgerAndNoBrokenLimitThoughAllWasKilledInTheMiddle() throws Exception {
        int port = FreePort.find();
        URI quittance = URI.create("http://127.0.0.1:" + port);
        DemoPlan plan = new DemoPlan(11, OptionalLong.of(ORDERS), RATE, data);
        FasterGateways.write(data.resolve(DemoSettings.GATEWAYS), DemoSandbox.SPEED);
        try (DemoServers servers = DemoServers.start(data);
                DemoSandbox sandbox = DemoSandbox.open(plan, quittance)) {
            Path settings = settings(servers, sandbox, port);
            Path others = Files.writeString(
                    data.resolve("poller.yaml"), Files.readString(settings).replace("port: " + port + ",", "port: 0,"));

            LedgerResult result = killed(plan, sandbox, quittance, settings, others);

            assertThat(result.differences()).as("%s", shown()).isEmpty();
            assertThat(result.equal()).isTrue();
            assertThat(result.lines()).contains(new LedgerResult.Line("limits of the gateways broken", "0", "0"));
        }
    }

    private LedgerResult killed(DemoPlan plan, DemoSandbox sandbox, URI quittance, Path settings, Path others)
            throws Exception {
        Settings read = SettingsFile.load(settings);
        Launched deciding = started("edge,topology", settings);
        Launched asking = started("poller", others);
        try (Infrastructure servers = Infrastructure.connect(read, reason -> {})) {
            deciding.awaitSign(PATIENCE);
            try (DemoTraffic traffic = DemoTraffic.start(
                    plan,
                    sandbox,
                    quittance,
                    read.kafka().bootstrapServers(),
                    servers.events(),
                    read.topics().prefix(),
                    new PrintStream(shown, true, StandardCharsets.UTF_8))) {
                awaitTaken(sandbox, ORDERS / 4);
                deciding.kill();
                deciding = started("edge,topology", settings);

                awaitTaken(sandbox, ORDERS / 2);
                asking.kill();
                asking = started("poller", others);

                awaitTaken(sandbox, ORDERS * 3 / 4);
                deciding.kill();
                asking.kill();
                deciding = started("edge,topology", settings);
                asking = started("poller", others);

                traffic.awaitDone();
                return traffic.compare();
            }
        } finally {
            deciding.close();
            asking.close();
        }
    }

    private static Launched started(String roles, Path settings) throws IOException {
        return Launched.quittance(
                line -> line.equals("ready"), "run", "--config", settings.toString(), "--roles", roles);
    }

    private Path settings(DemoServers servers, DemoSandbox sandbox, int port) throws IOException {
        String yaml = DemoSettings.of(
                servers.broker().bootstrapServers(), servers.registry().url(), port, sandbox, data);
        return Files.writeString(data.resolve("quittance.yaml"), yaml);
    }

    private void awaitTaken(DemoSandbox sandbox, long orders) {
        String page = sandbox.address() + "/ledger?limit=1&after=" + (orders - 1);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> get(page).contains("\"number\":" + orders + ","));
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
