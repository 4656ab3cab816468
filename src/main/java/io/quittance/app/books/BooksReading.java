package io.quittance.app.books;

import io.quittance.app.CommittedTopic;
import io.quittance.config.Settings;
import io.quittance.events.Balance;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.Payout;
import io.quittance.events.SchemaRegistry;
import io.quittance.events.Settlement;
import io.quittance.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the three topics that the books are in, on and on. Settlements are read last, so that whatever a row of the balance table counts
 * has been read when the two are compared.
 */
final class BooksReading implements AutoCloseable {
    private static final String CLIENT = "quittance-books-check";
    /** Pollers report balances every few minutes: reports that come while we read are not older than that. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final Settings settings;
    private final Predicate<String> accounts;
    private final CommittedTopic balanceTopic;
    private final CommittedTopic payoutTopic;
    private final CommittedTopic settlementTopic;
    private final EventSerde<Balance> balanceValues;
    private final EventSerde<Payout> payoutValues;
    private final EventSerde<Settlement> settlementValues;
    private final Map<BookKey, Balance> rows = new HashMap<>();
    private final OpenPayouts payouts;
    private @Nullable Settlements settlements;

    /** Of those accounts alone; throws a {@code KafkaException} where the cluster does not answer. */
    BooksReading(Settings settings, SchemaRegistry registry, Predicate<String> accounts) {
        this.settings = settings;
        this.accounts = accounts;
        this.payouts = new OpenPayouts(settings);
        balanceValues = Events.onlyRead(registry, Balance.class);
        payoutValues = Events.onlyRead(registry, Payout.class);
        settlementValues = Events.onlyRead(registry, Settlement.class);
        balanceTopic = CommittedTopic.open(settings, Topic.BALANCES, CLIENT);
        payoutTopic = CommittedTopic.open(settings, Topic.PAYOUTS, CLIENT);
        settlementTopic = CommittedTopic.open(settings, Topic.SETTLEMENTS, CLIENT);
    }

    /** Reads up to what is committed now and compares. */
    Map<BookKey, AccountBook> look() {
        balanceTopic.readUp(this::takeBalance);
        payoutTopic.readUp(this::takePayout);
        Settlements read = readUp(settlements == null ? startOver() : settlements);
        if (!rows.keySet().stream().allMatch(book -> read.sums().knows(book, base(book)))) {
            return compare(readUp(startOver()));
        }
        return compare(read);
    }

    /** How many settlements there were. */
    long settlementsRead() {
        return settlements == null ? 0 : settlements.read();
    }

    /** What the balance in the row rests on, in epoch milliseconds; null where none was ever reported. */
    private @Nullable Long base(BookKey book) {
        Balance row = rows.get(book);
        Instant reportedAt = row == null ? null : row.getReportedAt();
        return reportedAt == null ? null : Long.valueOf(reportedAt.toEpochMilli());
    }

    private Settlements startOver() {
        Map<BookKey, Long> bases = new HashMap<>();
        rows.keySet().forEach(book -> {
            Long base = base(book);
            if (base != null) {
                bases.put(book, base);
            }
        });
        settlementTopic.startOver();
        long recentFrom = System.currentTimeMillis() - RECENT.toMillis();
        return new Settlements(settings, new SettledSums(bases, recentFrom));
    }

    private Settlements readUp(Settlements into) {
        settlements = into;
        settlementTopic.readUp(record -> {
            Settlement settlement = Records.value(settlementValues, record);
            if (settlement != null && accounts.test(settlement.getAccount())) {
                into.take(record, settlement);
            }
        });
        return into;
    }

    private Map<BookKey, AccountBook> compare(Settlements read) {
        Set<BookKey> all = new TreeSet<>(rows.keySet());
        all.addAll(payouts.books());
        all.addAll(read.sums().books());
        all.addAll(read.faulty());
        Map<BookKey, AccountBook> books = new TreeMap<>();
        for (BookKey book : all) {
            Movement settled = read.sums().since(book, base(book));
            boolean isInSettings = settings.accounts().containsKey(book.account());
            books.put(
                    book,
                    Comparison.of(book, rows.get(book), settled, payouts.inFlightMinor(book), isInSettings)
                            .with(read.faults(book)));
        }
        return books;
    }

    private void takeBalance(ConsumerRecord<byte[], byte[]> record) {
        Balance row = Records.value(balanceValues, record);
        String account = Records.key(record);
        if (accounts.test(account)) {
            rows.keySet().removeIf(book -> book.account().equals(account));
            if (row != null) {
                rows.put(new BookKey(account, row.getCurrency()), row);
            }
        }
    }

    private void takePayout(ConsumerRecord<byte[], byte[]> record) {
        String key = Records.key(record);
        if (accounts.test(key.substring(0, Math.max(0, key.indexOf('/'))))) {
            payouts.take(key, Records.value(payoutValues, record));
        }
    }

    @Override
    public void close() {
        balanceTopic.close();
        payoutTopic.close();
        settlementTopic.close();
    }
}
