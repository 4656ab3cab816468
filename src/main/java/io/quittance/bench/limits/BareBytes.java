package io.quittance.bench.limits;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Told beside row 5: for every record of {@code received} one store write and one record to each topic that a settling order
 * writes to, of the very bytes that the settling topology wrote there: nothing is read, decided or encoded.
 */
public final class BareBytes {
    private static final String SOURCE = "read";
    private static final String STEP = "put-and-send";
    private static final String STORE = "rows";

    private BareBytes() {}

    /** Runs until it is killed; the arguments are the settings file and the folder of the templates. */
    public static void main(String[] arguments) throws InvalidSettings, IOException {
        Settings settings = StreamsRun.settings(arguments[0]);
        Path folder = Path.of(arguments[1]);
        List<Sent> sent = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (Files.exists(BareStore.template(folder, topic))) {
                sent.add(new Sent(topic, Files.readAllBytes(BareStore.template(folder, topic))));
            }
        }
        StreamsRun.untilKilled(settings, topology(settings, sent, Files.readAllBytes(BareStore.stateTemplate(folder))));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(Topic topic, byte[] value) {
        String node() {
            return "write-" + topic.suffix();
        }
    }

    private static Topology topology(Settings settings, List<Sent> sent, byte[] state) {
        Serde<byte[]> bytes = Serdes.ByteArray();
        Topology topology = new Topology()
                .addSource(
                        SOURCE, bytes.deserializer(), bytes.deserializer(), StreamsRun.name(settings, Topic.RECEIVED))
                .addProcessor(STEP, () -> new PutAndSend(sent, state), SOURCE)
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), bytes, bytes)
                                .withCachingDisabled()
                                .withLoggingEnabled(Map.of()),
                        STEP);
        for (Sent each : sent) {
            topology.addSink(
                    each.node(), StreamsRun.name(settings, each.topic), bytes.serializer(), bytes.serializer(), STEP);
        }
        return topology;
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class PutAndSend implements Processor<byte[], byte[], byte[], byte[]> {
        private final List<Sent> sent;
        private final byte[] state;
        private ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<byte[], byte[]> rows;

        PutAndSend(List<Sent> sent, byte[] state) {
            this.sent = sent;
            this.state = state;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> opened) {
            context = opened;
            rows = opened.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            rows.put(record.key(), state);
            for (Sent each : sent) {
                context.forward(record.withValue(each.value), each.node());
            }
        }
    }
}
