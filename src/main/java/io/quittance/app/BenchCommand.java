package io.quittance.app;

import io.quittance.bench.Bench;
import io.quittance.bench.BenchPlan;
import io.quittance.bench.BenchResult;
import io.quittance.bench.Cluster;
import io.quittance.config.Settings;
import io.quittance.sandbox.SandboxAccounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: the product beside its limits, on servers of its own. */
@Command(
        name = "bench",
        description =
                "Measures edge and topology beside small programs that do the bare minimum, by turns and in one run, and "
                        + "says how each ratio stands to its goal. Starts a broker, a registry and the measured processes itself, on "
                        + "this machine alone, and stops them. Rows: 1 edge at saturation, 2 its CPU time per callback, 5 settling per "
                        + "CPU-second, 7 from a callback to its settlement.")
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            paramLabel = "ROW",
            split = ",",
            description = "Which rows to measure, for example 1,5; all of them by default.")
    private Set<Integer> rows = new TreeSet<>(BenchPlan.ALL);

    @Option(
            names = "--short",
            description = "Measure so little that it ends within two minutes; the figures decide nothing then.")
    private boolean brief;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there, too.")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Say what has changed since the run that wrote this file with --json.")
    private @Nullable Path compare;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Make the folder of the run in there, not where temporary files usually are.")
    private @Nullable Path temp;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        requireKnownRows();
        BenchPlan plan = brief ? BenchPlan.brief(rows) : BenchPlan.full(rows);
        Path roomy = requireRoom(plan);
        requireWritable();
        BenchResult earlier = earlier();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Shutdown shutdown = Shutdown.onSignal();
        Path folder = Files.createTempDirectory(roomy, "quittance-bench-");
        try {
            BenchResult result = shutdown.interruptibly(() -> measure(folder, plan, err));
            // People first: the table is there even where the file cannot be written any more.
            result.table(earlier).forEach(out::println);
            out.flush();
            if (json != null) {
                result.write(json);
            }
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException e) {
            err.println("stopped");
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            Folders.delete(folder, err::println);
            shutdown.done();
        }
    }

    private BenchResult measure(Path folder, BenchPlan plan, PrintWriter err) throws Exception {
        err.println("starting a broker and a schema registry");
        try (DemoServers servers = DemoServers.start(folder)) {
            Cluster cluster = new Cluster(
                    servers.broker().bootstrapServers(),
                    servers.registry().url(),
                    folder,
                    SandboxAccounts.usual(folder.resolve("secrets")),
                    Main.class.getName(),
                    BenchCommand::makeTopics);
            return new Bench(cluster, plan, err::println).run();
        }
    }

    private static void makeTopics(Settings settings) throws IOException, InterruptedException {
        Servers.requireTopics(settings);
    }

    private void requireKnownRows() {
        for (Integer row : rows) {
            if (!BenchPlan.ALL.contains(row)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--rows takes " + new TreeSet<>(BenchPlan.ALL) + ", separated by commas, not " + row);
            }
        }
    }

    /** A broker on a full disk halts its process and leaves everything behind, so there has to be enough from the start. */
    private Path requireRoom(BenchPlan plan) throws IOException {
        Path in = temp == null ? Path.of(System.getProperty("java.io.tmpdir")) : temp.toAbsolutePath();
        boolean folder = Files.isDirectory(in);
        long free = folder ? Files.getFileStore(in).getUsableSpace() : 0;
        if (folder && free < plan.diskBytes()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "bench keeps what it sends until it ends, up to %s, and %s has %s free: name another folder with --temp, or measure less with --rows or --short"
                            .formatted(gigabytes(plan.diskBytes()), in, gigabytes(free)));
        }
        if (!folder || !Files.isWritable(in)) {
            throw new ParameterException(
                    spec.commandLine(), in + " is no folder in which files can be made; name another one with --temp");
        }
        return in;
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Nobody should wait for a result to hear that it cannot be written. */
    private void requireWritable() {
        if (json == null) {
            return;
        }
        Path folder = json.toAbsolutePath().getParent();
        boolean writable = Files.exists(json)
                ? !Files.isDirectory(json) && Files.isWritable(json)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json: " + json + " cannot be written; name a file in a folder that is there");
        }
    }

    private @Nullable BenchResult earlier() {
        if (compare == null) {
            return null;
        }
        try {
            return BenchResult.read(compare);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--compare: " + e.getMessage(), e);
        }
    }
}
