package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Standing;
import io.quittance.gateways.Yuan;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds the movement of one account's balance against what orders and payouts explain of it, report by report and day by day. */
final class BalanceBooks {
    private final String account;
    private final Terms terms;
    private final Totals totals;
    private final TimeSums sums;
    private final Reports reports;
    private final DayLines lines;
    private final Breaks breaks;
    private final Steps steps;
    private final Candidates candidates;

    BalanceBooks(DayBooks.Account account, SortedBytes store, DayLines lines, Breaks breaks) {
        this.account = account.name();
        this.terms = account.terms();
        this.totals = account.totals();
        this.sums = account.sums();
        this.reports = account.reports();
        this.lines = lines;
        this.breaks = breaks;
        steps = new Steps(store, account.name(), sums, reports, totals);
        candidates = new Candidates(store, account.name());
    }

    /** A report has come in, which is among the reports already. */
    void reported(Report report) {
        steps.reported(report);
        look(report.at());
        Long waiting = totals.lookAt();
        if (waiting != null && waiting < report.at()) {
            look(waiting);
        }
        int day = BeijingDay.of(report.at());
        sumUp(day);
        Report later = reports.after(Moment.start(BeijingDay.start(day + 1)));
        if (later != null) {
            sumUp(BeijingDay.of(later.at()));
        }
    }

    /** Money has moved then, and is in the sums already. */
    void moved(long at, long net) {
        Report changed = steps.moved(at, net);
        if (changed != null) {
            look(changed.at());
            sumUp(BeijingDay.of(changed.at()));
        }
    }

    /** An order stands elsewhere: it may explain what a report shows. */
    void stands(LedgerMove move) {
        Standing after = move.getAfter();
        if (after == null
                || !candidates.stands(move.getKind(), move.getOrder(), move.getBefore(), after)
                || !totals.hasSteps()) {
            return;
        }
        Standing before = move.getBefore();
        long first = before == null ? after.getAt() : Math.min(before.getAt(), after.getAt());
        long last = before == null ? after.getAt() : Math.max(before.getAt(), after.getAt());
        long reach = Candidates.OPEN_MILLIS + terms.grace().toMillis();
        Report beyond = reports.after(Moment.start(last + reach));
        long end = beyond == null ? Long.MAX_VALUE : beyond.at() + 1;
        steps.between(first - reach, end).forEach(step -> look(step.at()));
    }

    /** Tells anew what the reports about that time show. */
    private void look(long at) {
        Report newest = totals.base();
        if (newest == null || !totals.hasSteps()) {
            totals.looksAt(null);
            return;
        }
        List<Step> around = steps.around(at, terms.grace().toMillis());
        Lasting lasting = new Lasting(around, terms.grace().toMillis(), newest.at());
        List<Long> changes = lasting.changes();
        Long open = null;
        for (int i = 0; i < around.size(); i++) {
            Step step = around.get(i);
            tell(step, changes.get(i));
            if (open == null && !lasting.isBorneOut(step)) {
                open = step.at();
            }
        }
        Long waiting = totals.lookAt();
        boolean isSeen = waiting != null
                && !around.isEmpty()
                && waiting >= around.getFirst().at()
                && waiting <= around.getLast().at();
        if (waiting == null || isSeen || (open != null && open < waiting)) {
            totals.looksAt(open);
        }
    }

    private void tell(Step step, long changed) {
        long tolerance = terms.driftToleranceAt(step.at());
        Shown shown = Math.abs(changed) <= tolerance ? null : shown(step, changed);
        int day = BeijingDay.of(step.at());
        String report = step.report().tie();
        BreakType before = step.shown();
        BreakType type = shown == null ? null : shown.type;
        if (before != null && before != type) {
            breaks.close(day, before, kind(before), report);
        }
        if (shown != null) {
            breaks.openShown(day, shown.type, kind(shown.type), report, shown.order, shown.facts);
        }
        steps.show(step.showing(type), step);
    }

    private record Shown(BreakType type, @Nullable String order, Breaks.Facts facts) {}

    private Shown shown(Step step, long changed) {
        long grace = terms.grace().toMillis();
        long from = step.previousAt() - grace;
        if (changed < 0) {
            String order = candidates.find(
                    Candidates.Role.NOT_PAID_OUT, -changed, from - Candidates.OPEN_MILLIS, step.at() + grace);
            String like = order == null ? "" : ", as much as a payout takes that is said not to have left";
            return new Shown(
                    BreakType.DROP_WITHOUT_PAYOUT,
                    order,
                    facts(step, changed, "the balance dropped by " + Yuan.text(-changed) + like));
        }
        String payout = candidates.find(Candidates.Role.PAID_OUT, changed, from, step.at());
        if (payout != null) {
            return new Shown(
                    BreakType.PAYOUT_WITHOUT_DROP,
                    payout,
                    facts(step, changed, "the payout settled, and the balance did not drop by it"));
        }
        String unpaid =
                candidates.find(Candidates.Role.UNPAID, changed, from - Candidates.OPEN_MILLIS, step.at() + grace);
        if (unpaid != null) {
            return new Shown(
                    BreakType.SUSPECTED_SKIMMING,
                    unpaid,
                    facts(step, changed, "the balance grew by what an order brings that is said to be unpaid"));
        }
        return new Shown(
                BreakType.UNEXPLAINED_GAIN,
                null,
                facts(step, changed, "the balance grew by " + Yuan.text(changed) + ", which nothing explains"));
    }

    /** What was expected of the report, and what it says. */
    private Breaks.Facts facts(Step step, long changed, String detail) {
        Report report = Objects.requireNonNull(reports.before(behind(step)), "a step is a report's");
        return new Breaks.Facts(report.minor() - changed, report.minor(), detail);
    }

    private static Moment behind(Step step) {
        return new Moment(step.at(), step.report().tie() + '\0');
    }

    private static EventKind kind(BreakType type) {
        return switch (type) {
            case PAYOUT_WITHOUT_DROP -> EventKind.PAYOUT;
            case SUSPECTED_SKIMMING -> EventKind.PAYMENT;
            case DROP_WITHOUT_PAYOUT, UNEXPLAINED_GAIN -> EventKind.BALANCE;
            case PAID_THERE_NOT_HERE, HERE_NOT_THERE, AMOUNT_DIFFERS, STATUS_DIFFERS, DUPLICATE_PAYMENT, UNSPECIFIED ->
                throw new IllegalArgumentException("no balance shows " + type);
        };
    }

    /** What the balance did on that day, as far as it was reported. */
    private void sumUp(int day) {
        Report closing = reports.upTo(BeijingDay.start(day + 1) - 1);
        if (closing == null || BeijingDay.of(closing.at()) != day) {
            return;
        }
        Report before = reports.upTo(BeijingDay.start(day) - 1);
        Report opening = before == null ? reports.after(Moment.start(BeijingDay.start(day))) : before;
        if (opening == null) {
            return;
        }
        long moved = sums.between(Moment.start(opening.at()), Moment.start(closing.at()))
                .net();
        lines.balance(account, terms, day).reported(opening, closing, moved);
    }
}
