package io.quittance.topology.balances;

import io.quittance.events.Balance;
import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import io.quittance.events.PayoutState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The money of one account: takes what moves it and tells what comes of that. What it says depends on the moves and their own times
 * alone, not on the order in which they come.
 */
final class AccountLedger {
    private static final String CURRENCY = "CNY";
    private static final Moment NOBODY = Moment.start(Long.MIN_VALUE);
    /** Before everything, and still far from the end of a long. */
    private static final Moment BEGINNING = Moment.start(Long.MIN_VALUE / 4);

    private final String account;
    private final Terms terms;
    private final Totals totals;
    private final TimeSums sums;
    private final Reports reports;
    private final LateMoney lateMoney;
    private final Drift drift;
    private final Payouts payouts;
    private final Joined.News news = new Joined.News();
    private final PayoutRows rows;

    AccountLedger(String account, Terms terms, BalanceStores stores) {
        this.account = account;
        this.terms = terms;
        totals = Totals.of(stores.sums(), account, stores.accounts());
        sums = new TimeSums(stores.events(), stores.sums(), account, totals);
        reports = new Reports(stores.events(), account);
        lateMoney = new LateMoney(stores.events(), account, sums, reports);
        drift = new Drift(sums, reports, totals);
        payouts = new Payouts(stores.events(), account, stores.payouts());
        rows = new PayoutRows(payouts, new Covering(sums, reports, totals), terms, news);
    }

    Joined take(LedgerMove move) {
        totals.heardOf(move.getEventTime().toEpochMilli());
        switch (move.getKind()) {
            case PAYMENT -> payment(move);
            case PAYOUT -> payout(move);
            case BALANCE -> report(move);
            case UNSPECIFIED -> {}
        }
        totals.keep();
        return news.with(balance());
    }

    private void payment(LedgerMove move) {
        Long amount = move.getAmountMinor();
        if (amount != null) {
            Sums change = Sums.paidIn(amount, move.getFeeMinor());
            lookAgain(money(move, change), NOBODY);
        }
    }

    private void payout(LedgerMove move) {
        Payout row = Objects.requireNonNull(move.getPayout(), "a payout's move has its row");
        Moment placed = Payouts.placed(row);
        PayoutState old = payouts.get(placed);
        PayoutState state = state(move, row, old);
        Stretch flight = Flight.of(old).change(Flight.of(state), placed, sums);
        Stretch moved = flight;
        Long amount = move.getAmountMinor();
        if (amount != null && (old == null || old.getMovedAt() == null)) {
            moved = money(move, Sums.paidOut(amount, move.getFeeMinor()));
        }
        rows.moved(state, old == null ? 0 : old.getPayout().getRevision(), move.getId());
        lookAgain(flight, placed);
        lookAgain(moved, placed);
    }

    private PayoutState state(LedgerMove move, Payout row, @Nullable PayoutState old) {
        Long moved = move.getAmountMinor();
        Long ordered = row.getOrderedMinor();
        return new PayoutState(
                row,
                ordered == null ? 0 : ordered,
                ended(move, row, old),
                moved == null ? null : Long.valueOf(moved + move.getFeeMinor()),
                moved == null ? null : Long.valueOf(move.getEventTime().toEpochMilli()),
                isLate(move),
                old != null && old.getDriftTold());
    }

    /** A payout that has ended once stays ended at that time, until it turns out that it had not. */
    private @Nullable Long ended(LedgerMove move, Payout row, @Nullable PayoutState old) {
        if (!row.getFinal$()) {
            return null;
        }
        Long ended = old == null ? null : old.getEndedAt();
        return ended == null
                ? Long.valueOf(
                        Math.max(knownFrom(move), row.getFirstReceivedAt().toEpochMilli()))
                : ended;
    }

    /** Puts money that moved into the sums; the moments whose balance that changes. */
    private Stretch money(LedgerMove move, Sums change) {
        Moment moment = Moment.of(move.getEventTime().toEpochMilli(), move.getKind(), move.getOrder());
        sums.add(moment, change);
        if (isLate(move)) {
            lateMoney.add(moment, move.getReceivedAt().toEpochMilli(), change.net());
            tellLate(move);
        }
        if (drift.isChangedBy(move)) {
            totals.drifted(drift.at(Objects.requireNonNull(totals.base())));
        }
        return new Stretch(moment.at(knownFrom(move)), reports.firstKnownAfter(moment.at()));
    }

    /** Where no balance was ever reported, nothing was decided that late money could have changed. */
    private void tellLate(LedgerMove move) {
        if (totals.base() != null) {
            news.add(Tellings.late(move));
        }
    }

    private void report(LedgerMove move) {
        Long minor = Objects.requireNonNull(move.getAmountMinor(), "a report has a balance");
        Report report = new Report(
                move.getEventTime().toEpochMilli(),
                move.getId(),
                minor,
                move.getReceivedAt().toEpochMilli(),
                knownFrom(move));
        reports.add(report);
        lateMoney.reported(report);
        if (isLate(move)) {
            news.add(Tellings.late(move));
        }
        rest(report, move);
        long superseded = reports.firstKnownAfter(report);
        lookAgain(new Stretch(Moment.start(report.knownFrom()), superseded), NOBODY);
    }

    /** Without any report nothing is known of any payout, whatever else happens. */
    private void lookAgain(Stretch stretch, Moment except) {
        if (totals.base() != null) {
            rows.lookAgain(stretch, except);
        }
    }

    private void rest(Report report, LedgerMove move) {
        Report newest = totals.base();
        if (newest != null && newest.isAfter(report)) {
            totals.drifted(drift.at(newest));
            return;
        }
        totals.restsOn(report, sums.between(Moment.start(report.at()), totals.end()));
        totals.drifted(drift.at(report));
        if (totals.toldAt() == null) {
            totals.toldOf(report);
            return;
        }
        long certain = drift.certain(
                report,
                terms.driftToleranceAt(report.receivedAt()),
                terms.grace().toMillis());
        if (certain != 0) {
            totals.toldOf(report);
            news.add(Tellings.drift(move, report.minor() - certain, certain));
        }
    }

    /** From when on a move counts: from its event time, or where it came late, from when it was received. */
    private long knownFrom(LedgerMove move) {
        return (isLate(move) ? move.getReceivedAt() : move.getEventTime()).toEpochMilli();
    }

    private boolean isLate(LedgerMove move) {
        return move.getReceivedAt().toEpochMilli() - move.getEventTime().toEpochMilli()
                > terms.grace().toMillis();
    }

    /** The balance after everything; null where nothing was ever heard of the account. */
    @Nullable Balance now() {
        return totals.isNothing() ? null : balance();
    }

    private Balance balance() {
        return balance(totals.base(), totals.drift(), totals.since(), totals.inFlight(), totals.asOf());
    }

    /** The balance at that time, with all that is known of it today; null where nothing was ever heard of the account. */
    @Nullable Balance at(Instant time) {
        if (totals.isNothing()) {
            return null;
        }
        Moment after = Moment.start(time.toEpochMilli() + 1);
        Report base = reports.upTo(time.toEpochMilli());
        Moment from = base == null ? BEGINNING : Moment.start(base.at());
        long inFlight = totals.inFlight() - sums.between(after, totals.end()).inFlight();
        return balance(
                base, base == null ? null : drift.at(base), sums.between(from, after), inFlight, time.toEpochMilli());
    }

    private Balance balance(@Nullable Report base, @Nullable Long drifted, Sums since, long inFlight, long asOf) {
        Long projected = base == null ? null : Long.valueOf(base.minor() + since.net());
        return new Balance(
                account,
                terms.gateway(),
                terms.merchant(),
                CURRENCY,
                base == null ? null : base.minor(),
                base == null ? null : Instant.ofEpochMilli(base.at()),
                since.in(),
                since.out(),
                since.fees(),
                projected,
                inFlight,
                projected == null ? null : Long.valueOf(projected - inFlight),
                drifted,
                Instant.ofEpochMilli(asOf));
    }
}
