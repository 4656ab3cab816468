package io.quittance.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final String TOPIC = "quittance.received";
    private static final String GROUP = "quittance";
    private static final int GROUP_PARTITIONS = 200;
    private static final int COMMITS = 2_000;

    @TempDir
    Path folder;

    @Test
    void shouldCarryOnWithItsDataAndItsAddressAfterAClose() throws Exception {
        String address;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            address = broker.bootstrapServers();
            createTopic(address);
            produce(address, "first");
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(folder)) {
            produce(again.bootstrapServers(), "second");

            assertThat(again.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
            assertThat(committed(again.bootstrapServers(), 2)).containsExactly("first", "second");
        }
    }

    @Test
    void shouldKnowTheNewTransactionsAndHideWhatIsAborted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            String address = broker.bootstrapServers();
            createTopic(address);
            try (KafkaProducer<String, String> producer = producer(address, Map.of("transactional.id", "t"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "k", "committed")).get();
                producer.commitTransaction();
            }

            assertThat(committed(address, 1)).containsExactly("committed");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
                var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
                assertThat(features)
                        .hasEntrySatisfying(
                                "transaction.version",
                                range -> assertThat(range.maxVersionLevel()).isEqualTo((short) 2));
            }
        }
    }

    @Test
    void shouldCarryOnQuicklyAfterAKill() throws Exception {
        Process killed = brokerProcess();
        String address;
        try {
            address = killed.inputReader(UTF_8).readLine();
            createTopic(address);
            produce(address, "acknowledged");
        } finally {
            killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        long started = System.nanoTime();
        try (EmbeddedBroker again = EmbeddedBroker.start(folder)) {
            produce(again.bootstrapServers(), "after");
            Duration took = Duration.ofNanos(System.nanoTime() - started);

            assertThat(committed(again.bootstrapServers(), 2)).containsExactly("acknowledged", "after");
            assertThat(took).isLessThan(Duration.ofSeconds(12));
        }
    }

    /** So many commits that a broker does not read them in no time. */
    @Test
    void shouldAnswerWithTheLastCommittedOffsetsAfterAKill() throws Exception {
        Process killed = brokerProcess();
        try {
            String address = killed.inputReader(UTF_8).readLine();
            createTopic(address, GROUP_PARTITIONS);
            commit(address, COMMITS);
        } finally {
            killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(folder)) {
            assertThat(offsets(again.bootstrapServers()))
                    .hasSize(GROUP_PARTITIONS)
                    .containsOnly((long) COMMITS);
        }
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            assertThat(broker.bootstrapServers()).isNotBlank();

            assertThatThrownBy(() -> EmbeddedBroker.start(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
    }

    /** Runs in a process of its own, so that it can be killed. */
    static final class BrokerProcess {
        private BrokerProcess() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
            System.out.println(broker.bootstrapServers());
            Thread.currentThread().join();
        }
    }

    private Process brokerProcess() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void createTopic(String address) throws Exception {
        createTopic(address, 1);
    }

    private static void createTopic(String address, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Commits the offsets 1, 2, 3 and so on of every partition. */
    private static void commit(String address, int times) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "group.id", GROUP);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, GROUP_PARTITIONS)
                    .mapToObj(each -> new TopicPartition(TOPIC, each))
                    .toList();
            consumer.assign(partitions);
            for (int i = 1; i <= times; i++) {
                OffsetAndMetadata offset = new OffsetAndMetadata(i);
                consumer.commitSync(partitions.stream().collect(Collectors.toMap(each -> each, each -> offset)));
            }
        }
    }

    private static List<Long> offsets(String address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            ListConsumerGroupOffsetsOptions stable = new ListConsumerGroupOffsetsOptions().requireStable(true);
            return admin.listConsumerGroupOffsets(GROUP, stable).partitionsToOffsetAndMetadata().get().values().stream()
                    .map(OffsetAndMetadata::offset)
                    .toList();
        }
    }

    private static void produce(String address, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(address, Map.of())) {
            producer.send(new ProducerRecord<>(TOPIC, "k", value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(String address, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", address);
        settings.put("acks", "all");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> committed(String address, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            while (values.size() < count) {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofSeconds(10))) {
                    values.add(each.value());
                }
            }
            return values;
        }
    }
}
