package io.quittance.app;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.sandbox.DemoPlan;
import io.quittance.sandbox.DemoSandbox;
import io.quittance.sandbox.DemoTraffic;
import io.quittance.sandbox.LedgerResult;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One demo from start to end: gateways, servers, application, traffic, comparison, each closed in reverse. */
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
     * Runs until all orders are placed and compared, or until somebody stops it.
     *
     * @return whether what was settled agrees with the gateways' ledger
     * @throws InterruptedException where somebody stopped it; all is closed then
     */
    boolean run() throws Exception {
        out.println("starting five gateways, a broker and a schema registry under " + plan.data());
        int port = port();
        URI uri = URI.create("http://127.0.0.1:" + port);
        try (DemoSandbox sandbox = DemoSandbox.open(plan, uri);
                DemoServers servers = DemoServers.start(plan.data())) {
            FasterGateways.write(plan.data().resolve(DemoSettings.GATEWAYS), DemoSandbox.SPEED);
            out.println("broker " + servers.broker().bootstrapServers() + ", schema registry "
                    + servers.registry().url());
            return serve(uri, sandbox, settings(servers, sandbox, port));
        }
    }

    private boolean serve(URI uri, DemoSandbox sandbox, Settings settings) throws Exception {
        try {
            Application first = Application.listen(settings, EnumSet.allOf(Role.class));
            application = first;
            awaitReady(first);
            try (DemoTraffic traffic = DemoTraffic.start(
                    plan,
                    sandbox,
                    uri,
                    settings.kafka().bootstrapServers(),
                    first.events(),
                    settings.topics().prefix(),
                    out)) {
                tellWhereToLook(uri, sandbox, traffic);
                LedgerResult result = outlive(traffic, first);
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

    /** Waits for the comparison; where the application ends by itself before, a new one takes its place, a few times. */
    private LedgerResult outlive(DemoTraffic traffic, Application first) throws Exception {
        CompletableFuture<LedgerResult> compared = new CompletableFuture<>();
        Thread waiting =
                Thread.ofPlatform().daemon().name("await-traffic").start(() -> awaitTraffic(traffic, compared));
        try {
            Application serving = first;
            while (!compared.isDone()) {
                CompletableFuture.anyOf(compared, serving.ended()).get();
                if (!compared.isDone()) {
                    serving = replace(serving);
                }
            }
            return compared.get();
        } catch (InterruptedException e) {
            end(waiting);
            traffic.stop();
            throw e;
        } finally {
            end(waiting);
        }
    }

    private static void end(Thread waiting) throws InterruptedException {
        waiting.interrupt();
        waiting.join();
    }

    private Application replace(Application ended) throws Exception {
        String reason = ended.ended().get();
        Settings settings = ended.settings();
        ended.close();
        restarts++;
        if (restarts > MAX_RESTARTS) {
            throw new IllegalStateException("given up after " + MAX_RESTARTS + " restarts: " + reason);
        }
        out.println(reason + "; restart " + restarts + " of " + MAX_RESTARTS);
        Application next = Application.listen(settings, EnumSet.allOf(Role.class));
        application = next;
        awaitReady(next);
        return next;
    }

    private void awaitTraffic(DemoTraffic traffic, CompletableFuture<LedgerResult> compared) {
        try {
            traffic.awaitDone();
            out.println("all orders are placed; waiting until the gateways have nothing more to say of them");
            compared.complete(traffic.compare());
        } catch (InterruptedException | RuntimeException e) {
            compared.completeExceptionally(e);
        }
    }

    private void awaitReady(Application starting) throws InterruptedException, IOException {
        starting.start(out::println);
        if (!starting.awaitReady(shutdown.asked())) {
            throw new IllegalStateException(starting.ended().getNow("stopped before it was ready"));
        }
    }

    /** The port to listen on: gateways are told the address before anything listens there. */
    private int port() throws IOException {
        try {
            return free(ports.wanted());
        } catch (IOException e) {
            if (!ports.orAnyFree()) {
                throw new IOException("port " + ports.wanted() + " is taken: choose another one with --port", e);
            }
            out.println("port " + ports.wanted() + " is taken; listening on a free one");
            return free(0);
        }
    }

    private static int free(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        }
    }

    private Settings settings(DemoServers servers, DemoSandbox sandbox, int port) throws InvalidSettings {
        String yaml = DemoSettings.of(
                servers.broker().bootstrapServers(), servers.registry().url(), port, sandbox, plan.data());
        return SettingsFile.parse(yaml, plan.data(), Map.of());
    }

    private void tellWhereToLook(URI uri, DemoSandbox sandbox, DemoTraffic traffic) {
        out.println("ready: " + uri + "/readyz");
        out.println("the gateways: " + sandbox.address() + "/, what is true of every order: " + sandbox.address()
                + "/ledger; their time runs " + DemoSandbox.SPEED + " times as fast: what takes a minute there takes a"
                + " second here");
        out.println("look at an order (any of this run; the token is in " + sandbox.tokenFile() + "):");
        traffic.examplePaths()
                .forEach(path -> out.println("  curl -s -H \"Authorization: Bearer $(cat " + sandbox.tokenFile()
                        + ")\" '" + uri + path + "?wait=20s'"));
    }
}
