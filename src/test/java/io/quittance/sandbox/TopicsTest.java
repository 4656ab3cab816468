package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.events.ConflictKind;
import io.quittance.events.Effect;
import io.quittance.events.OrderStatus;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Topic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The comparison and the live table over a real broker. */
@Timeout(180)
class TopicsTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Set<Topic> TOPICS = EnumSet.of(
            Topic.RECEIVED,
            Topic.ORDERS,
            Topic.PAYOUTS,
            Topic.SETTLEMENTS,
            Topic.CONFLICTS,
            Topic.OUTCOMES,
            Topic.QUARANTINE);
    private static final NewOrder.Key ANY = new NewOrder.Key("juhe-main", Flow.PAYMENT, "JH1-0");

    private static EmbeddedBroker broker;

    private final String prefix = UUID.randomUUID() + ".";
    private final TopicRecords records = new TopicRecords(prefix);
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void startTheBroker(@TempDir Path folder) {
        broker = EmbeddedBroker.start(folder);
    }

    @AfterAll
    static void stopTheBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTheTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic.name(prefix), 2, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", prefix),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterEach
    void closeTheProducer() {
        producer.close();
    }

    @Test
    void shouldFindEqualWhatIsCommittedAndRight() throws Exception {
        commit(truth());
        abort(List.of(records.settlement(Entries.PAID.key(), 1)));

        LedgerResult result = compare(List.of());

        assertThat(result.differences()).isEmpty();
        assertThat(result.equal()).isTrue();
    }

    @Test
    void shouldFindAPlantedSettlementAndAPlantedConflict() throws Exception {
        commit(truth());
        commit(List.of(
                records.settlement(Entries.PAID.key(), 10_000),
                records.conflict(Entries.PAID.key(), ConflictKind.DOUBLE_PAYMENT)));

        LedgerResult result = compare(List.of());

        assertThat(result.differences())
                .containsExactly(
                        Entries.PAID.key() + " settled 2 times",
                        Entries.PAID.key() + " has a conflict DOUBLE_PAYMENT that it must not have");
    }

    @Test
    void shouldTakeFaultsThatAreKnownForDifferences() throws Exception {
        commit(truth());

        LedgerResult result = compare(List.of("a forged callback was acknowledged"));

        assertThat(result.differences()).containsExactly("a forged callback was acknowledged");
    }

    @Test
    void shouldSayThatReceivedRecordsHaveNoOutcome() throws Exception {
        commit(truth());
        commit(List.of(records.opaque(Topic.RECEIVED, 1, ANY)));

        LedgerResult result = compare(List.of());

        assertThat(result.differences()).hasSize(1).first().asString().endsWith("received records have no outcome");
    }

    @Test
    void shouldWaitForWhatIsStillOnItsWay() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        FutureTask<LedgerResult> result = new FutureTask<>(() -> check(LONG).compare(() -> {
            looked.countDown();
            return ledger(true, List.of());
        }));
        Thread.ofPlatform().daemon().start(result);
        looked.await();

        commit(truth());

        assertThat(result.get(120, TimeUnit.SECONDS).equal()).isTrue();
    }

    @Test
    void shouldEndWithTheCheckedExceptionWhenInterrupted() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Boolean> stillMarked = new CompletableFuture<>();
        Thread comparing = Thread.ofPlatform().daemon().start(() -> {
            try {
                check(LONG).compare(() -> {
                    looked.countDown();
                    return ledger(false, List.of());
                });
            } catch (InterruptedException e) {
                stillMarked.complete(Thread.currentThread().isInterrupted());
            }
        });
        looked.await();

        comparing.interrupt();

        assertThat(stillMarked.get(60, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void shouldWaitUntilNothingMoreHappensAtTheGateways() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        commit(truth());

        LedgerResult result = check(SHORT).compare(() -> ledger(looks.incrementAndGet() == 3, List.of()));

        assertThat(result.equal()).isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    void shouldShowWhatIsCommittedAfterItsStart() throws Exception {
        commit(List.of(records.settlement(Entries.PAID.key(), 100)));
        TopicReader reader = new TopicReader(broker.bootstrapServers(), prefix, LiveCounts.TOPICS, Set.of());
        reader.fromEnd();
        Departures departures = Departures.noted();
        departures.departed(ANY, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(1));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        LiveView view = new LiveView(
                reader,
                new LiveCounts(records.events(), departures),
                new LiveTable(new PrintStream(shown, false, StandardCharsets.UTF_8), false));

        view.start();
        commit(List.of(
                records.outcome(ANY, 0, 0, OutcomeVerdict.VERIFIED, Effect.MOVED),
                records.outcome(ANY, 0, 1, OutcomeVerdict.VERIFIED, Effect.DUPLICATE),
                records.outcome(ANY, 0, 2, OutcomeVerdict.REJECTED, Effect.NONE),
                records.settlement(ANY, 100),
                records.conflict(ANY, ConflictKind.AMOUNT_CHANGED),
                records.opaque(Topic.QUARANTINE, 0, ANY)));
        abort(List.of(records.settlement(ANY, 100)));
        view.stop();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsPattern("juhe +3 +2 +1 +1 +1 +1 +[1-9]\\d* +[1-9]\\d*\\n")
                .containsPattern("all +3 +2 +1 +1 +1 +1 +[1-9]\\d* +[1-9]\\d*\\n");
    }

    private LedgerResult compare(List<String> faults) throws InterruptedException {
        return check(SHORT).compare(() -> ledger(true, faults));
    }

    private static LedgerCheck.Truth ledger(boolean quiet, List<String> faults) {
        return new LedgerCheck.Truth(Entries.ALL, Entries.PLACED, Set.of(), quiet, 0, faults);
    }

    private LedgerCheck check(Duration patience) {
        return new LedgerCheck(broker.bootstrapServers(), prefix, records.events(), patience);
    }

    private List<ProducerRecord<byte[], byte[]>> truth() {
        Observed seen = Entries.seen();
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (NewOrder.Key key : seen.keys()) {
            Observed.Seen order = seen.of(key);
            if (order.settledTimes() > 0) {
                all.add(records.settlement(key, order.settledMinor()));
            }
            all.add(records.row(key, OrderStatus.UNKNOWN));
            all.add(records.row(key, Objects.requireNonNull(order.status())));
            order.conflicts().forEach(kind -> all.add(records.conflict(key, kind)));
        }
        return all;
    }

    private void commit(List<ProducerRecord<byte[], byte[]>> all) {
        write(all);
        producer.commitTransaction();
    }

    private void abort(List<ProducerRecord<byte[], byte[]>> all) {
        write(all);
        producer.abortTransaction();
    }

    private void write(List<ProducerRecord<byte[], byte[]>> all) {
        producer.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        all.forEach(next -> sent.add(producer.send(next)));
        producer.flush();
        assertThat(sent).allSatisfy(future -> assertThat(future).isDone());
    }
}
