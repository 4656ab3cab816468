package io.quittance.bench.limits;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Limit a of row 5: every record of {@code received} copied to {@code outcomes} as it is, with the guarantee, partitions and
 * settings of the settling topology.
 */
public final class BarePassThrough {
    private BarePassThrough() {}

    /** Copies until it is killed; the argument is the settings file. */
    public static void main(String[] arguments) throws InvalidSettings, IOException {
        Settings settings = StreamsRun.settings(arguments[0]);
        Serde<byte[]> bytes = Serdes.ByteArray();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(StreamsRun.name(settings, Topic.RECEIVED), Consumed.with(bytes, bytes))
                .to(StreamsRun.name(settings, Topic.OUTCOMES), Produced.with(bytes, bytes));
        StreamsRun.untilKilled(settings, builder.build());
    }
}
