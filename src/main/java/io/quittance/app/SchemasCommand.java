package io.quittance.app;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schemas}: what a start does about schemas, without starting. */
@Command(
        name = "schemas",
        description = "Registers and checks our schemas at the registry of a settings file.",
        subcommands = {SchemasCommand.Check.class, SchemasCommand.Register.class})
final class SchemasCommand {
    private SchemasCommand() {}

    /** Asks the registry whether it would take our schemas. */
    @Command(
            name = "check",
            description =
                    "Asks the registry whether it would take our schemas; changes nothing. Exit status 1 where not.")
    static final class Check implements Callable<Integer> {
        @Mixin
        private SettingsOption config = new SettingsOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InvalidSettings, IOException {
            Settings settings = config.load();
            PrintWriter out = spec.commandLine().getOut();
            String prefix = settings.topics().prefix();
            try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
                Map<String, List<String>> objections = Servers.ask(registry, () -> Events.objections(registry, prefix));
                objections.forEach((subject, said) ->
                        said.forEach(objection -> out.println("fault     schema " + subject + ": " + objection)));
                if (!objections.isEmpty()) {
                    return ExitCode.SOFTWARE;
                }
                out.println(Events.subjects(prefix).size() + " schemas at " + registry.name() + ": no objections");
                return ExitCode.OK;
            }
        }
    }

    /** Registers our schemas with their compatibility. */
    @Command(
            name = "register",
            description = "Registers our schemas and sets their compatibility to " + Events.COMPATIBILITY
                    + ". Exit status 1 where the registry refuses one.")
    static final class Register implements Callable<Integer> {
        @Mixin
        private SettingsOption config = new SettingsOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InvalidSettings, IOException {
            Settings settings = config.load();
            PrintWriter out = spec.commandLine().getOut();
            try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
                Events events =
                        Servers.requireSchemas(registry, settings.topics().prefix());
                events.schemaIds().forEach((subject, id) -> out.println("schema " + id + "  " + subject));
                return ExitCode.OK;
            }
        }
    }
}
