package io.quittance.app;

import io.quittance.sandbox.DemoPlan;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything in one process: a shop that places orders at five imitated gateways, and their ledger beside what was settled. */
@Command(
        name = "demo",
        description =
                "Starts five imitated gateways, a broker, a registry, the edge, the topology and the poller, and places orders "
                        + "through the API. The gateways behave badly: lost, repeated, late and forged callbacks, wrong amounts, failing "
                        + "answers; their time runs 60 times as fast. Goes on until Ctrl-C, or ends after --orders with a comparison of "
                        + "the gateways' ledger with what was settled: 0 where both agree.")
final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "Stop after that many orders, wait until they have ended, and compare.")
    private @Nullable Long orders;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Orders a second; ${DEFAULT-VALUE} by default.")
    private int rate = 100;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What orders and mishaps are drawn from; ${DEFAULT-VALUE} by default.")
    private long seed = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen; " + USUAL_PORT + ", or a free one where that is taken. 0: any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the data there, and carry on from what is there; a temporary folder by default.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        requirePlausible();
        Path folder = data == null ? Files.createTempDirectory("quittance-demo-") : Files.createDirectories(data);
        Path home = folder.toAbsolutePath().normalize();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        OptionalLong size = orders == null ? OptionalLong.empty() : OptionalLong.of(orders);
        DemoPlan plan = new DemoPlan(seed, size, rate, home);
        Shutdown shutdown = Shutdown.onSignal();
        try {
            boolean done = shutdown.interruptibly(() -> new Demo(plan, ports(), out, shutdown).run());
            return done ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (InterruptedException e) {
            out.println("stopped");
            return CommandLine.ExitCode.OK;
        } finally {
            leave(home, out);
            shutdown.done();
        }
    }

    private void leave(Path folder, PrintStream out) {
        if (data != null) {
            out.println("the data stays in " + folder);
            return;
        }
        Folders.delete(folder, out::println);
    }

    private Demo.Ports ports() {
        if (port == null) {
            return new Demo.Ports(USUAL_PORT, true);
        }
        return new Demo.Ports(port, false);
    }

    private void requirePlausible() {
        if (orders != null && orders < 1) {
            throw new ParameterException(spec.commandLine(), "--orders must be at least 1, not " + orders);
        }
        if (rate < 1) {
            throw new ParameterException(spec.commandLine(), "--rate must be at least 1, not " + rate);
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535, not " + port);
        }
        if (data != null && Files.exists(data) && !Files.isDirectory(data)) {
            throw new ParameterException(spec.commandLine(), "--data must be a folder, and " + data + " is a file");
        }
    }
}
