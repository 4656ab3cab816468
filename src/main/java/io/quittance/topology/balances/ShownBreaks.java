package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.gateways.BeijingDay;
import io.quittance.gateways.Yuan;
import org.jspecify.annotations.Nullable;

/** The breaks of one account that its reported balances show: what each is, by the orders whose amounts fit. */
final class ShownBreaks {
    private static final String ONLY_LISTED = ", as much as an order that only a statement says to be paid";

    private final Terms terms;
    private final Reports reports;
    private final Steps steps;
    private final Candidates candidates;
    private final Breaks breaks;

    ShownBreaks(Terms terms, Reports reports, Steps steps, Candidates candidates, Breaks breaks) {
        this.terms = terms;
        this.reports = reports;
        this.steps = steps;
        this.candidates = candidates;
        this.breaks = breaks;
    }

    /** The balance differs for good by that much from that step on, or no more. */
    void tell(Step step, Lasting.Change change) {
        long changed = change.minor();
        Report report = changed == 0 ? null : reports.before(behind(step));
        boolean isNone = report == null || Math.abs(changed) <= terms.driftToleranceAt(report.receivedAt());
        Shown shown = report == null || isNone ? null : shown(step, report, change);
        int day = BeijingDay.of(step.at());
        BreakType before = step.shown();
        BreakType type = shown == null ? null : shown.type;
        if (before != null && before != type) {
            breaks.close(day, before, kind(before), step.report().tie());
        }
        if (shown != null) {
            breaks.openShown(day, shown.type, kind(shown.type), step.report().tie(), shown.order, shown.facts);
        }
        steps.show(step.showing(type, isNone ? change.none() : change), step);
    }

    private record Shown(BreakType type, @Nullable String order, Breaks.Facts facts) {}

    private Shown shown(Step step, Report report, Lasting.Change change) {
        return change.minor() < 0 ? dropped(step, report, change) : grown(step, report, change);
    }

    private Shown dropped(Step step, Report report, Lasting.Change change) {
        long changed = change.minor();
        String dropped = "the balance dropped by " + Yuan.text(-changed);
        String failed = find(Candidates.Role.NOT_PAID_OUT, step, change, Candidates.OPEN_MILLIS);
        if (failed != null) {
            return dropped(
                    report, changed, failed, dropped + ", as much as a payout takes that is said not to have left");
        }
        String unsettled = find(Candidates.Role.NOT_SETTLED, step, change, 0);
        if (unsettled != null) {
            return dropped(
                    report,
                    changed,
                    unsettled,
                    dropped + ", as much as an order brings that is said to be paid and has not settled");
        }
        String listed = find(Candidates.Role.LISTED, step, change, Candidates.OPEN_MILLIS);
        return dropped(report, changed, listed, listed == null ? dropped : dropped + ONLY_LISTED);
    }

    private static Shown dropped(Report report, long changed, @Nullable String order, String detail) {
        return new Shown(BreakType.DROP_WITHOUT_PAYOUT, order, facts(report, changed, detail));
    }

    private Shown grown(Step step, Report report, Lasting.Change change) {
        long changed = change.minor();
        String payout = find(Candidates.Role.PAID_OUT, step, change, 0);
        if (payout != null) {
            return new Shown(
                    BreakType.PAYOUT_WITHOUT_DROP,
                    payout,
                    facts(report, changed, "the payout is said to be paid, and the balance did not drop by it"));
        }
        String unpaid = find(Candidates.Role.UNPAID, step, change, Candidates.OPEN_MILLIS);
        if (unpaid != null) {
            return new Shown(
                    BreakType.SUSPECTED_SKIMMING,
                    unpaid,
                    facts(report, changed, "the balance grew by what an order brings that is said to be unpaid"));
        }
        String listed = find(Candidates.Role.LISTED, step, change, Candidates.OPEN_MILLIS);
        String grew = "the balance grew by " + Yuan.text(changed);
        return new Shown(
                BreakType.UNEXPLAINED_GAIN,
                listed,
                facts(report, changed, grew + (listed == null ? ", which nothing explains" : ONLY_LISTED)));
    }

    /** An order that moved, or was first heard of at most so long before, until the report that bears this one out. */
    private @Nullable String find(Candidates.Role role, Step step, Lasting.Change change, long openMillis) {
        long grace = terms.grace().toMillis();
        Report last = reports.after(Moment.start(step.at() + grace));
        long before = last == null ? step.at() + grace : last.at();
        return candidates.find(role, change.minor(), change.since() - grace - openMillis, before);
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
}
