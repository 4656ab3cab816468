package io.quittance.app;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster says of itself, as far as our promise hangs on it.
 *
 * @param transactionVersion the finalized level of the feature, 0 where there is none
 * @param topics the topics asked for that exist, by name
 */
record ClusterFacts(int transactionVersion, Map<String, Found> topics) {
    private static final String TRANSACTION_VERSION = "transaction.version";

    /**
     * A topic that exists.
     *
     * @param replication replicas of the partition that has the fewest
     * @param settings the settings in force, by Kafka's names
     */
    record Found(int partitions, int replication, Map<String, String> settings) {}

    /**
     * Asks the cluster.
     *
     * @throws KafkaException where it does not answer, or not us
     */
    static ClusterFacts read(Admin admin, Collection<String> names) throws InterruptedException {
        Set<String> there = new HashSet<>(answer(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
        there.retainAll(names);
        Map<String, TopicDescription> described =
                answer(admin.describeTopics(there).allTopicNames());
        Map<ConfigResource, Config> configured = answer(
                admin.describeConfigs(there.stream().map(ClusterFacts::resource).toList())
                        .all());
        Map<String, Found> topics = new HashMap<>();
        described.forEach((name, description) -> topics.put(name, found(description, configured.get(resource(name)))));
        return new ClusterFacts(transactionVersion(admin), topics);
    }

    /**
     * The answer to a question to the cluster.
     *
     * @throws KafkaException where it does not answer, or not us
     */
    static <T> T answer(KafkaFuture<T> question) throws InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private static Found found(TopicDescription description, @Nullable Config config) {
        Map<String, String> settings = new HashMap<>();
        for (ConfigEntry entry : config == null ? List.<ConfigEntry>of() : config.entries()) {
            if (entry.value() != null) {
                settings.put(entry.name(), entry.value());
            }
        }
        int replication = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new Found(description.partitions().size(), replication, settings);
    }

    private static int transactionVersion(Admin admin) throws InterruptedException {
        FinalizedVersionRange range = answer(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        return range == null ? 0 : range.maxVersionLevel();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
