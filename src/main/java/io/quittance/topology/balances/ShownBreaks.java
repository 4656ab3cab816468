package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.gateways.BeijingDay;
import io.quittance.gateways.Yuan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The breaks of one account that its reported balances show: what each is, by the orders whose amounts fit. */
final class ShownBreaks {
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
        long changed = change.minor();
        Candidates.Fit fit = fit(step, change);
        Candidates.Role role = fit == null ? null : fit.role();
        return new Shown(
                type(changed, role), fit == null ? null : fit.order(), facts(report, changed, detail(changed, role)));
    }

    /** The first that fits about the step; where none does, the only one that does since the last report that speaks against the change. */
    private Candidates.@Nullable Fit fit(Step step, Lasting.Change change) {
        long grace = terms.grace().toMillis();
        Report last = reports.after(Moment.start(step.at() + grace));
        long before = last == null ? step.at() + grace : last.at();
        List<Candidates.Fit> near = candidates.fitting(change.minor(), step.previousAt() - grace, before);
        if (!near.isEmpty()) {
            return near.getFirst();
        }
        List<Candidates.Fit> far = candidates.fitting(change.minor(), change.since() - grace, before);
        return far.size() == 1 ? far.getFirst() : null;
    }

    private static BreakType type(long changed, Candidates.@Nullable Role role) {
        if (role == Candidates.Role.PAID_OUT) {
            return BreakType.PAYOUT_WITHOUT_DROP;
        }
        if (role == Candidates.Role.UNPAID) {
            return BreakType.SUSPECTED_SKIMMING;
        }
        return changed < 0 ? BreakType.DROP_WITHOUT_PAYOUT : BreakType.UNEXPLAINED_GAIN;
    }

    private static String detail(long changed, Candidates.@Nullable Role role) {
        String moved = "the balance " + (changed < 0 ? "dropped" : "grew") + " by " + Yuan.text(Math.abs(changed));
        if (role == null) {
            return changed < 0 ? moved : moved + ", which nothing explains";
        }
        return switch (role) {
            case PAID_OUT -> "the payout is said to be paid, and the balance did not drop by it";
            case UNPAID -> "the balance grew by what an order brings that is said to be unpaid";
            case NOT_PAID_OUT -> moved + ", as much as a payout takes that is said not to have left";
            case NOT_SETTLED -> moved + ", as much as an order brings that is said to be paid and has not settled";
            case LISTED -> moved + ", as much as an order that only a statement says to be paid";
        };
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
