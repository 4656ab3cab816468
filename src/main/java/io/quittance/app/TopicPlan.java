package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it is made where it is missing (DESIGN sections 2 and 3).
 *
 * @param settings the topic settings, by Kafka's names
 */
record TopicPlan(Topic topic, String name, int partitions, int replication, Map<String, String> settings) {
    static final int SAFE_REPLICATION = 3;
    static final int SAFE_IN_SYNC = 2;
    static final String FOR_EVER = "-1";
    static final Duration WEEK = Duration.ofDays(7);

    /** A message, its quarantined copy and a producer's whole batch are below this with room to spare. */
    static final int NEEDED_MESSAGE_BYTES = 512 * 1024;

    private static final int MADE_MESSAGE_BYTES = 1024 * 1024;

    /** Every topic of ours under these settings. */
    static List<TopicPlan> all(Settings.Topics topics) {
        return Arrays.stream(Topic.values()).map(topic -> of(topic, topics)).toList();
    }

    /** The topic as Kafka's client makes it. */
    NewTopic newTopic() {
        return new NewTopic(name, Optional.of(partitions), Optional.of((short) replication)).configs(settings);
    }

    private static TopicPlan of(Topic topic, Settings.Topics topics) {
        Integer named = topics.replication();
        int usual = topics.unsafeSingleBroker() ? 1 : SAFE_REPLICATION;
        int replication = named == null ? usual : named;
        Map<String, String> settings = new HashMap<>(kept(topic));
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(Math.min(SAFE_IN_SYNC, replication)));
        settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MADE_MESSAGE_BYTES));
        return new TopicPlan(
                topic, topic.name(topics.prefix()), topics.partitions(), replication, Map.copyOf(settings));
    }

    private static Map<String, String> kept(Topic topic) {
        return switch (topic.kept()) {
            case COMPACTED -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case FOR_EVER -> deletedAfter(FOR_EVER);
            case A_WEEK -> deletedAfter(String.valueOf(WEEK.toMillis()));
        };
    }

    private static Map<String, String> deletedAfter(String millis) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, millis,
                TopicConfig.RETENTION_BYTES_CONFIG, FOR_EVER);
    }
}
