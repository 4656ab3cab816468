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

/** Makes missing topics and refuses unsafe clusters: DESIGN section 2, reliability rule 3. */
public final class TopicCheck {
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
        if (faults.isEmpty() && !missing.isEmpty()) {
            awaitAll(admin, topics);
            awaitLeaders(admin, missing);
        }
        return faults;
    }

    /** A broker learns of a new topic a moment after the controller has made it. */
    private static void awaitAll(Admin admin, Settings.Topics topics) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!missing(admin, topics).isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /**
     * A broker that is known to lead a partition may not have begun to. A producer that it refuses first, and takes a moment later with what
     * was sent next, has its first records refused for as long as it tries (KAFKA-14359).
     */
    private static void awaitLeaders(Admin admin, List<TopicPlan> made) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicPlan plan : made) {
            for (int partition = 0; partition < plan.partitions(); partition++) {
                ends.put(new TopicPartition(plan.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            ClusterFacts.answer(
                    admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis())))
                            .all());
        } catch (TimeoutException | UnknownTopicOrPartitionException e) {
            // What is missing is found by whoever checks the topics next; what nobody leads holds up nobody's start for
            // longer than this.
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
