package io.quittance.app;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.sandbox.DemoAccounts;
import io.quittance.sandbox.DemoPlan;
import io.quittance.sandbox.DemoTraffic;
import io.quittance.sandbox.LedgerResult;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One demo from start to end: servers, application, traffic, comparison, each closed in reverse. */
final class Demo {
    private static final int MAX_RESTARTS = 3;

    private final DemoPlan plan;
    private final Ports ports;
    private final PrintStream out;
    private final Shutdown shutdown;
    private int restarts;
    private @Nullable Application application;

    /** Where to listen, and whether any free port will do where that one is taken. */
    record Ports(int wanted, boolean orAnyFree) {}

    Demo(DemoPlan plan, Ports ports, PrintStream out, Shutdown shutdown) {
        this.plan = plan;
        this.ports = ports;
        this.out = out;
        this.shutdown = shutdown;
    }

    /**
     * Runs until all orders are sent and compared, or until somebody stops it.
     *
     * @return whether what was settled agrees with what was sent
     * @throws InterruptedException where somebody stopped it; all is closed then
     */
    boolean run() throws Exception {
        out.println("starting a broker and a schema registry under " + plan.data());
        DemoAccounts accounts = DemoAccounts.open(plan.data());
        try (DemoServers servers = DemoServers.start(plan.data())) {
            out.println("broker " + servers.broker().bootstrapServers() + ", schema registry "
                    + servers.registry().url());
            return serve(servers, accounts);
        }
    }

    private boolean serve(DemoServers servers, DemoAccounts accounts) throws Exception {
        try {
            Application first = listen(servers, accounts);
            application = first;
            awaitReady(first);
            URI uri = URI.create("http://127.0.0.1:" + first.port());
            Settings settings = first.settings();
            try (DemoTraffic traffic = DemoTraffic.start(
                    plan,
                    accounts,
                    uri,
                    settings.kafka().bootstrapServers(),
                    first.events(),
                    settings.topics().prefix(),
                    out)) {
                tellWhereToLook(uri, accounts, traffic);
                outlive(traffic, first, servers, accounts);
                LedgerResult result = traffic.compare();
                result.print().forEach(out::println);
                return result.equal();
            }
        } finally {
            Application last = application;
            if (last != null) {
                last.close();
            }
        }
    }

    /** Waits for the traffic to end; where the application ends by itself before, a new one takes its place, a few times. */
    private void outlive(DemoTraffic traffic, Application first, DemoServers servers, DemoAccounts accounts)
            throws Exception {
        Application serving = first;
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.ofVirtual().name("await-traffic").start(() -> awaitTraffic(traffic, sent));
        while (!sent.isDone()) {
            try {
                CompletableFuture.anyOf(sent, serving.ended()).get();
            } catch (InterruptedException e) {
                traffic.stop();
                throw e;
            }
            if (!sent.isDone()) {
                serving = replace(serving, servers, accounts);
            }
        }
    }

    private Application replace(Application ended, DemoServers servers, DemoAccounts accounts) throws Exception {
        String reason = ended.ended().get();
        int port = ended.port();
        ended.close();
        restarts++;
        if (restarts > MAX_RESTARTS) {
            throw new IllegalStateException("given up after " + MAX_RESTARTS + " restarts: " + reason);
        }
        out.println(reason + "; restart " + restarts + " of " + MAX_RESTARTS);
        Application next = Application.listen(settings(servers, accounts, port), EnumSet.allOf(Role.class));
        application = next;
        awaitReady(next);
        return next;
    }

    private static void awaitTraffic(DemoTraffic traffic, CompletableFuture<Void> sent) {
        try {
            traffic.awaitDone();
            sent.complete(null);
        } catch (InterruptedException e) {
            sent.completeExceptionally(e);
        }
    }

    private void awaitReady(Application starting) throws InterruptedException, IOException {
        starting.start(out::println);
        if (!starting.awaitReady(shutdown.asked())) {
            throw new IllegalStateException(starting.ended().getNow("stopped before it was ready"));
        }
    }

    private Application listen(DemoServers servers, DemoAccounts accounts) throws IOException, InvalidSettings {
        EnumSet<Role> roles = EnumSet.allOf(Role.class);
        try {
            return Application.listen(settings(servers, accounts, ports.wanted()), roles);
        } catch (IOException e) {
            if (!ports.orAnyFree()) {
                throw e;
            }
            out.println("port " + ports.wanted() + " is taken; listening on a free one");
            return Application.listen(settings(servers, accounts, 0), roles);
        }
    }

    private Settings settings(DemoServers servers, DemoAccounts accounts, int port) throws InvalidSettings {
        String yaml = """
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                http: {host: "127.0.0.1", port: %d}
                topics: {partitions: 4, unsafeSingleBroker: true}
                topology: {instanceId: demo, stateDirectory: state, rocksdbMemory: 64MB}
                """.formatted(
                        servers.broker().bootstrapServers(), servers.registry().url(), port)
                + accounts.settings();
        return SettingsFile.parse(yaml, plan.data(), Map.of());
    }

    private void tellWhereToLook(URI uri, DemoAccounts accounts, DemoTraffic traffic) {
        out.println("ready: " + uri + "/readyz");
        out.println("look at an order (any of this run; the token is in " + accounts.tokenFile() + "):");
        traffic.examplePaths()
                .forEach(path -> out.println("  curl -s -H \"Authorization: Bearer $(cat " + accounts.tokenFile()
                        + ")\" '" + uri + path + "?wait=20s'"));
    }
}
