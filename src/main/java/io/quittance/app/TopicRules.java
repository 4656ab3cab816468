package io.quittance.app;

import io.quittance.app.ClusterFacts.Found;
import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a cluster must be like for our promise to hold (reliability rule 3, DESIGN section 2): each fault says what is wrong
 * and what to do.
 */
final class TopicRules {
    private static final int SOUND_TRANSACTIONS = 2;

    private final Settings.Topics topics;
    private final ClusterFacts facts;
    private final List<String> faults = new ArrayList<>();

    private TopicRules(ClusterFacts facts, Settings.Topics topics) {
        this.facts = facts;
        this.topics = topics;
    }

    /** Every fault of that cluster, in a fixed order; none: it is fit. */
    static List<String> faults(ClusterFacts facts, Settings.Topics topics) {
        TopicRules rules = new TopicRules(facts, topics);
        rules.checkTransactions();
        for (TopicPlan plan : TopicPlan.all(topics)) {
            Found found = facts.topics().get(plan.name());
            if (found == null) {
                rules.fault(plan, "is missing: run quittance topics create, or set topics.create to true");
            } else {
                rules.check(plan, found);
            }
        }
        rules.checkThatCountsAgree();
        return List.copyOf(rules.faults);
    }

    /** What is allowed by the settings and costs part of the promise. */
    static List<String> warnings(Settings.Topics topics) {
        if (!topics.unsafeSingleBroker()) {
            return List.of();
        }
        return List.of(
                "topics.unsafeSingleBroker is set: a topic may have a single replica, and a broker that is lost takes "
                        + "acknowledged messages with it. For trying out only");
    }

    private void checkTransactions() {
        if (facts.transactionVersion() < SOUND_TRANSACTIONS) {
            faults.add("cluster: transaction.version is " + facts.transactionVersion()
                    + ", where transactions are sound from 2 on: upgrade the brokers, then run kafka-features.sh upgrade"
                    + " --feature transaction.version=2");
        }
    }

    private void check(TopicPlan plan, Found found) {
        if (found.partitions() != topics.partitions()) {
            fault(
                    plan,
                    "has " + found.partitions() + " partitions where topics.partitions says " + topics.partitions()
                            + ": set it to what the topics were made with; another count is a rebuild under a new prefix");
        }
        checkReplicas(plan, found);
        checkKeeping(plan, found);
        if (setting(found, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG).equals("true")) {
            fault(
                    plan,
                    "has unclean.leader.election.enable=true, which may lose acknowledged messages: set it to false");
        }
        long messageBytes = number(found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (messageBytes < TopicPlan.NEEDED_MESSAGE_BYTES) {
            fault(
                    plan,
                    "has max.message.bytes=" + messageBytes + ": set it to " + TopicPlan.NEEDED_MESSAGE_BYTES
                            + " or more");
        }
    }

    private void checkReplicas(TopicPlan plan, Found found) {
        long inSync = number(found, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (inSync > found.replication()) {
            fault(
                    plan,
                    "has min.insync.replicas=" + inSync + " and only " + found.replication()
                            + " replicas, so that no message would ever be acknowledged: set it to "
                            + found.replication()
                            + " or less, or add replicas");
        }
        if (topics.unsafeSingleBroker()) {
            return;
        }
        if (found.replication() < TopicPlan.SAFE_REPLICATION) {
            fault(
                    plan,
                    "has " + found.replication() + " replicas, fewer than " + TopicPlan.SAFE_REPLICATION
                            + ": reassign it to more brokers, or set topics.unsafeSingleBroker to try things out");
        }
        if (inSync < TopicPlan.SAFE_IN_SYNC) {
            fault(
                    plan,
                    "has min.insync.replicas=" + inSync + ", so that a message on a single broker counts as written:"
                            + " set it to " + TopicPlan.SAFE_IN_SYNC);
        }
    }

    private void checkKeeping(TopicPlan plan, Found found) {
        String policy = setting(found, TopicConfig.CLEANUP_POLICY_CONFIG);
        String wanted = plan.settings().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (!policy.equals(wanted)) {
            fault(plan, "has cleanup.policy=" + policy + ": set it to " + wanted);
            return;
        }
        if (plan.topic().kept() == Topic.Kept.COMPACTED) {
            return;
        }
        checkAge(plan, found);
        if (!setting(found, TopicConfig.RETENTION_BYTES_CONFIG).equals(TopicPlan.FOR_EVER)) {
            fault(plan, "has a retention.bytes, after which messages are deleted: set it to -1");
        }
    }

    private void checkAge(TopicPlan plan, Found found) {
        long millis = number(found, TopicConfig.RETENTION_MS_CONFIG);
        boolean isForEver = String.valueOf(millis).equals(TopicPlan.FOR_EVER);
        boolean isLongEnough = plan.topic().kept() == Topic.Kept.A_WEEK && millis >= TopicPlan.WEEK.toMillis();
        if (!isForEver && !isLongEnough) {
            fault(
                    plan,
                    "has retention.ms=" + millis + ", after which messages are deleted: set it to "
                            + plan.settings().get(TopicConfig.RETENTION_MS_CONFIG));
        }
    }

    /** Said once more for all topics together, since Streams does not check it (kafka-facts.md, "Partition counts"). */
    private void checkThatCountsAgree() {
        TreeSet<Integer> counts = new TreeSet<>();
        for (TopicPlan plan : TopicPlan.all(topics)) {
            Found found = facts.topics().get(plan.name());
            if (found != null) {
                counts.add(found.partitions());
            }
        }
        if (counts.size() > 1) {
            faults.add("topics: their partition counts differ (" + counts
                    + "), so that records of one order would go to different places: they must be equal");
        }
    }

    private void fault(TopicPlan plan, String what) {
        faults.add("topic " + plan.name() + ": " + what);
    }

    private static String setting(Found found, String name) {
        return found.settings().getOrDefault(name, "unknown");
    }

    private static long number(Found found, String name) {
        return Long.parseLong(found.settings().getOrDefault(name, "0"));
    }
}
