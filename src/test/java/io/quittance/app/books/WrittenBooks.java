package io.quittance.app.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.Balance;
import io.quittance.events.Break;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Coverage;
import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.OrderStatus;
import io.quittance.events.Payout;
import io.quittance.events.Reconciliation;
import io.quittance.events.Settlement;
import io.quittance.events.Topic;
import io.quittance.queries.DayReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker with books that a test writes by hand; the gateways of its accounts take 1 percent of payments and 1.00 of payouts. */
final class WrittenBooks implements AutoCloseable {
    static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String ACCOUNT = """
              %s:
                gateway: juhe
                merchant: "1"
                keys: [{id: k1, key: x}]
                fees: [{percent: "1"}, {kind: payout, fixed: "1.00"}]
            """;

    private final ConfluentSchemas registry = ConfluentSchemas.inMemory();
    private final Events events = Events.register(registry, "b.");
    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    private final List<String> accounts;

    WrittenBooks(Path folder, List<String> accounts) throws Exception {
        this.accounts = accounts;
        broker = EmbeddedBroker.start(folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<NewTopic> topics = Stream.of(
                            Topic.BALANCES, Topic.PAYOUTS, Topic.SETTLEMENTS, Topic.RECONCILIATION, Topic.BREAKS)
                    .map(topic -> new NewTopic(topic.name("b."), 3, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "books"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** The check of that account; it goes on looking for so long. */
    AccountBook check(String account, Duration patience) throws Exception {
        BooksResult result = new BooksCheck(settings(), registry, patience).run(account::equals);
        return result.books().getFirst();
    }

    /** The books of that day, of all accounts. */
    List<DayReport> day(LocalDate date) throws Exception {
        return DayReading.read(settings(), registry, date, accounts);
    }

    /** A line of the books of a day; null takes it back. */
    void line(String key, @Nullable Reconciliation line) throws Exception {
        commit(Topic.RECONCILIATION, events.reconciliation(), key, line);
    }

    /** A difference, under the key that the topology gives it. */
    void difference(Break row) throws Exception {
        commit(Topic.BREAKS, events.breaks(), DayRows.key(row), row);
    }

    /** There is no such difference any more. */
    void noDifference(Break row) throws Exception {
        commit(Topic.BREAKS, events.breaks(), DayRows.key(row), null);
    }

    /** A difference in a transaction that is not to be. */
    void neverDifferent(Break row) throws Exception {
        producer.beginTransaction();
        send(Topic.BREAKS, DayRows.key(row), events.breaks().toBytes(row));
        producer.abortTransaction();
    }

    void paidIn(String account, String order, long minor, @Nullable Instant paidAt, Instant settledAt)
            throws Exception {
        commit(
                Topic.SETTLEMENTS,
                events.settlements(),
                account + '/' + order,
                settlement(EventKind.PAYMENT, account, order, minor, paidAt, settledAt));
    }

    /** One that was held before it settled, of which the gateway does not say when it was paid. */
    void heldAndPaidIn(String account, String order, long minor, Instant heldAt, Instant settledAt) throws Exception {
        Settlement settlement = settlement(EventKind.PAYMENT, account, order, minor, null, settledAt);
        settlement.put("held_at", heldAt);
        commit(Topic.SETTLEMENTS, events.settlements(), account + '/' + order, settlement);
    }

    void paidOut(String account, String order, long minor, Instant settledAt) throws Exception {
        commit(
                Topic.SETTLEMENTS,
                events.settlements(),
                account + '/' + order,
                settlement(EventKind.PAYOUT, account, order, minor, null, settledAt));
    }

    /** A settlement in a transaction that is not to be. */
    void neverPaidIn(String account, String order, long minor) throws Exception {
        producer.beginTransaction();
        send(
                Topic.SETTLEMENTS,
                account + '/' + order,
                events.settlements().toBytes(settlement(EventKind.PAYMENT, account, order, minor, null, NOON)));
        producer.abortTransaction();
    }

    void payout(String account, String order, long minor, OrderStatus status, boolean ended) throws Exception {
        commit(
                Topic.PAYOUTS,
                events.payouts(),
                account + '/' + order,
                new Payout(
                        account,
                        "juhe",
                        "1",
                        order,
                        status,
                        null,
                        ended,
                        false,
                        minor,
                        null,
                        false,
                        "CNY",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "r1",
                        TEN,
                        TEN,
                        Coverage.UNKNOWN,
                        null,
                        null,
                        1L));
    }

    /** A row that agrees with itself; {@code reported} null: no balance was ever reported. */
    void row(String account, @Nullable Long reported, @Nullable Instant at, long in, long out, long fees, long inFlight)
            throws Exception {
        Long projected = reported == null ? null : Long.valueOf(reported + in - out - fees);
        row(account, reported, at, in, out, fees, projected, inFlight);
    }

    /** A row that says that much is projected. */
    void row(
            String account,
            @Nullable Long reported,
            @Nullable Instant at,
            long in,
            long out,
            long fees,
            @Nullable Long projected,
            long inFlight)
            throws Exception {
        Long available = projected == null ? null : Long.valueOf(projected - inFlight);
        commit(
                Topic.BALANCES,
                events.balances(),
                account,
                new Balance(
                        account, "juhe", "1", "CNY", reported, at, in, out, fees, projected, inFlight, available, null,
                        NOON));
    }

    private static Settlement settlement(
            EventKind kind, String account, String order, long minor, @Nullable Instant paidAt, Instant settledAt) {
        return new Settlement(
                kind, account, "juhe", "1", order, minor, "CNY", true, null, null, paidAt, null, settledAt, "r1", "k1");
    }

    private <T extends SpecificRecord> void commit(Topic topic, EventSerde<T> serde, String key, @Nullable T value)
            throws Exception {
        producer.beginTransaction();
        send(topic, key, value == null ? null : serde.toBytes(value));
        producer.commitTransaction();
    }

    private void send(Topic topic, String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic.name("b."), key.getBytes(UTF_8), value))
                .get();
    }

    private Settings settings() throws Exception {
        String yaml = """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "http://localhost:8081"}
                topics: {prefix: "b."}
                accounts:
                """.formatted(broker.bootstrapServers())
                + accounts.stream().map(ACCOUNT::formatted).collect(Collectors.joining());
        return SettingsFile.parse(yaml, Path.of(""), Map.of());
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
