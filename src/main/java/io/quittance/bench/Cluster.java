package io.quittance.bench;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.sandbox.SandboxAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The servers of a benchmark and how the product is started against them.
 *
 * @param folder of this benchmark alone; everything it writes is under it
 * @param accounts whose secrets are in that folder
 * @param product the main class of the command line
 * @param preparation makes and checks the topics of settings
 */
public record Cluster(
        String bootstrapServers,
        String registryUrl,
        Path folder,
        SandboxAccounts accounts,
        String product,
        Preparation preparation) {
    /** The partitions of every topic of a benchmark. */
    static final int PARTITIONS = 4;

    /** Makes the topics that settings name. */
    public interface Preparation {
        /** Returns when they are there. */
        void prepare(Settings settings) throws IOException, InterruptedException;
    }

    /** What every measured process is started with, so that it unpacks its libraries in this folder, too. */
    List<String> options() throws IOException {
        return List.of("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temp")));
    }

    /** Settings of one measured process: its own topics, application and state under that name. */
    Path settings(String name) throws IOException, InterruptedException, InvalidSettings {
        Path file = folder.resolve(name + ".yaml");
        String yaml = """
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                http: {host: "127.0.0.1", port: 0}
                topics: {prefix: "%s.", partitions: %d, unsafeSingleBroker: true}
                topology: {applicationId: "%s", instanceId: "%s", stateDirectory: "state-%s"}
                """.formatted(bootstrapServers, registryUrl, name, PARTITIONS, name, name, name)
                + accounts.sections(null, file);
        Files.writeString(file, yaml);
        preparation.prepare(SettingsFile.load(file));
        return file;
    }

    /** The same, read. */
    Settings settingsOf(String name) throws IOException, InterruptedException, InvalidSettings {
        return SettingsFile.load(settings(name));
    }
}
