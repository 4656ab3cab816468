package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Standing;
import io.quittance.events.StatementEnd;
import io.quittance.gateways.BeijingDay;
import io.quittance.gateways.Yuan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds what settled of one account against the statements that were handed in. Two days are looked at around midnight, and of more than
 * can have rows of their own it is told how many there are.
 */
final class Statements {
    /** The gateway's clock and ours may put a payment at midnight into different days. */
    private static final long AROUND_MIDNIGHT = TimeUnit.MINUTES.toMillis(5);

    /** More rows at once would take longer than a transaction may, and the same record would come again for ever. */
    static final int MOST_AT_ONCE = 2_000;

    private static final byte[] LISTED = {1};
    private static final BreakType MISSING = BreakType.HERE_NOT_THERE;

    private final String account;
    private final Terms terms;
    private final StatementFiles files;
    private final Table listed;
    private final EventRows events;
    private final Totals totals;
    private final DayLines lines;
    private final Breaks breaks;

    Statements(DayBooks.Account account, SortedBytes store, DayLines lines, Breaks breaks) {
        this.account = account.name();
        this.terms = account.terms();
        this.files = new StatementFiles(store, account.name());
        this.listed = new Table(store, account.name(), 'n');
        this.events = account.events();
        this.totals = account.totals();
        this.lines = lines;
        this.breaks = breaks;
    }

    void take(LedgerMove move) {
        StatementEnd statement = move.getStatement();
        Standing after = move.getAfter();
        if (after != null) {
            stands(move.getKind(), move.getOrder(), move.getBefore(), after);
        }
        if (statement != null) {
            int day = statement.getOrders() < 0
                    ? files.lists(move.getKind(), move.getOrder(), statement.getId())
                    : files.ends(move.getKind(), statement, move.getReceivedAt().toEpochMilli());
            look(move.getKind(), day);
        }
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
    }

    /** Once a statement is whole, everything that settled on its day is looked at. */
    private void look(EventKind kind, int day) {
        if (day == StatementFiles.NO_DAY) {
            return;
        }
        String whole = files.whole(kind, day);
        tell(kind, day, whole);
        if (whole == null) {
            return;
        }
        totals.statementOf(day);
        Missing missing = new Missing(kind, day, listedOn(day));
        events.visit(begin(day), end(day), missing);
        missing.first.forEach(paid -> missing(kind, paid.moment.order(), paid.moment.at(), paid.minor));
        if (missing.further == 0) {
            breaks.close(day, MISSING, kind, Breaks.FURTHER);
        } else {
            breaks.openFurther(
                    day,
                    MISSING,
                    kind,
                    new Breaks.Facts(
                            missing.furtherMinor, null, missing.further + " more settled here, not in the statement"));
        }
    }

    /** What settled around a day without standing in a statement: so many, and how many more. */
    private final class Missing implements EventRows.Visitor {
        private final EventKind kind;
        private final long from;
        private final long before;
        private final Set<Moment> listed;
        private final List<Paid> first = new ArrayList<>();
        private long further;
        private long furtherMinor;

        Missing(EventKind kind, int day, Set<Moment> listed) {
            this.kind = kind;
            this.from = BeijingDay.start(day) + AROUND_MIDNIGHT;
            this.before = BeijingDay.start(day + 1) - AROUND_MIDNIGHT;
            this.listed = listed;
        }

        /** Of nearly all of them without a look into the store. */
        private boolean isDue(long at) {
            return (at >= from && at < before) || isCovered(kind, at);
        }

        @Override
        public void happened(Moment moment, Sums sums) {
            long minor = kind == EventKind.PAYOUT ? sums.out() : sums.in();
            if (minor <= 0 || !moment.isOf(kind) || listed.contains(moment) || !isDue(moment.at())) {
                return;
            }
            if (first.size() < MOST_AT_ONCE) {
                first.add(new Paid(moment, minor));
            } else {
                further++;
                furtherMinor += minor;
            }
        }
    }

    private Set<Moment> listedOn(int day) {
        Set<Moment> found = new HashSet<>();
        listed.visit(begin(day), end(day), (key, value) -> found.add(listed.moment(key)));
        return found;
    }

    private static Moment begin(int day) {
        return Moment.start(BeijingDay.start(day) - AROUND_MIDNIGHT);
    }

    private static Moment end(int day) {
        return Moment.start(BeijingDay.start(day + 1) + AROUND_MIDNIGHT);
    }

    private void tell(EventKind kind, int day, @Nullable String whole) {
        DayLine line = lines.balance(account, terms, day);
        if (kind == EventKind.PAYOUT) {
            line.payoutStatement(whole);
        } else {
            line.paymentStatement(whole);
        }
    }

    private record Paid(Moment moment, long minor) {}

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
        return files.whole(kind, first) != null && (first == last || files.whole(kind, last) != null);
    }
}
