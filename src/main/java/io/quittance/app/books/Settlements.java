package io.quittance.app.books;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.events.EventKind;
import io.quittance.events.Settlement;
import io.quittance.gateways.Kind;
import io.quittance.gateways.Yuan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the settlements say, read once from the first on: each order counts once, whatever else is wrong with it is told. */
final class Settlements {
    /** So many faults of one account are told one by one. */
    private static final int TOLD = 20;

    private static final byte IN = 'i';
    private static final byte OUT = 'o';

    private final Settings settings;
    private final SettledSums sums;
    private final SettledOnce once = new SettledOnce();
    private final Map<BookKey, Faults> faults = new HashMap<>();
    private long read;

    Settlements(Settings settings, SettledSums sums) {
        this.settings = settings;
        this.sums = sums;
    }

    void take(ConsumerRecord<byte[], byte[]> record, Settlement settlement) {
        read++;
        BookKey book = new BookKey(settlement.getAccount(), settlement.getCurrency());
        Kind kind = kind(settlement.getKind());
        if (kind == null) {
            fault(book, place(record) + " is neither a payment nor a payout: find out who wrote it");
            return;
        }
        if (!once.isFirst(kind == Kind.PAYMENT ? IN : OUT, record.key())) {
            fault(
                    book,
                    (kind == Kind.PAYMENT ? "payment " : "payout ") + settlement.getOrder()
                            + " has settled before, again with "
                            + Yuan.text(settlement.getAmountMinor()) + " in " + place(record)
                            + ": whoever reads settlements has counted it twice");
            return;
        }
        sums.add(book, movedAt(settlement), movement(kind, settlement));
    }

    /** How many there were. */
    long read() {
        return read;
    }

    SettledSums sums() {
        return sums;
    }

    /** Those with faults. */
    Set<BookKey> faulty() {
        return faults.keySet();
    }

    /** What is wrong with the settlements themselves, in words. */
    List<String> faults(BookKey book) {
        Faults known = faults.get(book);
        if (known == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(known.told);
        if (known.count > TOLD) {
            lines.add("and " + (known.count - TOLD) + " further settlements like these");
        }
        return lines;
    }

    /** Fees are those of the rules in force when it settled, as they were when it was decided. */
    private Movement movement(Kind kind, Settlement settlement) {
        long minor = settlement.getAmountMinor();
        Account account = settings.accounts().get(settlement.getAccount());
        long settledAt = settlement.getSettledAt().toEpochMilli();
        long fee = account == null ? 0 : account.feeMinor(kind, settlement.getChannel(), minor, settledAt);
        return kind == Kind.PAYMENT ? new Movement(minor, 0, fee) : new Movement(0, minor, fee);
    }

    /** A payment that the gateway dates in the future counts from when we first heard of it. */
    private static long movedAt(Settlement settlement) {
        long saidAt = earlier(settlement.getSettledAt().toEpochMilli(), settlement.getHeldAt());
        return earlier(saidAt, settlement.getPaidAt());
    }

    private static long earlier(long millis, @Nullable Instant known) {
        return known == null ? millis : Math.min(millis, known.toEpochMilli());
    }

    private static @Nullable Kind kind(EventKind kind) {
        return switch (kind) {
            case PAYMENT -> Kind.PAYMENT;
            case PAYOUT -> Kind.PAYOUT;
            case BALANCE, UNSPECIFIED -> null;
        };
    }

    private void fault(BookKey book, String line) {
        Faults known = faults.computeIfAbsent(book, key -> new Faults());
        known.count++;
        if (known.count <= TOLD) {
            known.told.add(line);
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
    }

    private static final class Faults {
        private final List<String> told = new ArrayList<>();
        private long count;
    }
}
