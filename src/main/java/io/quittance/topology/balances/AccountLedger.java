package io.quittance.topology.balances;

import io.quittance.events.Balance;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.Payout;
import io.quittance.events.PayoutState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The money of one account: takes what moves it and tells what comes of that. What it says depends on the moves and their own times
 * alone, not on the order in which they come. Its events and totals stand in memory until {@link #keep}.
 */
final class AccountLedger {
    private static final String CURRENCY = "CNY";
    private static final Moment NOBODY = Moment.start(Long.MIN_VALUE);
    /** Before everything, and still far from the end of a long. */
    private static final Moment BEGINNING = Moment.start(Long.MIN_VALUE / 4);

    private final String account;
    private final Terms terms;
    private final Totals totals;
    private final EventRows events;
    private final TimeSums sums;
    private final Reports reports;
    private final LateMoney lateMoney;
    private final Drift drift;
    private final Payouts payouts;
    private final Flights flights;
    private final Joined.News news = new Joined.News();
    private final PayoutRows rows;
    private final DayBooks books;

    AccountLedger(String account, Terms terms, BalanceStores stores, DayLines lines) {
        this.account = account;
        this.terms = terms;
        totals = Totals.of(stores.sums(), account, stores.accounts());
        events = new EventRows(stores.events(), account, totals);
        sums = new TimeSums(events, stores.sums(), account, totals);
        reports = new Reports(stores.events(), account);
        lateMoney = new LateMoney(stores.events(), account, sums, reports);
        drift = new Drift(sums, reports, totals);
        flights = new Flights(sums);
        payouts = new Payouts(stores.events(), account, stores.payouts());
        rows = new PayoutRows(payouts, new Covering(sums, reports, totals), terms, news);
        books = new DayBooks(new DayBooks.Account(account, terms, totals, events, sums, reports), stores, lines);
    }

    /** What comes of that move; {@code begins} says whether it is the first that this one takes. */
    Joined take(LedgerMove move, boolean begins) {
        totals.heardOf(move.getEventTime().toEpochMilli());
        books.take(move);
        Long amount = move.getAmountMinor();
        Payout row = move.getPayout();
        if (move.getKind() == EventKind.PAYMENT && amount != null) {
            lookAgain(move, money(move, Sums.paidIn(amount, move.getFeeMinor())), NOBODY);
        }
        if (move.getKind() == EventKind.PAYOUT && row != null) {
            payout(move, row);
        }
        if (move.getKind() == EventKind.BALANCE && amount != null) {
            report(move, amount);
        }
        return news.taken(begins, Instant.ofEpochMilli(totals.asOf()));
    }

    /** Closes the books and writes events and totals; nothing may be taken after that. The breaks that have changed. */
    List<BookNews> keep() {
        books.tell();
        events.keep();
        totals.keep();
        return books.news();
    }

    private void payout(LedgerMove move, Payout row) {
        Moment placed = Payouts.placed(row);
        PayoutState old = payouts.get(placed);
        Long amount = move.getAmountMinor();
        boolean leaves = amount != null && (old == null || old.getMovedAt() == null);
        Flights.Heard heard =
                new Flights.Heard(held(move, row), row.getFinal$(), knownFrom(move), leaves && !isLate(move));
        Flights.Changed changed = flights.take(placed, Flight.of(old), heard);
        Stretch moved = leaves ? money(move, Sums.paidOut(amount, move.getFeeMinor())) : Stretch.nothing();
        rows.moved(
                state(move, row, changed.flight(), old),
                old == null ? 0 : old.getPayout().getRevision(),
                move.getId());
        lookAgain(move, changed.stretch(), placed);
        lookAgain(move, moved, placed);
    }

    private static long held(LedgerMove move, Payout row) {
        Long ordered = row.getOrderedMinor();
        return ordered == null ? 0 : ordered + move.getFeeMinor();
    }

    private PayoutState state(LedgerMove move, Payout row, Flight flight, @Nullable PayoutState old) {
        Left left = Left.of(move, old, isLate(move));
        return new PayoutState(
                row,
                flight.since(),
                flight.minor(),
                old == null || move.getAmountMinor() == null ? move.getFeeMinor() : old.getFeeMinor(),
                flight.lasts() ? null : Long.valueOf(flight.end()),
                left == null ? null : Long.valueOf(left.minor()),
                left == null ? null : Long.valueOf(left.at()),
                left != null && left.late(),
                old != null && old.getDriftTold());
    }

    /** Puts money that moved into the sums; the moments whose balance that changes. */
    private Stretch money(LedgerMove move, Sums change) {
        Moment moment = Moment.of(move.getEventTime().toEpochMilli(), move.getKind(), move.getOrder());
        sums.add(moment, change);
        if (isLate(move)) {
            lateMoney.add(moment, move.getReceivedAt().toEpochMilli(), change.net());
            drift.explain(change.net());
            tellLate(move);
        }
        if (drift.isChangedBy(move)) {
            totals.drifted(drift.at(Objects.requireNonNull(totals.base())));
        }
        books.moved(moment.at(), change);
        return new Stretch(moment.at(knownFrom(move)), reportedAfter(moment.at()));
    }

    /** From when on a report is known that is of a later time than that; after the newest of all there is none to look for. */
    private long reportedAfter(long time) {
        Report newest = totals.base();
        return newest == null || time >= newest.at() ? Reports.NEVER : reports.firstKnownAfter(time);
    }

    /** Where no balance was ever reported, nothing was decided that late money could have changed. */
    private void tellLate(LedgerMove move) {
        if (totals.base() != null) {
            news.add(Tellings.late(move));
        }
    }

    private void report(LedgerMove move, long minor) {
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
        books.reported(report);
        long superseded = reports.firstKnownAfter(report);
        lookAgain(move, new Stretch(Moment.start(report.knownFrom()), superseded), NOBODY);
    }

    /** Without any report nothing is known of any payout, whatever else happens. */
    private void lookAgain(LedgerMove move, Stretch stretch, Moment except) {
        if (totals.base() != null) {
            rows.lookAgain(move, stretch, except);
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
        long changed = drift.certain(
                report,
                terms.driftToleranceAt(report.receivedAt()),
                terms.grace().toMillis());
        if (changed != 0) {
            news.add(Tellings.drift(move, report.minor() - changed, changed));
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
