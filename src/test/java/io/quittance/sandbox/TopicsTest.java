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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
    private static final int ORDERS = 60;
    private static final Set<Topic> TOPICS = EnumSet.of(
            Topic.RECEIVED,
            Topic.ORDERS,
            Topic.PAYOUTS,
            Topic.SETTLEMENTS,
            Topic.CONFLICTS,
            Topic.OUTCOMES,
            Topic.QUARANTINE);
    private static final Truth.Key ANY = new Truth.Key(Flow.PAYMENT, "juhe-main", "JH1-0");

    private static EmbeddedBroker broker;

    private final String prefix = UUID.randomUUID() + ".";
    private final TopicRecords records = new TopicRecords(prefix);
    private final RunRecord run = new RunRecord(new Run(1, 42, Instant.parse("2026-03-01T00:00:00Z")));
    private final List<Truth> truths = LongStream.range(0, ORDERS)
            .mapToObj(new Scenario(run.run())::order)
            .flatMap(order -> order.truths().stream())
            .toList();

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
        run.begunUpTo(ORDERS);
        LongStream.range(0, ORDERS).forEach(run::finish);
    }

    @AfterEach
    void closeTheProducer() {
        producer.close();
    }

    @Test
    void shouldFindEqualWhatIsCommittedAndRight() {
        commit(truth());
        abort(List.of(records.settlement(settling().key(), 1)));

        LedgerResult result = compare(SHORT, SHORT, List.of());

        assertThat(result.differences()).isEmpty();
        assertThat(result.equal()).isTrue();
    }

    @Test
    void shouldFindAPlantedSettlementAndAPlantedConflict() {
        Truth paid = settling();
        commit(truth());
        commit(List.of(
                records.settlement(paid.key(), paid.settledMinor().getAsLong()),
                records.conflict(paid.key(), ConflictKind.DOUBLE_PAYMENT)));

        LedgerResult result = compare(SHORT, SHORT, List.of());

        assertThat(result.differences())
                .containsExactly(
                        paid.key() + " settled 2 times",
                        paid.key() + " has a conflict DOUBLE_PAYMENT that it must not have");
    }

    @Test
    void shouldTakeComplaintsOfTheSenderForDifferences() {
        commit(truth());

        LedgerResult result = compare(SHORT, SHORT, List.of("a forged callback was acknowledged"));

        assertThat(result.differences()).containsExactly("a forged callback was acknowledged");
    }

    @Test
    void shouldSayThatReceivedRecordsHaveNoOutcome() {
        commit(truth());
        commit(List.of(records.opaque(Topic.RECEIVED, 1, ANY)));

        LedgerResult result = compare(SHORT, SHORT, List.of());

        assertThat(result.differences()).hasSize(1).first().asString().endsWith("received records have no outcome");
    }

    @Test
    void shouldWaitForWhatIsStillOnItsWay() throws Exception {
        CompletableFuture<LedgerResult> result = CompletableFuture.supplyAsync(() -> compare(LONG, LONG, List.of()));

        commit(truth());

        assertThat(result.get(120, TimeUnit.SECONDS).equal()).isTrue();
    }

    @Test
    void shouldShowWhatIsCommittedAfterItsStart() throws Exception {
        commit(List.of(records.settlement(settling().key(), 100)));
        TopicReader reader = new TopicReader(broker.bootstrapServers(), prefix, LiveCounts.TOPICS, Set.of());
        reader.fromEnd();
        Departures departures = new Departures();
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

    private LedgerResult compare(Duration undecided, Duration decided, List<String> complaints) {
        var patience = new LedgerCheck.Patience(LONG, undecided, decided);
        return new LedgerCheck(broker.bootstrapServers(), prefix, records.events(), patience)
                .compare(List.of(run), complaints);
    }

    private List<ProducerRecord<byte[], byte[]>> truth() {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (Truth truth : truths) {
            truth.settledMinor().ifPresent(amount -> all.add(records.settlement(truth.key(), amount)));
            OrderStatus status = truth.status();
            if (status != null) {
                all.add(records.row(truth.key(), OrderStatus.UNKNOWN));
                all.add(records.row(truth.key(), status));
            }
            truth.conflicts().forEach(kind -> all.add(records.conflict(truth.key(), kind)));
        }
        return all;
    }

    private Truth settling() {
        return truths.stream()
                .filter(truth -> truth.settledMinor().isPresent())
                .findFirst()
                .orElseThrow();
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
