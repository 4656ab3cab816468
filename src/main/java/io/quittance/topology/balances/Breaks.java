package io.quittance.topology.balances;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.gateways.BeijingDay;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The breaks of one account that are open, by their day. */
final class Breaks {
    /** In place of an order, where there are more than have rows of their own. */
    static final String FURTHER = "";

    private static final String CURRENCY = "CNY";
    private static final char SEPARATOR = '/';

    private final Table table;
    private final Table counts;
    private final EventSerde<Break> rows;
    private final String account;
    private final Map<String, BookNews> news = new LinkedHashMap<>();

    Breaks(SortedBytes store, String account, EventSerde<Break> rows) {
        this.table = new Table(store, account, 'b');
        this.counts = new Table(store, account, 'q');
        this.account = account;
        this.rows = rows;
    }

    /** What is said of a break beside where it stands. */
    record Facts(@Nullable Long oursMinor, @Nullable Long theirsMinor, String detail) {}

    /** A break of that order, which replaces what was said of the same before. */
    void open(int day, BreakType type, EventKind kind, String order, Facts facts) {
        open(day, order, row(day, type, kind, order, null, facts));
    }

    /** A break that a reported balance shows; the order is the one that it may come of, if one is known. */
    void openShown(int day, BreakType type, EventKind kind, String report, @Nullable String order, Facts facts) {
        open(day, report, row(day, type, kind, order, report, facts));
    }

    /** So many breaks of that type that there are no rows for all of them. */
    void openFurther(int day, BreakType type, EventKind kind, Facts facts) {
        open(day, FURTHER, row(day, type, kind, null, null, facts));
    }

    /** There is no such break any more; the subject is its order or report. */
    void close(int day, BreakType type, EventKind kind, String subject) {
        byte[] key = table.key(moment(day, type, kind, subject));
        if (table.store().get(key) != null) {
            table.store().put(key, null);
            change(day, -1);
            changed(key(day, type, kind, subject), null);
        }
    }

    /** The breaks of that day by their keys, at most so many. */
    List<Break> first(int day, int most) {
        List<Break> first = new ArrayList<>();
        table.visit(Moment.start(day), Moment.start(day + 1L), (key, value) -> {
            boolean isWanted = first.size() < most;
            if (isWanted) {
                first.add(read(value));
            }
            return isWanted;
        });
        return List.copyOf(first);
    }

    private void changed(String key, @Nullable Break row) {
        news.put(key, new BookNews(key, row));
    }

    /** Those that have changed, each as it is now. */
    List<BookNews> news() {
        return List.copyOf(news.values());
    }

    /** How many there are of that day. */
    long count(int day) {
        byte[] bytes = counts.store().get(counts.key(Moment.start(day)));
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    private void change(int day, int change) {
        long count = count(day) + change;
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
        counts.store().put(counts.key(Moment.start(day)), count == 0 ? null : bytes);
    }

    private void open(int day, String subject, Break row) {
        byte[] key = table.key(moment(day, row.getType(), row.getKind(), subject));
        byte[] before = table.store().get(key);
        if (before == null || !row.equals(read(before))) {
            table.store().put(key, rows.toBytes(row));
            if (before == null) {
                change(day, 1);
            }
            changed(key(day, row.getType(), row.getKind(), subject), row);
        }
    }

    private Break row(
            int day, BreakType type, EventKind kind, @Nullable String order, @Nullable String report, Facts facts) {
        return new Break(
                account,
                BeijingDay.text(day),
                type,
                kind,
                order,
                report,
                facts.oursMinor(),
                facts.theirsMinor(),
                CURRENCY,
                facts.detail());
    }

    private Break read(byte[] bytes) {
        return Stored.read(rows, bytes, "a break");
    }

    private static Moment moment(int day, BreakType type, EventKind kind, String subject) {
        return new Moment(day, type.name() + SEPARATOR + kind.name() + SEPARATOR + subject);
    }

    private String key(int day, BreakType type, EventKind kind, String subject) {
        return account + SEPARATOR + BeijingDay.text(day) + SEPARATOR + type + SEPARATOR + kind + SEPARATOR + subject;
    }
}
