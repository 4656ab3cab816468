package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Standing;
import io.quittance.events.StatementEnd;
import io.quittance.gateways.Yuan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one account that were handed in, and what settled here without being in them. A statement is whole once its end and
 * as many orders as that names are here, in whatever order they come.
 */
final class Statements {
    /** The gateway's clock and ours may put a payment at midnight into different days. */
    private static final long AROUND_MIDNIGHT = TimeUnit.MINUTES.toMillis(5);

    private static final byte[] LISTED = {1};
    private static final BreakType MISSING = BreakType.HERE_NOT_THERE;

    private final String account;
    private final Terms terms;
    private final Table statements;
    private final Table current;
    private final Table listed;
    private final Table settled;
    private final Totals totals;
    private final DayLines lines;
    private final Breaks breaks;

    Statements(String account, Terms terms, SortedBytes store, Totals totals, DayLines lines, Breaks breaks) {
        this.account = account;
        this.terms = terms;
        this.statements = new Table(store, account, 'k');
        this.current = new Table(store, account, 'c');
        this.listed = new Table(store, account, 'n');
        this.settled = new Table(store, account, 'e');
        this.totals = totals;
        this.lines = lines;
        this.breaks = breaks;
    }

    /**
     * What is known of a statement.
     *
     * @param day -1 before its end
     * @param receivedAt of its newest end
     */
    private record Known(long seen, long orders, int day, long receivedAt) {
        private static final Known NOTHING = new Known(0, -1, -1, 0);

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
            return day >= 0 && seen >= orders;
        }
    }

    void take(LedgerMove move) {
        StatementEnd end = move.getStatement();
        if (end != null) {
            ends(move, end);
        }
        Standing after = move.getAfter();
        if (after != null) {
            stands(move.getKind(), move.getOrder(), move.getBefore(), after);
        }
    }

    private void ends(LedgerMove move, StatementEnd end) {
        Known known = known(move.getKind(), end.getId());
        Known ended = new Known(
                known.seen(),
                end.getOrders(),
                end.getDay(),
                Math.max(known.receivedAt(), move.getReceivedAt().toEpochMilli()));
        keep(move.getKind(), end.getId(), ended);
        if (isNewest(move.getKind(), end, ended)) {
            current.store()
                    .put(currentKey(end.getDay(), move.getKind()), end.getId().getBytes(StandardCharsets.UTF_8));
        }
        tell(move.getKind(), end.getDay());
        look(move.getKind(), ended);
    }

    private boolean isNewest(EventKind kind, StatementEnd end, Known ended) {
        String other = currentId(end.getDay(), kind);
        if (other == null || other.equals(end.getId())) {
            return true;
        }
        int later = Long.compare(ended.receivedAt(), known(kind, other).receivedAt());
        return later > 0 || (later == 0 && end.getId().compareTo(other) > 0);
    }

    private void stands(EventKind kind, String order, @Nullable Standing before, Standing after) {
        String now = after.getStatement();
        String was = before == null ? null : before.getStatement();
        boolean isPaid = after.getStatus() == OrderStatus.PAID;
        boolean wasPaid = before != null && before.getStatus() == OrderStatus.PAID;
        if (now == null) {
            if (isPaid && !wasPaid && isCovered(kind, after.getAt())) {
                missing(kind, order, after.getAt(), after.getMinor());
            }
            return;
        }
        if (isPaid && (!wasPaid || was == null)) {
            Moment moment = Moment.of(after.getAt(), kind, order);
            listed.store().put(listed.key(moment), LISTED);
            breaks.close(BeijingDay.of(after.getAt()), MISSING, kind, order);
        }
        if (!now.equals(was)) {
            Known known = known(kind, now);
            Known seen = new Known(known.seen() + 1, known.orders(), known.day(), known.receivedAt());
            keep(kind, now, seen);
            if (!known.isWhole()) {
                look(kind, seen);
            }
        }
    }

    /** Once a statement is whole, everything that settled on its day is looked at. */
    private void look(EventKind kind, Known known) {
        if (!known.isWhole()) {
            return;
        }
        int day = known.day();
        totals.statementOf(day);
        tell(kind, day);
        for (Paid paid : notListed(kind, BeijingDay.start(day) - AROUND_MIDNIGHT, BeijingDay.start(day + 1))) {
            if (isCovered(kind, paid.moment.at())) {
                missing(kind, paid.order, paid.moment.at(), paid.minor);
            }
        }
    }

    private void tell(EventKind kind, int day) {
        DayLine line = lines.balance(account, terms, day);
        String id = currentId(day, kind);
        String whole = id != null && known(kind, id).isWhole() ? id : null;
        if (kind == EventKind.PAYOUT) {
            line.payoutStatement(whole);
        } else {
            line.paymentStatement(whole);
        }
    }

    private record Paid(Moment moment, String order, long minor) {}

    private List<Paid> notListed(EventKind kind, long from, long before) {
        List<Paid> found = new ArrayList<>();
        settled.visit(Moment.start(from), Moment.start(before + AROUND_MIDNIGHT), (key, value) -> {
            Sums sums = Sums.of(value);
            long minor = kind == EventKind.PAYOUT ? sums.out() : sums.in();
            Moment moment = settled.moment(key);
            if (minor > 0 && moment.isOf(kind) && listed.store().get(listed.key(moment)) == null) {
                found.add(new Paid(moment, moment.order(), minor));
            }
            return true;
        });
        return found;
    }

    private void missing(EventKind kind, String order, long at, long minor) {
        breaks.open(
                BeijingDay.of(at),
                MISSING,
                kind,
                order,
                new Breaks.Facts(minor, null, "settled here at " + Yuan.text(minor) + ", not in the statement"));
    }

    /** Whether there are whole statements of every day that the gateway may have put it into. */
    private boolean isCovered(EventKind kind, long at) {
        if (BeijingDay.of(at - AROUND_MIDNIGHT) > totals.statementDay()) {
            return false;
        }
        int first = BeijingDay.of(at - AROUND_MIDNIGHT);
        int last = BeijingDay.of(at + AROUND_MIDNIGHT);
        return isWhole(kind, first) && (first == last || isWhole(kind, last));
    }

    private boolean isWhole(EventKind kind, int day) {
        String id = currentId(day, kind);
        return id != null && known(kind, id).isWhole();
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
