package io.quittance.app;

import io.quittance.gatewayclient.OneTry;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Exit status: 0 done, 1 the answer is no, 2 wrong usage or settings. */
@Command(
        name = "quittance",
        description = "Turns what payment gateways say into settled facts.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit status: 0 done, 1 the answer is no, 2 wrong usage or settings."})
public final class Main {
    /** Every command, in the order in which help shows them. */
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            SandboxCommand.class,
            RunCommand.class,
            GatewayCommand.class,
            OrderCommand.class,
            BooksCommand.class,
            TopicsCommand.class,
            SchemasCommand.class,
            TopologyCommand.class,
            ConfigCommand.class,
            BenchCommand.class);

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "On an unexpected failure, show where in the code it came from.")
    private boolean stacktrace;

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) {
        OneTry.perRequest();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command, writing to those two, and gives its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return commandLine().setOut(out).setErr(err).execute(args);
    }

    /** The whole command line. */
    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main);
        COMMANDS.forEach(commandLine::addSubcommand);
        addHelp(commandLine);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Failures.tell(failure, command, main.stacktrace))
                .setExecutionStrategy(Main::execute);
    }

    /** A command that only groups others is wrong usage when none of them is named. */
    private static int execute(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean isGroup = !last.commandSpec().subcommands().isEmpty();
        if (isGroup && !last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
            CommandLine group = last.commandSpec().commandLine();
            group.getErr().println("Name one of the commands below.");
            group.usage(group.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void addHelp(CommandLine commandLine) {
        commandLine.getCommandSpec().mixinStandardHelpOptions(true);
        commandLine.getSubcommands().values().forEach(Main::addHelp);
    }
}
