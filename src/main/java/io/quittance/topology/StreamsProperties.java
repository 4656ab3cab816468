package io.quittance.topology;

import io.quittance.config.Settings;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/** The settings under which the topology runs: what {@code quittance.yaml} passes through, and over it what the promise needs. */
public final class StreamsProperties {
    /** Short, so that a killed instance's work moves soon; with static membership a restart keeps it (kafka-facts.md). */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    private static final int HEARTBEAT_INTERVAL_MS = 1_500;

    /** How long a killed instance's open transaction holds up readers at most. */
    private static final int TRANSACTION_TIMEOUT_MS = 5_000;

    /** With Kafka's 16 KB a backlog wakes the sender for every few dozen records, which was a tenth of the settling thread. */
    private static final int BATCH_BYTES = 128 * 1024;

    private static final long LONGEST_LINGER_MS = 100;

    /**
     * What a commit sends goes out in that many parts. All at its end, to some forty partitions at once, and the commit waits for it: a tenth
     * of the interval, until a settlement is seen. More requests take a fiftieth of the processor under a backlog.
     */
    private static final long SENDS_PER_COMMIT = 5;

    /** Shorter ones cost more than they gain, also where the commits are as close together as that. */
    private static final long SHORTEST_LINGER_MS = 20;

    /**
     * What one answer to the main consumer holds at most, but for a batch that is larger: less than half of one of the 4 MB regions into
     * which the launcher divides the heap. With Kafka's 50 MB it is a megabyte for each partition, in one array: of the kind for which the
     * collector keeps marking the whole heap, which at times took as long as all the settling.
     */
    private static final int FETCH_BYTES = 1024 * 1024;

    /** What begins while the last transaction's markers are still being written waits that long, not Kafka's 100 ms, and not a commit. */
    private static final int RETRY_BACKOFF_MS = 10;

    /** A poll that waits longer than a commit delays it: at low rates it would dominate latency (kafka-facts.md). */
    private static final long POLLS_PER_COMMIT = 4;

    /** What a commit takes by itself, at most, and as a share of the interval. */
    private static final long COMMIT_MILLIS = 20;

    private static final long COMMITS_PER_INTERVAL = 5;

    /** The default of Kafka 5, whose constant is deprecated already; without it every start warns. */
    private static final String FAIL_GLOBAL_THREADS_TOO = "processing.exception.handler.global.enabled";

    private static final int SAFE_REPLICATION = 3;
    private static final int MIN_IN_SYNC = 2;

    /** For marks of what is to be sent before the next commit; stores whose keys are unique have no use for it. */
    private static final long CACHE_BYTES = 4L << 20;

    private StreamsProperties() {}

    /** Everything that an instance needs, its membership and the memory of its stores included. */
    public static Properties of(Settings settings, String instanceId, RocksDbMemory memory) {
        Properties properties = of(settings);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(RocksDbMemory.SETTING, memory);
        return properties;
    }

    /** What is the same for all instances; enough to build and describe the topology. */
    static Properties of(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka().clientSettings());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        addProcessing(properties, settings);
        addFailing(properties);
        addTopics(properties, settings.topics());
        properties.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, StreamsClients.class);
        addClients(properties, settings.topology().commitInterval().toMillis());
        return properties;
    }

    private static void addProcessing(Properties properties, Settings settings) {
        Settings.Topology topology = settings.topology();
        long commitMillis = topology.commitInterval().toMillis();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topology.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, topology.stateDirectory().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, topology.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, waitMillis(commitMillis));
        properties.put(StreamsConfig.POLL_MS_CONFIG, Math.max(1, commitMillis / POLLS_PER_COMMIT));
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    }

    /** Streams counts from the end of one commit to the beginning of the next; ours is from one to the next, itself included. */
    private static long waitMillis(long commitMillis) {
        return Math.max(1, commitMillis - Math.min(COMMIT_MILLIS, commitMillis / COMMITS_PER_INTERVAL));
    }

    /** Nothing throws for a record's sake, so whatever throws stops the instance (reliability.md, rule 9). */
    private static void addFailing(Properties properties) {
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        properties.put(FAIL_GLOBAL_THREADS_TOO, true);
    }

    private static void addTopics(Properties properties, Settings.Topics topics) {
        Integer named = topics.replication();
        int replication = topics.unsafeSingleBroker() ? 1 : SAFE_REPLICATION;
        replication = named == null ? replication : named;
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                String.valueOf(Math.min(MIN_IN_SYNC, replication)));
        // What is settled is remembered in changelogs, so a cluster whose default allows this could settle twice.
        properties.put(StreamsConfig.topicPrefix(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG), "false");
    }

    private static void addClients(Properties properties, long commitMillis) {
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_INTERVAL_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_TIMEOUT_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MS);
        if (!properties.containsKey(ProducerConfig.LINGER_MS_CONFIG)) {
            properties.putIfAbsent(
                    StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), lingerMillis(commitMillis));
        }
        // The longest prefix wins, so that ours would win over what somebody wrote with a shorter one. And whoever
        // says what one partition may give means to have it.
        if (!isNamed(properties, ConsumerConfig.FETCH_MAX_BYTES_CONFIG)
                && !isNamed(properties, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG)) {
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        }
    }

    private static long lingerMillis(long commitMillis) {
        long part = Math.max(SHORTEST_LINGER_MS, commitMillis / SENDS_PER_COMMIT);
        return Math.min(LONGEST_LINGER_MS, Math.min(part, commitMillis));
    }

    private static boolean isNamed(Properties properties, String setting) {
        return properties.containsKey(setting)
                || properties.containsKey(StreamsConfig.consumerPrefix(setting))
                || properties.containsKey(StreamsConfig.mainConsumerPrefix(setting));
    }
}
