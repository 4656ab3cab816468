package io.quittance.topology;

import io.quittance.config.Settings;
import io.quittance.events.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name under which an instance is a static member of the group, so that a restart finds its work again within seconds. */
public final class InstanceId {
    private static final String FILE = "instance-id";

    private InstanceId() {}

    /**
     * The one in the settings, else the one kept in the state directory, else a new one, kept there from now on. Names of two instances
     * must differ, as their state directories do.
     *
     * @param startedAt epoch milliseconds, for a new name
     */
    public static String of(Settings.Topology topology, long startedAt) throws IOException {
        String named = topology.instanceId();
        if (named != null) {
            return named;
        }
        Path file = topology.stateDirectory().resolve(FILE);
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        }
        String made = new Ids().next(startedAt);
        Files.createDirectories(topology.stateDirectory());
        Files.writeString(file, made + "\n");
        return made;
    }
}
