package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.Reconciliation;
import io.quittance.gateways.BeijingDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the books of days, of all accounts. What has changed since it was written last stands in memory: lines change with nearly
 * every move, and only what they are at the end of a commit is written. Nothing is ever committed before it is written.
 */
final class DayLines {
    private static final String CURRENCY = "CNY";
    private static final char MARK = 'y';
    private static final char SEPARATOR = '/';
    private static final String NO_CHANNEL = "";

    private final SortedBytes store;
    private final EventSerde<Reconciliation> rows;
    private final Map<String, Map<Place, DayLine>> changed = new HashMap<>();

    DayLines(SortedBytes store, EventSerde<Reconciliation> rows) {
        this.store = store;
        this.rows = rows;
    }

    private record Place(int day, EventKind kind, String channel) implements Comparable<Place> {
        Moment moment() {
            return new Moment(day, kind.name() + SEPARATOR + channel);
        }

        @Override
        public int compareTo(Place other) {
            int byDay = Integer.compare(day, other.day);
            int byKind = byDay == 0 ? kind.compareTo(other.kind) : byDay;
            return byKind == 0 ? channel.compareTo(other.channel) : byKind;
        }
    }

    /** The line of that day, kind and channel, to be changed; it is written with the next {@link #drain}. */
    DayLine open(String account, Terms terms, int day, EventKind kind, String channel) {
        Map<Place, DayLine> lines = changed.computeIfAbsent(account, name -> new HashMap<>());
        return lines.computeIfAbsent(new Place(day, kind, channel), place -> {
            Reconciliation known = kept(account, place);
            return new DayLine(known == null ? empty(account, terms, place) : known);
        });
    }

    /** The line about the balance of that day, to be changed. */
    DayLine balance(String account, Terms terms, int day) {
        return open(account, terms, day, EventKind.BALANCE, NO_CHANNEL);
    }

    /** Writes what has changed of that account; the rows, in the order of their keys. */
    List<DayRow> drain(String account) {
        Map<Place, DayLine> lines = changed.remove(account);
        if (lines == null) {
            return List.of();
        }
        Table table = new Table(store, account, MARK);
        List<DayRow> drained = new ArrayList<>(lines.size());
        new TreeMap<>(lines).forEach((place, line) -> {
            Reconciliation row = line.row();
            boolean nothing = line.isNothing();
            table.store().put(table.key(place.moment()), nothing ? null : rows.toBytes(row));
            drained.add(new DayRow(key(row), nothing ? null : row));
        });
        return drained;
    }

    /** The lines of that day, in the order of their keys. */
    List<Reconciliation> of(String account, int day) {
        Table table = new Table(store, account, MARK);
        Map<String, Reconciliation> found = new TreeMap<>();
        table.visit(Moment.start(day), Moment.start(day + 1L), (key, value) -> {
            Reconciliation line = read(value);
            found.put(key(line), line);
            return true;
        });
        changed.getOrDefault(account, Map.of()).forEach((place, line) -> {
            if (place.day() == day) {
                Reconciliation row = line.row();
                if (line.isNothing()) {
                    found.remove(key(row));
                } else {
                    found.put(key(row), row);
                }
            }
        });
        return List.copyOf(found.values());
    }

    private @Nullable Reconciliation kept(String account, Place place) {
        Table table = new Table(store, account, MARK);
        byte[] bytes = table.store().get(table.key(place.moment()));
        return bytes == null ? null : read(bytes);
    }

    private Reconciliation read(byte[] bytes) {
        return Stored.read(rows, bytes, "a line of the books");
    }

    private static Reconciliation empty(String account, Terms terms, Place place) {
        return new Reconciliation(
                account,
                terms.gateway(),
                terms.merchant(),
                BeijingDay.text(place.day()),
                place.kind(),
                place.channel(),
                CURRENCY,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static String key(Reconciliation line) {
        return line.getAccount()
                + SEPARATOR
                + line.getDate()
                + SEPARATOR
                + line.getKind()
                + SEPARATOR
                + line.getChannel();
    }
}
