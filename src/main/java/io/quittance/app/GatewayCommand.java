package io.quittance.app;

import io.quittance.config.DialectFiles;
import io.quittance.config.InvalidDialects;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.MessageType;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is known about gateways: the list, one of them, and whether its golden vectors pass. */
@Command(
        name = "gateway",
        description = "Shows the gateways and runs their golden vectors.",
        subcommands = {GatewayCommand.ListAll.class, GatewayCommand.Show.class, GatewayCommand.Test.class})
public final class GatewayCommand {
    private static final int NO = 1;
    private static final int WRONG = 2;

    /** What every subcommand needs: where to write, and the folder of one's own gateways. */
    abstract static class Base implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--gateways", paramLabel = "FOLDER", description = "A folder of your own gateway files.")
        private @Nullable Path gateways;

        abstract int run(PrintWriter out) throws Refused;

        @Override
        public final Integer call() {
            try {
                return run(console().getOut());
            } catch (InvalidDialects e) {
                e.faults().forEach(console().getErr()::println);
                return WRONG;
            } catch (Refused e) {
                console().getErr().println(e.getMessage());
                return WRONG;
            }
        }

        private picocli.CommandLine console() {
            if (spec == null) {
                throw new IllegalStateException("picocli gives a command its spec");
            }
            return spec.commandLine();
        }

        Map<String, Dialect> all() {
            return new TreeMap<>(DialectFiles.load(gateways));
        }

        Dialect named(String name) throws Refused {
            Map<String, Dialect> all = all();
            Dialect dialect = all.get(name);
            if (dialect == null) {
                throw new Refused(
                        "There is no gateway " + name + "; there are " + String.join(", ", all.keySet()) + ".");
            }
            return dialect;
        }
    }

    /** Wrong usage, told to the person who typed it. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** One line for each gateway. */
    @Command(name = "list", description = "Lists the gateways and the messages that each of them has.")
    static final class ListAll extends Base {
        @Override
        int run(PrintWriter out) {
            all().forEach((name, dialect) -> out.println(name + "  "
                    + dialect.definition().title() + "  "
                    + dialect.messages().stream().map(MessageType::wireName).collect(Collectors.joining(", "))));
            return 0;
        }
    }

    /** One gateway in full. */
    @Command(name = "show", description = "Shows what is known about one gateway.")
    static final class Show extends Base {
        @Parameters(paramLabel = "NAME", description = "A gateway of the list.")
        private String name = "";

        @Override
        int run(PrintWriter out) throws Refused {
            new GatewaySheet(named(name)).print(out);
            return 0;
        }
    }

    /** The golden vectors of one gateway. */
    @Command(
            name = "test",
            description = "Runs the golden vectors FOLDER/<gateway>.json and closes with the line: N passed, M failed.")
    static final class Test extends Base {
        @Option(names = "--gateway", required = true, paramLabel = "NAME|FILE", description = "A gateway, or its file.")
        private String gateway = "";

        @Option(names = "--vectors", required = true, paramLabel = "FOLDER", description = "Where the vectors are.")
        private Path vectors = Path.of(".");

        @Override
        int run(PrintWriter out) throws Refused {
            Dialect dialect = isFile(gateway) ? ofFile(Path.of(gateway)) : named(gateway);
            Path file = vectors.resolve(dialect.name() + ".json");
            if (!Files.isRegularFile(file)) {
                throw new Refused("There is no " + file + "; name the folder that holds " + dialect.name() + ".json.");
            }
            List<GatewayVectors.Result> results = results(dialect, file);
            for (GatewayVectors.Result result : results) {
                String line = result.message() + " " + result.name();
                out.println(result.passed() ? "passed  " + line : "FAILED  " + line + ": " + result.difference());
            }
            long passed = results.stream().filter(GatewayVectors.Result::passed).count();
            out.println(passed + " passed, " + (results.size() - passed) + " failed");
            return passed == results.size() ? 0 : NO;
        }

        private static List<GatewayVectors.Result> results(Dialect dialect, Path file) throws Refused {
            try {
                return new GatewayVectors(dialect).run(file);
            } catch (IllegalArgumentException e) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
        }

        private static boolean isFile(String gateway) {
            return gateway.endsWith(".yaml") || gateway.endsWith(".yml") || gateway.contains("/");
        }

        private static Dialect ofFile(Path file) {
            return DialectFiles.loadFile(file).values().iterator().next();
        }
    }
}
