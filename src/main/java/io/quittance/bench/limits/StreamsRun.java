package io.quittance.bench.limits;

import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.Topic;
import io.quittance.topology.InstanceId;
import io.quittance.topology.RocksDbMemory;
import io.quittance.topology.StreamsProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Runs one topology under the very properties of the product, so that only what it does is compared. */
final class StreamsRun {
    private StreamsRun() {}

    static Settings settings(String file) throws InvalidSettings {
        return SettingsFile.load(Path.of(file));
    }

    static String name(Settings settings, Topic topic) {
        return topic.name(settings.topics().prefix());
    }

    /** A store as settling has them: on disk, with a changelog, without a cache. */
    static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** Starts it, says when it runs, and ends the process with status 1 when it cannot go on. */
    static void untilKilled(Settings settings, Topology topology) throws IOException {
        RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
        String instanceId = InstanceId.of(settings.topology(), System.currentTimeMillis());
        Properties properties = StreamsProperties.of(settings, instanceId, memory);
        // The bare programs name nothing, since nobody looks at them.
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, false);
        KafkaStreams streams = new KafkaStreams(topology, new StreamsConfig(properties));
        CountDownLatch ended = new CountDownLatch(1);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                System.out.println("ready");
            }
            if (now == KafkaStreams.State.ERROR) {
                ended.countDown();
            }
        });
        streams.start();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.exit(1);
    }
}
