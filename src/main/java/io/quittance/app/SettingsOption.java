package io.quittance.app;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --config} of every command that works with a settings file. */
final class SettingsOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "quittance.yaml",
            description = "The settings file (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("quittance.yaml");

    /** The file's settings, or every fault in them at once. */
    Settings load() throws InvalidSettings {
        return SettingsFile.load(config);
    }

    /** The file itself. */
    Path path() {
        return config;
    }
}
