package io.quittance.topology.balances;

import io.quittance.events.LedgerMove;
import io.quittance.events.Standing;
import io.quittance.gateways.BeijingDay;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the movement of one account's balance against what orders and payouts explain of it, report by report and day by day. */
final class BalanceBooks {
    private final String account;
    private final Terms terms;
    private final Totals totals;
    private final TimeSums sums;
    private final Reports reports;
    private final DayLines lines;
    private final Steps steps;
    private final Candidates candidates;
    private final ShownBreaks shown;
    /** As-of times of reports that may show something else than was told, and days whose sums have changed. */
    private final Set<Long> changed = new TreeSet<>();

    private final Set<Integer> days = new TreeSet<>();

    BalanceBooks(DayBooks.Account account, SortedBytes store, DayLines lines, Breaks breaks) {
        this.account = account.name();
        this.terms = account.terms();
        this.totals = account.totals();
        this.sums = account.sums();
        this.reports = account.reports();
        this.lines = lines;
        steps = new Steps(store, account.name(), sums, reports, totals);
        candidates = new Candidates(store, account.name());
        shown = new ShownBreaks(terms, reports, steps, candidates, breaks);
    }

    /** A report has come in, which is among the reports already. */
    void reported(Report report) {
        steps.reported(report);
        changed.add(report.at());
        Long waiting = totals.lookAt();
        if (waiting != null && waiting < report.at()) {
            changed.add(waiting);
        }
        days.add(BeijingDay.of(report.at()));
        Report later = reports.after(Moment.start(BeijingDay.start(BeijingDay.of(report.at()) + 1)));
        if (later != null) {
            days.add(BeijingDay.of(later.at()));
        }
    }

    /** Something has turned out to have been then, and is in the sums already. */
    void moved(long at, Sums change) {
        for (Report report : steps.changed(at, change)) {
            changed.add(report.at());
            days.add(BeijingDay.of(report.at()));
        }
    }

    /** An order stands elsewhere: it may explain what a report shows. */
    void stands(LedgerMove move) {
        Said was = Said.of(move.getKind(), move.getBefore());
        Said is = Said.of(move.getKind(), move.getAfter());
        if (!Objects.equals(was, is)) {
            says(move, was, -1);
            says(move, is, 1);
        }
        explains(move);
    }

    private void says(LedgerMove move, @Nullable Said said, int sign) {
        if (said == null) {
            return;
        }
        put(Moment.of(said.at(), move.getKind(), move.getOrder()), said.then(sign));
        Long after = said.after();
        if (after != null) {
            changed.addAll(steps.between(after, said.at())); // What is between may hang together by this alone.
            put(Moment.of(after, move.getKind(), move.getOrder()), Sums.said(0, said.leeway(sign)));
        }
    }

    private void put(Moment moment, Sums change) {
        if (!change.isNothing()) {
            sums.add(moment, change);
            moved(moment.at(), change);
        }
    }

    /** Tells anew what has changed, once everything that has is in the sums. */
    void tell() {
        changed.forEach(this::look);
        changed.clear();
        days.forEach(this::sumUp);
        days.clear();
    }

    private void explains(LedgerMove move) {
        Standing after = move.getAfter();
        if (after == null) {
            return;
        }
        List<Candidates.Candidate> others = candidates.stands(move.getKind(), move.getOrder(), move.getBefore(), after);
        if (!totals.hasSteps()) {
            return;
        }
        for (Candidates.Candidate candidate : others) {
            Report known = reports.upTo(candidate.at());
            long first = known == null ? candidate.at() : known.at();
            changed.addAll(
                    steps.lasting(candidate.minor(), first - terms.grace().toMillis()));
        }
    }

    /** Tells anew what the reports about that time show, and what those after them do for as long as it changes them. */
    private void look(long at) {
        Long next = at;
        while (next != null) {
            next = lookAround(next);
        }
    }

    /** Where to go on; null where nothing further is changed by it. */
    private @Nullable Long lookAround(long at) {
        Report newest = totals.base();
        if (newest == null || !totals.hasSteps()) {
            totals.looksAt(null);
            return null;
        }
        long grace = terms.grace().toMillis();
        Steps.Around around = steps.around(at, grace);
        Lasting lasting = new Lasting(around, grace, newest.at());
        List<Lasting.Change> changes = lasting.changes();
        List<Step> judged = around.steps().subList(around.first(), around.end());
        Long open = null;
        boolean isChanged = false;
        for (int i = 0; i < judged.size(); i++) {
            Step step = judged.get(i);
            Lasting.Change change = changes.get(around.first() + i);
            isChanged = change.behind() != step.behind();
            shown.tell(step, change);
            if (open == null && !lasting.isBorneOut(step)) {
                open = step.at();
            }
        }
        waitFor(judged, open);
        boolean isCut = around.end() < around.steps().size();
        return isCut && isChanged
                ? Long.valueOf(around.steps().get(around.end()).at())
                : null;
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
