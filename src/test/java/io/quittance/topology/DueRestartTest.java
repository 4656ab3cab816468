package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Policy;
import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.QueryDue;
import io.quittance.events.Settlement;
import io.quittance.events.Source;
import io.quittance.events.Topic;
import io.quittance.gateways.MessageType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real broker: what is due comes out once, and an instance that begins without any state goes on where another one ended. */
class DueRestartTest {
    private static final String PREFIX = "test.";
    private static final String SETTLED = "20191234567890123456";
    private static final Golden PAID = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "paid");

    @TempDir
    private Path folder;

    private final Events events = Events.register(ConfluentSchemas.inMemory(), PREFIX);
    private final List<QueryDue> due = new ArrayList<>();

    @Test
    void shouldAskAboutEveryOrderOnceOverARestartWithoutState() throws Exception {
        Instant now = Instant.now();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            BrokerTopics topics = new BrokerTopics(broker.bootstrapServers(), PREFIX);
            topics.make();
            write(
                    broker.bootstrapServers(),
                    placing("r1", "early").at(now.minusSeconds(40)),
                    placing("r2", "later").at(now.minusSeconds(18)),
                    placing("r3", SETTLED).at(now.minusSeconds(40)),
                    Letter.of("r4", "shop", SETTLED, PAID).at(now.minusSeconds(39)));
            try (KafkaConsumer<String, QueryDue> reader = topics.reader(Topic.DUE, events.due())) {
                run(broker.bootstrapServers(), "first", reader, 1, topology -> {});
                assertThat(due).extracting(QueryDue::getOrder).containsExactly("early");

                run(broker.bootstrapServers(), "second", reader, 2, topology -> {});

                assertThat(due).extracting(QueryDue::getOrder).containsExactly("early", "later");
                assertThat(due.getLast().getNotBefore()).isAfter(now.plusSeconds(11));
            }
        }
    }

    @Test
    void shouldLoseNothingWhereATaskIsOpenedAnew() throws Exception {
        Instant now = Instant.now();
        AtomicBoolean thrown = new AtomicBoolean();
        Map<TaskId, Integer> opened = new ConcurrentHashMap<>();
        String later = besides(SETTLED);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            BrokerTopics topics = new BrokerTopics(broker.bootstrapServers(), PREFIX);
            topics.make();
            write(
                    broker.bootstrapServers(),
                    placing("r1", later).at(now.minusSeconds(18)),
                    placing("r2", SETTLED).at(now.minusSeconds(40)),
                    Letter.of("r3", "shop", SETTLED, PAID).at(now.minusSeconds(39)));
            try (KafkaConsumer<String, QueryDue> reader = topics.reader(Topic.DUE, events.due())) {
                run(
                        broker.bootstrapServers(),
                        "first",
                        reader,
                        1,
                        topology -> topology.addProcessor(
                                "corrupt-once",
                                () -> new CorruptOnce("shop/" + SETTLED, thrown, opened),
                                SettleOrders.NAME));
            }
            try (KafkaConsumer<String, Settlement> reader = topics.reader(Topic.SETTLEMENTS, events.settlements())) {
                List<String> settled = new ArrayList<>();
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                    reader.poll(Duration.ofMillis(100))
                            .forEach(record -> settled.add(record.value().getOrder()));
                    return !settled.isEmpty();
                });
                assertThat(settled).containsExactly(SETTLED);
            }
        }
        assertThat(due).extracting(QueryDue::getOrder).containsExactly(later);
        assertThat(thrown).isTrue();
        assertThat(opened.get(new TaskId(0, partition(SETTLED)))).isGreaterThanOrEqualTo(2);
    }

    /** An order of the same partition, and so of the same task. */
    private static String besides(String order) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "later-" + i)
                .filter(each -> partition(each) == partition(order))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(String order) {
        return BuiltInPartitioner.partitionForKey(("shop/" + order).getBytes(StandardCharsets.UTF_8), 4);
    }

    /** Has Streams open the task anew, the first time that it sees that order; what the task had read is not committed. */
    private static final class CorruptOnce extends ContextualProcessor<String, Result, Void, Void> {
        private final String key;
        private final AtomicBoolean thrown;
        private final Map<TaskId, Integer> opened;

        CorruptOnce(String key, AtomicBoolean thrown, Map<TaskId, Integer> opened) {
            this.key = key;
            this.thrown = thrown;
            this.opened = opened;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            opened.merge(context.taskId(), 1, Integer::sum);
        }

        @Override
        public void process(Record<String, Result> record) {
            if (record.key().equals(key) && thrown.compareAndSet(false, true)) {
                throw new TaskCorruptedException(Set.of(context().taskId()));
            }
        }
    }

    /** Runs an instance with a state folder of its own until so many questions are there. */
    private void run(
            String bootstrapServers,
            String name,
            KafkaConsumer<String, QueryDue> reader,
            int questions,
            Consumer<Topology> added) {
        Settings settings = Rig.settings(
                bootstrapServers,
                folder.resolve(name),
                Settings.Asking.usual(),
                PAID.calling(URI.create("https://gw.example"), "shop", Policy.DEFAULT));
        try (RocksDbMemory memory = new RocksDbMemory(settings.topology().rocksdbMemoryBytes());
                KafkaStreams streams = new KafkaStreams(
                        SettlementTopology.build(settings, events, added),
                        StreamsProperties.of(settings, "one", memory))) {
            streams.start();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> due.add(record.value()));
                return due.size() >= questions;
            });
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(Duration.ofSeconds(20)));
        }
    }

    private static Letter placing(String id, String order) {
        return Letter.own(id, Source.PLACING, EventKind.PAYMENT, "shop", order)
                .with(Attempts.placing("a-" + id, 10_000L));
    }

    private void write(String bootstrapServers, Letter... letters) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Letter letter : letters) {
                producer.send(new ProducerRecord<>(
                                Topic.RECEIVED.name(PREFIX),
                                letter.key().getBytes(StandardCharsets.UTF_8),
                                events.received().toBytes(letter.record())))
                        .get();
            }
        }
    }
}
