package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Standing;
import io.quittance.gateways.BeijingDay;
import io.quittance.gateways.Yuan;
import java.util.List;
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

    /** An order stands elsewhere: it may explain what a report shows. Money that it moves by that is in the sums only after this. */
    void stands(LedgerMove move) {
        Unsettled was = Unsettled.of(move.getKind(), move.getBefore());
        Unsettled is = Unsettled.of(move.getKind(), move.getAfter());
        if (was != null && !was.equals(is)) {
            changes(move, was.at(), -was.minor());
        }
        if (is != null && !is.equals(was)) {
            changes(move, is.at(), is.minor());
        }
        explains(move);
    }

    private void changes(LedgerMove move, long at, long unsettled) {
        sums.add(Moment.of(at, move.getKind(), move.getOrder()), Sums.unsettled(unsettled));
        Report changed = steps.moved(at, unsettled);
        boolean settles =
                move.getAmountMinor() != null && at == move.getEventTime().toEpochMilli();
        if (changed != null && !settles) {
            look(changed.at());
            sumUp(BeijingDay.of(changed.at()));
        }
    }

    private void explains(LedgerMove move) {
        Standing after = move.getAfter();
        if (after == null) {
            return;
        }
        List<Candidates.Candidate> changed =
                candidates.stands(move.getKind(), move.getOrder(), move.getBefore(), after);
        if (!totals.hasSteps()) {
            return;
        }
        for (Candidates.Candidate candidate : changed) {
            Report known = reports.upTo(candidate.at());
            long first = known == null ? candidate.at() : known.at();
            steps.lasting(candidate.minor(), first - terms.grace().toMillis())
                    .forEach(step -> tell(step, step.lasting()));
        }
    }

    /** Tells anew what the reports about that time show. */
    private void look(long at) {
        Report newest = totals.base();
        if (newest == null || !totals.hasSteps()) {
            totals.looksAt(null);
            return;
        }
        Steps.Around around = steps.around(at, terms.grace().toMillis());
        Lasting lasting =
                new Lasting(around.steps(), around.goesOn(), terms.grace().toMillis(), newest.at());
        List<Long> changes = lasting.changes();
        Long open = null;
        for (int i = around.first(); i < changes.size(); i++) {
            Step step = around.steps().get(i);
            tell(step, changes.get(i));
            if (open == null && !lasting.isBorneOut(step)) {
                open = step.at();
            }
        }
        waitFor(around.steps(), open);
    }

    /** Remembers the first step that is not borne out, of those that were looked at and of the others. */
    private void waitFor(List<Step> looked, @Nullable Long open) {
        Long waiting = totals.lookAt();
        boolean isSeen = waiting != null
                && !looked.isEmpty()
                && waiting >= looked.getFirst().at()
                && waiting <= looked.getLast().at();
        if (waiting == null || isSeen || (open != null && open < waiting)) {
            totals.looksAt(open);
        }
    }

    private void tell(Step step, long changed) {
        Report report = changed == 0 ? null : reports.before(behind(step));
        boolean isNone = report == null || Math.abs(changed) <= terms.driftToleranceAt(report.receivedAt());
        Shown shown = report == null || isNone ? null : shown(step, report, changed);
        int day = BeijingDay.of(step.at());
        BreakType before = step.shown();
        BreakType type = shown == null ? null : shown.type;
        if (before != null && before != type) {
            breaks.close(day, before, kind(before), step.report().tie());
        }
        if (shown != null) {
            breaks.openShown(day, shown.type, kind(shown.type), step.report().tie(), shown.order, shown.facts);
        }
        steps.show(step.showing(type, isNone ? 0 : changed), step);
    }

    private record Shown(BreakType type, @Nullable String order, Breaks.Facts facts) {}

    /** What it shows that the balance differs by that much for good; null where a statement says it already of an order. */
    private @Nullable Shown shown(Step step, Report report, long changed) {
        if (find(Candidates.Role.LISTED, step, changed, Candidates.OPEN_MILLIS) != null) {
            return null;
        }
        return changed < 0 ? dropped(step, report, changed) : grown(step, report, changed);
    }

    private Shown dropped(Step step, Report report, long changed) {
        String failed = find(Candidates.Role.NOT_PAID_OUT, step, changed, Candidates.OPEN_MILLIS);
        String unsettled =
                failed == null ? find(Candidates.Role.NOT_SETTLED, step, changed, Candidates.OPEN_MILLIS) : null;
        String dropped = "the balance dropped by " + Yuan.text(-changed);
        String detail = dropped;
        if (failed != null) {
            detail = dropped + ", as much as a payout takes that is said not to have left";
        }
        if (unsettled != null) {
            detail = dropped + ", as much as an order brings that is said to be paid and has not settled";
        }
        return new Shown(
                BreakType.DROP_WITHOUT_PAYOUT, failed == null ? unsettled : failed, facts(report, changed, detail));
    }

    private Shown grown(Step step, Report report, long changed) {
        String payout = find(Candidates.Role.PAID_OUT, step, changed, 0);
        if (payout != null) {
            return new Shown(
                    BreakType.PAYOUT_WITHOUT_DROP,
                    payout,
                    facts(report, changed, "the payout is said to be paid, and the balance did not drop by it"));
        }
        String unpaid = find(Candidates.Role.UNPAID, step, changed, Candidates.OPEN_MILLIS);
        if (unpaid != null) {
            return new Shown(
                    BreakType.SUSPECTED_SKIMMING,
                    unpaid,
                    facts(report, changed, "the balance grew by what an order brings that is said to be unpaid"));
        }
        return new Shown(
                BreakType.UNEXPLAINED_GAIN,
                null,
                facts(report, changed, "the balance grew by " + Yuan.text(changed) + ", which nothing explains"));
    }

    /** An order that moved, or was first heard of at most so long before, until the report that bears this one out. */
    private @Nullable String find(Candidates.Role role, Step step, long changed, long openMillis) {
        long grace = terms.grace().toMillis();
        Report last = reports.after(Moment.start(step.at() + grace));
        long before = last == null ? step.at() + grace : last.at();
        return candidates.find(role, changed, step.previousAt() - grace - openMillis, before);
    }

    /** What was expected of the report, and what it says. */
    private static Breaks.Facts facts(Report report, long changed, String detail) {
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
        Sums between = sums.between(Moment.start(opening.at()), Moment.start(closing.at()));
        lines.balance(account, terms, day).reported(opening, closing, between);
    }
}
