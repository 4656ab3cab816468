package io.quittance.app;

import io.quittance.app.books.BooksCheck;
import io.quittance.app.books.BooksJson;
import io.quittance.app.books.BooksResult;
import io.quittance.app.books.BooksTable;
import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code books}: whether what settled and what the tables say are the same money. */
@Command(
        name = "books",
        description = "Checks the books.",
        subcommands = {BooksCommand.Check.class, ReconcileCommand.class})
final class BooksCommand {
    private BooksCommand() {}

    /** Compares the balance table with the settlements. */
    @Command(
            name = "check",
            description = {
                "Checks to the fen, per account and currency: each order has settled once; settlements in, out, and fees by the"
                        + " rules in the settings since the last reported balance are those in the balance table; projected is"
                        + " reported + in - out - fees; in flight are the payouts that are not final. Exit status 1 where the books"
                        + " do not agree.",
                "",
                "It reads the topics balances, payouts and settlements from the first record to the last, read committed and"
                        + " without a group, and changes nothing. The application may run: where something differs, it reads on and"
                        + " compares again. It needs about 64 bytes of memory for each settlement, to find those that are there"
                        + " twice."
            })
    static final class Check implements Callable<Integer> {
        @Mixin
        private SettingsOption config = new SettingsOption();

        @Option(names = "--account", paramLabel = "NAME", description = "Only the books of this account.")
        private @Nullable String account;

        @Option(names = "--json", description = "The result as JSON; amounts as decimal yuan.")
        private boolean json;

        @Option(
                names = "--wait",
                paramLabel = "SECONDS",
                defaultValue = "30",
                description =
                        "How long to read on where something differs, before it counts; ${DEFAULT-VALUE} if left out.")
        private int waitSeconds = 30;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InvalidSettings, IOException, InterruptedException {
            Settings settings = config.load();
            Predicate<String> accounts = accounts(settings);
            BooksResult result = checked(settings, accounts);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(BooksJson.of(result));
            } else {
                BooksTable.of(result).forEach(out::println);
            }
            return result.agrees() ? ExitCode.OK : ExitCode.SOFTWARE;
        }

        private Predicate<String> accounts(Settings settings) {
            if (waitSeconds < 0) {
                throw new ParameterException(spec.commandLine(), "--wait is a number of seconds from 0 on");
            }
            return account == null ? name -> true : named(spec, config, settings, account)::contains;
        }

        private BooksResult checked(Settings settings, Predicate<String> accounts)
                throws IOException, InterruptedException {
            try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
                BooksCheck check = new BooksCheck(settings, registry, Duration.ofSeconds(waitSeconds));
                return Servers.ask(settings.kafka(), admin -> {
                    requireTopics(
                            admin,
                            settings.topics().prefix(),
                            List.of(Topic.BALANCES, Topic.PAYOUTS, Topic.SETTLEMENTS));
                    return check.run(accounts);
                });
            }
        }
    }

    /** The account that is asked for, or all of the settings. */
    static List<String> named(CommandSpec spec, SettingsOption config, Settings settings, @Nullable String only) {
        if (only == null) {
            return List.copyOf(settings.accounts().keySet());
        }
        if (!settings.accounts().containsKey(only)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--account " + only + ": " + config.path() + " has no such account; it has "
                            + String.join(", ", settings.accounts().keySet()));
        }
        return List.of(only);
    }

    /** Where a topic is missing, agreeing books would say nothing. */
    static void requireTopics(Admin admin, String prefix, List<Topic> topics) throws InterruptedException {
        Set<String> there = ClusterFacts.answer(admin.listTopics().names());
        List<String> missing = topics.stream()
                .map(topic -> topic.name(prefix))
                .filter(name -> !there.contains(name))
                .map(
                        name -> "topic " + name
                                + ": does not exist; is topics.prefix the right one, and has the application run on this cluster?")
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedStart(missing);
        }
    }
}
