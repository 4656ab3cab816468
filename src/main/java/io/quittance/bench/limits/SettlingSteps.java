package io.quittance.bench.limits;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.topology.SettlementTopology;
import java.io.IOException;

/** The settling topology by itself, as it is in production but for the views: what row 5 measures. */
public final class SettlingSteps {
    private SettlingSteps() {}

    /** Settles until it is killed; the argument is the settings file. */
    public static void main(String[] arguments) throws InvalidSettings, IOException {
        Settings settings = StreamsRun.settings(arguments[0]);
        try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
            Events events = Events.register(registry, settings.topics().prefix());
            StreamsRun.untilKilled(settings, SettlementTopology.build(settings, events, topology -> {}));
        }
    }
}
