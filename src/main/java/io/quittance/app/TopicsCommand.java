package io.quittance.app;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code topics}: what a start does about topics, without starting. */
@Command(
        name = "topics",
        description = "Makes and checks the topics on the cluster of a settings file.",
        subcommands = {TopicsCommand.Create.class, TopicsCommand.Check.class})
final class TopicsCommand {
    private TopicsCommand() {}

    /** Makes what is missing, then checks. */
    @Command(
            name = "create",
            description =
                    "Makes the topics that are missing, whatever topics.create says, and checks all of them. Exit status 1"
                            + " with faults.")
    static final class Create implements Callable<Integer> {
        @Mixin
        private SettingsOption config = new SettingsOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InvalidSettings, IOException, InterruptedException {
            Settings settings = config.load();
            PrintWriter out = spec.commandLine().getOut();
            List<String> unmade = Servers.ask(settings.kafka(), admin -> {
                List<TopicPlan> missing = TopicCheck.missing(admin, settings.topics());
                List<String> faults = TopicCheck.createMissing(admin, settings.topics());
                if (faults.isEmpty()) {
                    missing.forEach(plan -> out.println("made      " + plan.name()));
                }
                return faults;
            });
            return unmade.isEmpty() ? checked(settings, out) : told(unmade, out);
        }
    }

    /** Checks without changing anything. */
    @Command(name = "check", description = "Checks topics and cluster: every fault at once. Exit status 1 with faults.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private SettingsOption config = new SettingsOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InvalidSettings, IOException, InterruptedException {
            return checked(config.load(), spec.commandLine().getOut());
        }
    }

    private static int checked(Settings settings, PrintWriter out) throws IOException, InterruptedException {
        List<String> faults = Servers.ask(settings.kafka(), admin -> TopicCheck.faults(admin, settings.topics()));
        TopicRules.warnings(settings.topics()).forEach(warning -> out.println("warning   " + warning));
        if (!faults.isEmpty()) {
            return told(faults, out);
        }
        out.println(TopicPlan.all(settings.topics()).size() + " topics at "
                + settings.kafka().bootstrapServers() + ": no faults");
        return ExitCode.OK;
    }

    private static int told(List<String> faults, PrintWriter out) {
        faults.forEach(fault -> out.println("fault     " + fault));
        return ExitCode.SOFTWARE;
    }
}
