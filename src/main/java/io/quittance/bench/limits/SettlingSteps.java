package io.quittance.bench.limits;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.topology.SettlementTopology;
import java.io.IOException;
import org.apache.kafka.streams.Topology;

/**
 * The steps of the product by themselves, as they are in production but for the views: those by order, which row 5 measures, or with
 * {@link #JOINED} all of them.
 */
public final class SettlingSteps {
    /** The argument with which the steps behind the two repartitions run too: the join with balances, and who uses a gateway order twice. */
    public static final String JOINED = "joined";

    private SettlingSteps() {}

    /** Settles until it is killed; the arguments are the settings file and {@link #JOINED} or nothing. */
    public static void main(String[] arguments) throws InvalidSettings, IOException {
        Settings settings = StreamsRun.settings(arguments[0]);
        boolean joined = arguments.length > 1 && arguments[1].equals(JOINED);
        try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
            Events events = Events.register(registry, settings.topics().prefix());
            Topology topology = joined
                    ? SettlementTopology.build(settings, events, _ -> {})
                    : SettlementTopology.byOrder(settings, events, BareStore.MOVES_TOPIC, BareStore.CLAIMS_TOPIC);
            StreamsRun.untilKilled(settings, topology);
        }
    }
}
