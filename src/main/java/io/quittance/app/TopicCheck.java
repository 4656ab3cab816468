package io.quittance.app;

import io.quittance.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes missing topics and refuses unsafe clusters: DESIGN section 2, reliability rule 3. */
public final class TopicCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private TopicCheck() {}

    /**
     * Everything that is wrong with the cluster for us, all at once; empty: it is fit.
     *
     * @throws KafkaException where it does not answer, or not us
     */
    public static List<String> faults(Admin admin, Settings.Topics topics) throws InterruptedException {
        return TopicRules.faults(facts(admin, topics), topics);
    }

    /** What the cluster says of itself and of our topics. */
    static ClusterFacts facts(Admin admin, Settings.Topics topics) throws InterruptedException {
        return ClusterFacts.read(
                admin, TopicPlan.all(topics).stream().map(TopicPlan::name).toList());
    }

    /**
     * Makes the topics that are missing; another instance may do the same at the same time.
     *
     * @return what could not be made, and why; empty: all are there
     * @throws KafkaException where the cluster does not answer, or not us
     */
    public static List<String> createMissing(Admin admin, Settings.Topics topics) throws InterruptedException {
        List<TopicPlan> missing = missing(admin, topics);
        Map<String, KafkaFuture<Void>> made = new TreeMap<>(
                admin.createTopics(missing.stream().map(TopicPlan::newTopic).toList())
                        .values());
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<Void>> each : made.entrySet()) {
            try {
                ClusterFacts.answer(each.getValue());
            } catch (TopicExistsException e) {
                // another instance was faster
            } catch (InvalidReplicationFactorException | PolicyViolationException e) {
                faults.add("topic " + each.getKey() + ": cannot be made: " + e.getMessage()
                        + " (to try things out with a single broker, set topics.unsafeSingleBroker)");
            }
        }
        if (faults.isEmpty()) {
            awaitLeaders(admin, topics);
        }
        return faults;
    }

    /**
     * A broker learns of a new topic a moment after the controller has made it, and one that is known to lead a partition may not have begun
     * to. A producer that it refuses first, and takes a moment later with what was sent next, has its first records refused for as long as it
     * tries (KAFKA-14359). Another instance may have made the topics just before, so all are asked for.
     */
    private static void awaitLeaders(Admin admin, Settings.Topics topics) throws InterruptedException {
        List<String> names = TopicPlan.all(topics).stream().map(TopicPlan::name).toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        KafkaException refusal = refusal(admin, names);
        while (refusal instanceof UnknownTopicOrPartitionException && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            refusal = refusal(admin, names);
        }
        if (refusal != null) {
            // What is missing, whoever checks the topics next finds; what nobody leads holds up nobody's start for
            // longer.
            LOG.warn(
                    "not all partitions of our topics have a leader yet; writing to them may be refused at first: {}",
                    refusal.getMessage());
        }
    }

    /** Why the partitions of those topics cannot all be written to yet; null: they can. */
    private static @Nullable KafkaException refusal(Admin admin, List<String> names) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        try {
            ClusterFacts.answer(admin.describeTopics(names).allTopicNames())
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(
                                    each -> ends.put(new TopicPartition(name, each.partition()), OffsetSpec.latest())));
            ClusterFacts.answer(
                    admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis())))
                            .all());
            return null;
        } catch (TimeoutException | UnknownTopicOrPartitionException e) {
            return e;
        }
    }

    /** The topics of ours that do not exist. */
    static List<TopicPlan> missing(Admin admin, Settings.Topics topics) throws InterruptedException {
        Set<String> there = ClusterFacts.answer(
                admin.listTopics(new ListTopicsOptions().listInternal(false)).names());
        return TopicPlan.all(topics).stream()
                .filter(plan -> !there.contains(plan.name()))
                .toList();
    }
}
