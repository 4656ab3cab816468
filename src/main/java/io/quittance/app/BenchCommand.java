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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        BenchPlan plan = plan(rows);
        requireWritable();
        BenchResult earlier = earlier();
        BenchPlace place = requireRoom(plan);
        PrintWriter err = spec.commandLine().getErr();
        Path folder = make(place);
        Shutdown shutdown = Shutdown.onSignal();
        try {
            BenchResult result = shutdown.interruptibly(() -> measure(folder, plan, err));
            show(result, earlier);
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException e) {
            err.println("stopped");
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            Folders.delete(folder, err::println);
            shutdown.done();
        }
    }

    /** Table and file are each there whatever becomes of the other: a run takes too long to be lost. */
    private void show(BenchResult result, @Nullable BenchResult earlier) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            result.table(earlier).forEach(out::println);
            out.flush();
        } finally {
            if (json != null) {
                write(result, json);
            }
        }
    }

    private static void write(BenchResult result, Path file) throws IOException {
        try {
            result.write(file);
        } catch (IOException e) {
            throw new IOException("--json: " + file + " could not be written: " + e, e);
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

    private BenchPlace requireRoom(BenchPlan plan) {
        BenchPlace place = BenchPlace.of(temp);
        String problem = place.problem(keptBytes(plan), savingOptions(keptBytes(plan)));
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
        return place;
    }

    private List<String> savingOptions(long bytes) {
        List<String> options = new ArrayList<>();
        if (rows.stream().anyMatch(row -> keptBytes(plan(Set.of(row))) < bytes)) {
            options.add("--rows");
        }
        if (keptBytes(BenchPlan.brief(rows)) < bytes) {
            options.add("--short");
        }
        return options;
    }

    private BenchPlan plan(Set<Integer> some) {
        return brief ? BenchPlan.brief(some) : BenchPlan.full(some);
    }

    private static long keptBytes(BenchPlan plan) {
        return plan.diskBytes(Runtime.getRuntime().availableProcessors());
    }

    private Path make(BenchPlace place) {
        try {
            return place.make();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), place.unusable(), e);
        }
    }

    /** Nobody should wait for a result to hear that it cannot be written. */
    private void requireWritable() {
        String problem = json == null ? null : unwritable(json.toAbsolutePath());
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), "--json: " + json + " " + problem);
        }
    }

    private static @Nullable String unwritable(Path file) {
        if (Files.isDirectory(file)) {
            return "is a folder; name a file in it";
        }
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                return "is no regular file; name one";
            }
            return Files.isWritable(file) ? null : "may not be written; name another file";
        }
        if (Files.isSymbolicLink(file)) {
            return "is a link to a file that is not there; name a file";
        }
        Path folder = Objects.requireNonNull(file.getParent(), "of what is no folder");
        if (Files.notExists(folder)) {
            return "cannot be written; make the folder " + folder + " first";
        }
        return Folders.takesFiles(folder)
                ? null
                : "cannot be written; " + folder + " is no folder in which files can be made";
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
