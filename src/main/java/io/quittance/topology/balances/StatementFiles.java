package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.StatementEnd;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which statements of one account were handed in. A statement is whole once its end and as many different orders as that names are here,
 * in whatever order they come; of several of one kind and day the one that came last counts.
 */
final class StatementFiles {
    /** Nothing is to be looked at. */
    static final int NO_DAY = -1;

    private static final byte[] LISTED = {1};

    private final Table statements;
    private final Table current;
    private final Table orders;

    StatementFiles(SortedBytes store, String account) {
        this.statements = new Table(store, account, 'k');
        this.current = new Table(store, account, 'c');
        this.orders = new Table(store, account, 'g');
    }

    /**
     * What is known of a statement.
     *
     * @param day {@link #NO_DAY} before its end
     * @param receivedAt when its end came first
     */
    private record Known(long seen, long orders, int day, long receivedAt) {
        private static final Known NOTHING = new Known(0, -1, NO_DAY, 0);

        static Known of(byte @Nullable [] bytes) {
            if (bytes == null) {
                return NOTHING;
            }
            ByteBuffer values = ByteBuffer.wrap(bytes);
            return new Known(values.getLong(), values.getLong(), values.getInt(), values.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
                    .putLong(seen)
                    .putLong(orders)
                    .putInt(day)
                    .putLong(receivedAt)
                    .array();
        }

        boolean isWhole() {
            return day != NO_DAY && seen >= orders;
        }
    }

    /** A statement has ended; its day where that is news. Handed in again, it keeps the time at which it came first. */
    int ends(EventKind kind, StatementEnd end, long receivedAt) {
        Known known = known(kind, end.getId());
        long first = known.day() == NO_DAY ? receivedAt : Math.min(known.receivedAt(), receivedAt);
        Known ended = new Known(known.seen(), end.getOrders(), end.getDay(), first);
        if (ended.equals(known)) {
            return NO_DAY;
        }
        keep(kind, end.getId(), ended);
        if (isNewest(kind, end, ended)) {
            current.store().put(currentKey(end.getDay(), kind), end.getId().getBytes(StandardCharsets.UTF_8));
        }
        return end.getDay();
    }

    /** An order is listed in a statement, which counts once; the day of the statement where it has become whole herewith. */
    int lists(EventKind kind, String order, String id) {
        byte[] key = orders.key(new Moment(0, kind.name() + id + order));
        if (orders.store().get(key) != null) {
            return NO_DAY;
        }
        orders.store().put(key, LISTED);
        Known known = known(kind, id);
        Known seen = new Known(known.seen() + 1, known.orders(), known.day(), known.receivedAt());
        keep(kind, id, seen);
        return seen.isWhole() && !known.isWhole() ? seen.day() : NO_DAY;
    }

    /** Id of the statement of that day that counts, once it is whole; null before. */
    @Nullable String whole(EventKind kind, int day) {
        String id = currentId(day, kind);
        return id != null && known(kind, id).isWhole() ? id : null;
    }

    private boolean isNewest(EventKind kind, StatementEnd end, Known ended) {
        String other = currentId(end.getDay(), kind);
        if (other == null || other.equals(end.getId())) {
            return true;
        }
        int later = Long.compare(ended.receivedAt(), known(kind, other).receivedAt());
        return later > 0 || (later == 0 && end.getId().compareTo(other) > 0);
    }

    private @Nullable String currentId(int day, EventKind kind) {
        byte[] id = current.store().get(currentKey(day, kind));
        return id == null ? null : new String(id, StandardCharsets.UTF_8);
    }

    private byte[] currentKey(int day, EventKind kind) {
        return current.key(new Moment(day, kind.name()));
    }

    private Known known(EventKind kind, String id) {
        return Known.of(statements.store().get(statements.key(new Moment(0, kind.name() + id))));
    }

    private void keep(EventKind kind, String id, Known known) {
        statements.store().put(statements.key(new Moment(0, kind.name() + id)), known.bytes());
    }
}
