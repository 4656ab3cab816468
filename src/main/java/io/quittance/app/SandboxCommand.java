package io.quittance.app;

import io.quittance.sandbox.SandboxAccount;
import io.quittance.sandbox.SandboxAccounts;
import io.quittance.sandbox.SandboxOptions;
import io.quittance.sandbox.SandboxServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the imitated gateways until it is stopped. */
@Command(
        name = "sandbox",
        description =
                "Imitates the five gateways over HTTP as their documents describe them: orders, payouts, payment pages, "
                        + "callbacks with their retries, queries, balances, limits. Orders are paid by themselves, from a seed, or "
                        + "by a person at the payment page with --manual. GET /ledger tells the truth about every order. "
                        + "Serves until Ctrl-C.")
final class SandboxCommand implements Callable<Integer> {
    @Mixin
    private SandboxArguments arguments = new SandboxArguments();

    @Option(
            names = "--account",
            paramLabel = "NAME=GATEWAY[:MERCHANT]",
            description = "An account to serve, any number of times; one at each gateway by default.")
    private List<String> accounts = List.of();

    @Option(
            names = "--balance",
            paramLabel = "YUAN",
            defaultValue = "1000000",
            description = "What is in each account at the start; ${DEFAULT-VALUE} by default.")
    private int balanceYuan = 1_000_000;

    @Option(
            names = "--credentials",
            paramLabel = "DIR",
            description = "Keep the accounts' credentials there, and use those that are there.")
    private @Nullable Path credentials;

    @Option(
            names = "--write-config",
            paramLabel = "FILE",
            description =
                    "Write settings of Quittance with these accounts. Without --credentials their credentials go into the "
                            + "folder sandbox-credentials beside it; without both they are gone when the sandbox ends.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        boolean temporary = credentials == null && config == null;
        Path folder = temporary ? Files.createTempDirectory("quittance-sandbox-") : folder();
        Shutdown shutdown = Shutdown.onSignal();
        try {
            SandboxAccounts opened = open(folder);
            try (SandboxServer server = SandboxServer.start(options(opened))) {
                tell(server, opened, folder);
                return shutdown.interruptibly(() -> {
                    shutdown.asked().get();
                    return CommandLine.ExitCode.OK;
                });
            }
        } catch (InterruptedException e) {
            spec.commandLine().getOut().println("stopped");
            return CommandLine.ExitCode.OK;
        } finally {
            if (temporary) {
                delete(folder);
            }
            shutdown.done();
        }
    }

    private SandboxAccounts open(Path folder) throws IOException {
        try {
            List<SandboxAccounts.Wanted> wanted = accounts.isEmpty()
                    ? SandboxAccounts.Wanted.usual()
                    : accounts.stream().map(SandboxAccounts.Wanted::of).toList();
            return SandboxAccounts.open(folder, wanted, balanceYuan * 100L);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private SandboxOptions options(SandboxAccounts opened) {
        try {
            return arguments.options(opened.list());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void tell(SandboxServer server, SandboxAccounts opened, Path folder) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("sandbox on " + server.address() + ", " + arguments.pace());
        out.printf("  %-14s %-8s %-18s %s%n", "ACCOUNT", "GATEWAY", "MERCHANT", "BASE URL");
        for (SandboxAccount account : opened.list()) {
            String dialect = account.gateway().dialect();
            out.printf(
                    "  %-14s %-8s %-18s %s%n",
                    account.name(), dialect, account.merchant(), server.baseUrl(account.gateway()));
        }
        out.println("credentials in " + folder.toAbsolutePath().normalize());
        if (config != null) {
            Files.writeString(config, opened.settings(server.address(), config));
            out.println("settings of Quittance in " + config);
        }
        out.println("payment pages on " + server.address() + "/");
        out.println("the truth on " + server.address() + "/ledger and " + server.address() + "/ledger/summary");
        out.flush();
    }

    private Path folder() {
        if (credentials != null) {
            return credentials;
        }
        Path file = config == null ? Path.of("quittance.yaml") : config;
        return file.toAbsolutePath().normalize().resolveSibling("sandbox-credentials");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
