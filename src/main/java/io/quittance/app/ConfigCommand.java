package io.quittance.app;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsWarnings;
import io.quittance.events.ConfluentSchemas;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything about the settings file. */
@Command(name = "config", description = "Checks settings.", subcommands = ConfigCommand.Check.class)
final class ConfigCommand {
    private ConfigCommand() {}

    /** Tells every fault of a settings file at once, or what the file says, without secrets. */
    @Command(
            name = "check",
            description =
                    "Checks a settings file: every fault at once, or a summary without secrets. Exit status 2 with faults.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private SettingsOption config = new SettingsOption();

        @Option(
                names = "--history",
                description =
                        "Also read the outcomes topic: settings that lose a key which has verified something are refused.")
        private boolean history;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InvalidSettings {
            Settings settings = config.load();
            PrintWriter out = spec.commandLine().getOut();
            SettingsSummary.of(settings).forEach(out::println);
            SettingsWarnings.of(settings, System.currentTimeMillis())
                    .forEach(warning -> out.println("warning   " + warning));
            if (history) {
                checkHistory(settings, out);
            }
            out.println(config.path() + ": no faults");
            return 0;
        }

        private void checkHistory(Settings settings, PrintWriter out) throws InvalidSettings {
            KeyUses uses = new OutcomesReader(settings, ConfluentSchemas.at(settings.registry())).keyUses();
            List<String> lost = uses.lostIn(settings).stream()
                    .map(fault -> config.path() + ": " + fault)
                    .toList();
            if (!lost.isEmpty()) {
                throw new InvalidSettings(lost);
            }
            out.println("history   " + uses.messages() + " messages were verified, all by keys that are still there");
        }
    }
}
