package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.ProtectedBroker;
import io.quittance.config.Settings;
import io.quittance.events.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicCheckTest {
    @TempDir
    private static Path folder = Path.of("");

    private AutoCloseable broker = () -> {};
    private Settings.Kafka kafka = new Settings.Kafka("", Map.of());

    @BeforeAll
    void startBroker() {
        EmbeddedBroker started = EmbeddedBroker.start(folder.resolve("broker"));
        broker = started;
        kafka = new Settings.Kafka(started.bootstrapServers(), Map.of());
    }

    @AfterAll
    void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void shouldMakeWhatIsMissingAndFindItFit() throws Exception {
        Settings.Topics topics = unsafe("made.");

        List<String> unmade = Servers.ask(kafka, admin -> TopicCheck.createMissing(admin, topics));
        List<String> again = Servers.ask(kafka, admin -> TopicCheck.createMissing(admin, topics));

        assertThat(unmade).isEmpty();
        assertThat(again).isEmpty();
        assertThat(faults(topics)).isEmpty();
        assertThat(setting("made.received", "retention.ms")).isEqualTo("-1");
        assertThat(setting("made.due", "retention.ms")).isEqualTo("604800000");
        assertThat(setting("made.orders", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("made.received", "unclean.leader.election.enable")).isEqualTo("false");
    }

    @Test
    void shouldReturnWhenWhatItMadeIsLed() throws Exception {
        Settings.Topics topics = unsafe("led.");
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicPlan plan : TopicPlan.all(topics)) {
            for (int partition = 0; partition < topics.partitions(); partition++) {
                ends.put(new TopicPartition(plan.name(), partition), OffsetSpec.latest());
            }
        }

        made(topics);

        // Asked once only, a partition that nobody leads yet would be refused.
        Map<String, Object> once = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.RETRIES_CONFIG,
                0);
        try (Admin admin = Admin.create(once)) {
            assertThat(ClusterFacts.answer(admin.listOffsets(ends).all())).hasSameSizeAs(ends);
        }
    }

    @Test
    void shouldNameEveryMissingTopicAndTheCommandThatMakesIt() throws Exception {
        Settings.Topics topics = unsafe("missing.");

        List<String> faults = faults(topics);

        assertThat(faults)
                .hasSize(Topic.values().length)
                .contains(
                        "topic missing.received: is missing: run quittance topics create, or set topics.create to true");
    }

    @Test
    void shouldRefuseAnotherPartitionCount() throws Exception {
        made(unsafe("count."));
        Settings.Topics otherwise = new Settings.Topics("count.", 12, true, true, null);

        List<String> faults = faults(otherwise);

        assertThat(faults)
                .hasSize(Topic.values().length)
                .allMatch(fault -> fault.contains("has 3 partitions where topics.partitions says 12"));
    }

    @Test
    void shouldRefuseCountsThatDifferBetweenTopics() throws Exception {
        Settings.Topics topics = unsafe("differ.");
        made(topics);
        Servers.ask(
                kafka,
                admin -> ClusterFacts.answer(
                        admin.createPartitions(Map.of("differ.outcomes", NewPartitions.increaseTo(5)))
                                .all()));

        awaitFault(topics, "topic differ.outcomes: has 5 partitions where topics.partitions says 3");

        assertThat(faults(topics))
                .anyMatch(fault -> fault.startsWith("topics: their partition counts differ ([3, 5])"));
    }

    @Test
    void shouldNameEverySettingThatLosesMessages() throws Exception {
        Settings.Topics topics = unsafe("lossy.");
        made(topics);

        set("lossy.received", "unclean.leader.election.enable", "true");
        set("lossy.orders", "cleanup.policy", "compact,delete");
        set("lossy.outcomes", "cleanup.policy", "compact");
        set("lossy.settlements", "retention.ms", "86400000");
        set("lossy.conflicts", "retention.bytes", "1000000");
        set("lossy.due", "retention.ms", "1000");
        set("lossy.quarantine", "max.message.bytes", "1000");
        set("lossy.payouts", "min.insync.replicas", "2");
        awaitFault(topics, "lossy.payouts");

        assertThat(faults(topics))
                .hasSize(8)
                .anyMatch(fault -> fault.startsWith("topic lossy.received: has unclean.leader.election.enable=true"))
                .contains("topic lossy.orders: has cleanup.policy=compact,delete: set it to compact")
                .contains("topic lossy.outcomes: has cleanup.policy=compact: set it to delete")
                .anyMatch(fault -> fault.startsWith("topic lossy.settlements: has retention.ms=86400000"))
                .anyMatch(fault -> fault.startsWith("topic lossy.conflicts: has a retention.bytes"))
                .anyMatch(fault -> fault.startsWith("topic lossy.due: has retention.ms=1000"))
                .anyMatch(fault -> fault.startsWith("topic lossy.quarantine: has max.message.bytes=1000"))
                .anyMatch(fault -> fault.contains("no message would ever be acknowledged"));
    }

    @Test
    void shouldRefuseASingleBrokerUnlessToldOtherwise() throws Exception {
        Settings.Topics safe = new Settings.Topics("single.", 3, true, false, null);
        List<String> unmade = Servers.ask(kafka, admin -> TopicCheck.createMissing(admin, safe));
        made(unsafe("single."));

        List<String> faults = faults(safe);

        assertThat(unmade)
                .hasSize(Topic.values().length)
                .allMatch(fault -> fault.contains("cannot be made") && fault.contains("topics.unsafeSingleBroker"));
        assertThat(faults)
                .hasSize(2 * Topic.values().length)
                .anyMatch(fault -> fault.startsWith("topic single.orders: has 1 replicas, fewer than 3"))
                .anyMatch(fault -> fault.startsWith("topic single.orders: has min.insync.replicas=1"));
    }

    @Test
    void shouldRefuseTheOldTransactions() {
        ClusterFacts old = new ClusterFacts(1, Map.of());

        List<String> faults = TopicRules.faults(old, unsafe("old."));

        assertThat(faults.getFirst())
                .startsWith("cluster: transaction.version is 1")
                .contains("kafka-features.sh");
    }

    @Test
    void shouldWarnWhereTheRulesAreLowered() {
        List<String> warnings = TopicRules.warnings(unsafe("a."));

        assertThat(warnings).singleElement().asString().contains("unsafeSingleBroker");
        assertThat(TopicRules.warnings(new Settings.Topics("a.", 3, true, false, null)))
                .isEmpty();
    }

    @Test
    void shouldTellWrongCredentialsFromABrokerThatIsAway() throws Exception {
        try (ProtectedBroker closed = ProtectedBroker.start(folder.resolve("protected"))) {
            String address = closed.bootstrapServers();

            Settings.Kafka right =
                    new Settings.Kafka(address, ProtectedBroker.clientSettings(ProtectedBroker.PASSWORD));
            Settings.Kafka wrong = new Settings.Kafka(address, ProtectedBroker.clientSettings("canary-password"));
            Settings.Kafka away = new Settings.Kafka("127.0.0.1:1", Map.of());

            List<TopicPlan> seen = Servers.ask(right, admin -> TopicCheck.missing(admin, unsafe("a.")));
            assertThat(seen).isNotEmpty();
            assertThatThrownBy(() -> Servers.ask(wrong, admin -> TopicCheck.missing(admin, unsafe("a."))))
                    .isInstanceOf(RefusedStart.class)
                    .hasMessageContaining(address + " does not let us in: Authentication failed")
                    .hasMessageNotContaining("canary");
            assertThatThrownBy(() -> Servers.ask(away, admin -> TopicCheck.missing(admin, unsafe("a."))))
                    .isInstanceOf(Servers.Away.class)
                    .hasMessage("no answer from Kafka at 127.0.0.1:1");
        }
    }

    @Test
    void shouldTakeAPasswordThatNobodyWantsForARefusal() {
        Settings.Kafka wrong =
                new Settings.Kafka(kafka.bootstrapServers(), ProtectedBroker.clientSettings("canary-password"));

        assertThatThrownBy(() -> Servers.ask(wrong, admin -> TopicCheck.missing(admin, unsafe("a."))))
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining("check the security, sasl and ssl settings under kafka")
                .hasMessageNotContaining("canary");
    }

    @Test
    void shouldTakeAnUnknownHostForAway() {
        Settings.Kafka nowhere = new Settings.Kafka("no-such-host.invalid:9092", Map.of());

        assertThatThrownBy(() -> Servers.ask(nowhere, admin -> TopicCheck.missing(admin, unsafe("a."))))
                .isInstanceOf(Servers.Away.class)
                .hasMessageContaining("no-such-host.invalid:9092");
    }

    private static Settings.Topics unsafe(String prefix) {
        return new Settings.Topics(prefix, 3, true, true, null);
    }

    private List<String> faults(Settings.Topics topics) throws Exception {
        return Servers.ask(kafka, admin -> TopicCheck.faults(admin, topics));
    }

    private void made(Settings.Topics topics) throws Exception {
        List<String> unmade = Servers.ask(kafka, admin -> TopicCheck.createMissing(admin, topics));
        assertThat(unmade).isEmpty();
    }

    private void awaitFault(Settings.Topics topics, String words) {
        Awaitility.await().until(() -> faults(topics).stream().anyMatch(fault -> fault.contains(words)));
    }

    private String setting(String topic, String name) throws Exception {
        ClusterFacts facts = Servers.ask(kafka, admin -> ClusterFacts.read(admin, List.of(topic)));
        ClusterFacts.Found found = facts.topics().get(topic);
        assertThat(found).isNotNull();
        return found == null ? "" : found.settings().getOrDefault(name, "");
    }

    private void set(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        Servers.ask(
                kafka,
                admin -> ClusterFacts.answer(admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                        .all()));
    }
}
