package io.quittance.app.books;

import io.quittance.app.CommittedTopic;
import io.quittance.config.Settings;
import io.quittance.events.Break;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.Reconciliation;
import io.quittance.events.SchemaRegistry;
import io.quittance.events.Topic;
import io.quittance.queries.DayBook;
import io.quittance.queries.DayReport;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The books of one day from their topics, {@code reconciliation} and {@code breaks}, of which the last row of each key counts. */
public final class DayReading {
    private static final String CLIENT = "quittance-books-reconcile";

    private final Settings settings;
    private final LocalDate date;
    private final Map<String, Rows> byAccount = new LinkedHashMap<>();

    /** What is known of one account, by key: a break is here as long as it is open. */
    private record Rows(Map<String, Reconciliation> lines, Map<String, Break> breaks) {
        DayBook book() {
            return new DayBook(List.copyOf(lines.values()), List.copyOf(breaks.values()), breaks.size());
        }
    }

    private DayReading(Settings settings, LocalDate date, List<String> accounts) {
        this.settings = settings;
        this.date = date;
        accounts.forEach(account -> byAccount.put(account, new Rows(new HashMap<>(), new HashMap<>())));
    }

    /**
     * The books of these accounts, in this order. Registers nothing and leaves nothing behind on the cluster; throws a
     * {@code KafkaException} or {@code RegistryException} when either is away.
     *
     * @param accounts names from the settings
     * @throws IllegalStateException where a record is not one of ours
     */
    public static List<DayReport> read(
            Settings settings, SchemaRegistry registry, LocalDate date, List<String> accounts) {
        DayReading reading = new DayReading(settings, date, accounts);
        EventSerde<Reconciliation> lines = Events.onlyRead(registry, Reconciliation.class);
        EventSerde<Break> breaks = Events.onlyRead(registry, Break.class);
        reading.read(Topic.RECONCILIATION, record -> reading.take(record, lines, DayReading::putLine));
        reading.read(Topic.BREAKS, record -> reading.take(record, breaks, DayReading::putBreak));
        return reading.reports();
    }

    private void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (CommittedTopic records = CommittedTopic.open(settings, topic, CLIENT)) {
            records.readUp(reader);
        }
    }

    private interface Put<T> {
        void put(Rows rows, String key, @Nullable T value);
    }

    /** Keys are account, day and what it is about, with a slash between them; only the last may hold a slash of its own. */
    private <T extends SpecificRecord> void take(
            ConsumerRecord<byte[], byte[]> record, EventSerde<T> values, Put<T> put) {
        String key = Records.key(record);
        int slash = key.indexOf('/');
        Rows rows = byAccount.get(key.substring(0, Math.max(0, slash)));
        if (rows != null && key.startsWith(date + "/", slash + 1)) {
            put.put(rows, key, Records.value(values, record));
        }
    }

    private static void putLine(Rows rows, String key, @Nullable Reconciliation line) {
        keep(rows.lines, key, line);
    }

    private static void putBreak(Rows rows, String key, @Nullable Break difference) {
        keep(rows.breaks, key, difference);
    }

    private static <T> void keep(Map<String, T> rows, String key, @Nullable T row) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    private List<DayReport> reports() {
        return byAccount.entrySet().stream()
                .map(rows -> report(rows.getKey(), rows.getValue().book()))
                .toList();
    }

    private DayReport report(String name, DayBook book) {
        return DayReport.of(settings.accounts().get(name), name, date, book);
    }
}
