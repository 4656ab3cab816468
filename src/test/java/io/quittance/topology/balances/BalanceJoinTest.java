package io.quittance.topology.balances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.events.Balance;
import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Coverage;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import io.quittance.events.OrderStatus;
import io.quittance.events.Payout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The balance join, case by case. Times in minutes, amounts in yuan. */
class BalanceJoinTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final String OTHER = "other";
    private static final long TEN = 10 * HOUR;
    private static final Events EVENTS = Events.register(ConfluentSchemas.inMemory(), "test.");

    private final TreeBytes events = new TreeBytes();
    private final TreeBytes sums = new TreeBytes();
    private final BalanceJoin join = new BalanceJoin(BalanceStores.in(events, sums, EVENTS));
    private final List<Conflict> conflicts = new ArrayList<>();
    private PlainTerms terms = new PlainTerms(Duration.ofHours(2), 0);

    private Joined take(LedgerMove move) {
        Joined joined = join.take(move, terms);
        conflicts.addAll(joined.conflicts());
        return joined;
    }

    private Balance balance() {
        return Objects.requireNonNull(join.now(PlainMoves.ACCOUNT, terms));
    }

    private Joined place(String order, long at, long minor) {
        return take(PlainMoves.payout(order, OrderStatus.PLACED, at, at, minor, 0));
    }

    @Test
    void shouldSayWhatIsThereAndWhatIsLeftOfIt() {
        take(PlainMoves.report("b1", TEN, TEN, 10_000));
        take(PlainMoves.payment("m1", TEN + MINUTE, TEN + 2 * MINUTE, 5_000, 19));
        place("p1", TEN + 5 * MINUTE, 3_000);
        Joined placed = place("p2", TEN + 6 * MINUTE, 2_000);

        take(PlainMoves.paidOut("p1", TEN + 5 * MINUTE, TEN + 8 * MINUTE, TEN + 9 * MINUTE, 3_000, 100));

        assertThat(placed.payouts()).singleElement().satisfies(row -> {
            assertThat(row.getCoverage()).isEqualTo(Coverage.COVERED);
            assertThat(row.getBalanceMinor()).isEqualTo(10_000 + 5_000 - 19 - 3_000);
            assertThat(row.getBalanceAt()).isEqualTo(Instant.ofEpochMilli(TEN));
        });
        Balance balance = balance();
        assertThat(balance.getReportedMinor()).isEqualTo(10_000);
        assertThat(balance.getSettledInMinor()).isEqualTo(5_000);
        assertThat(balance.getPaidOutMinor()).isEqualTo(3_000);
        assertThat(balance.getFeesMinor()).isEqualTo(119);
        assertThat(balance.getProjectedMinor()).isEqualTo(11_881);
        assertThat(balance.getInFlightMinor()).isEqualTo(2_000);
        assertThat(balance.getAvailableMinor()).isEqualTo(9_881);
        assertThat(balance.getAsOf()).isEqualTo(Instant.ofEpochMilli(TEN + 8 * MINUTE));
        assertThat(conflicts).isEmpty();
    }

    @Test
    void shouldKnowNothingOfCoverageWhileNoBalanceIsKnown() {
        take(PlainMoves.payment("m1", TEN, TEN, 5_000, 0));

        Payout row = place("p1", TEN + MINUTE, 3_000).payouts().getFirst();

        assertThat(row.getCoverage()).isEqualTo(Coverage.UNKNOWN);
        assertThat(row.getBalanceMinor()).isNull();
        assertThat(row.getBalanceAt()).isNull();
    }

    @Test
    void shouldChangeExactlyThePayoutsThatAReportAnHourLateIsAbout() {
        take(PlainMoves.report("b1", TEN, TEN, 10_000));
        take(PlainMoves.report("b3", TEN + 2 * HOUR, TEN + 2 * HOUR, 10_000));
        place("before", TEN + 30 * MINUTE, 500);
        place("between", TEN + 90 * MINUTE, 500);
        place("after", TEN + 150 * MINUTE, 500);

        Joined late = take(PlainMoves.report("b2", TEN + HOUR, TEN + 2 * HOUR, 700));

        assertThat(late.payouts()).singleElement().satisfies(row -> {
            assertThat(row.getOrder()).isEqualTo("between");
            assertThat(row.getCoverage()).isEqualTo(Coverage.SHORT);
            assertThat(row.getBalanceMinor()).isEqualTo(700 - 500);
            assertThat(row.getBalanceAt()).isEqualTo(Instant.ofEpochMilli(TEN + HOUR));
            assertThat(row.getRevision()).isEqualTo(2);
        });
        assertThat(conflicts).isEmpty();
    }

    @Test
    void shouldLeavePastRowsWhereNewsIsLaterThanTheGracePeriodAllows() {
        terms = new PlainTerms(Duration.ofMinutes(15), 0);
        take(PlainMoves.report("b1", TEN, TEN, 1_000));
        place("past", TEN + 30 * MINUTE, 5_000);

        Joined late = take(PlainMoves.payment("m1", TEN + 10 * MINUTE, TEN + HOUR, 9_000, 0));

        assertThat(late.payouts()).isEmpty();
        assertThat(balance().getProjectedMinor()).isEqualTo(10_000);
        assertThat(conflicts).singleElement().satisfies(conflict -> {
            assertThat(conflict.getConflict()).isEqualTo(ConflictKind.LATE_BALANCE);
            assertThat(conflict.getKind()).isEqualTo(EventKind.PAYMENT);
            assertThat(conflict.getOrder()).isEqualTo("m1");
        });
        assertThat(place("now", TEN + 61 * MINUTE, 5_000).payouts().getFirst().getCoverage())
                .isEqualTo(Coverage.COVERED);
    }

    @Test
    void shouldNotSpeakOfLateMoneyWhereNoBalanceWasEverReported() {
        terms = new PlainTerms(Duration.ofMinutes(15), 0);

        take(PlainMoves.payment("m1", TEN, TEN + HOUR, 9_000, 0));

        assertThat(conflicts).isEmpty();
    }

    @Test
    void shouldNotCountLateMoneyTwiceThatAReportHoldsAlready() {
        terms = new PlainTerms(Duration.ofMinutes(15), 0);
        take(PlainMoves.report("b1", TEN, TEN, 1_000));
        take(PlainMoves.report("b2", TEN + 30 * MINUTE, TEN + 30 * MINUTE, 10_000));
        place("p1", TEN + 40 * MINUTE, 5_000);

        Joined late = take(PlainMoves.payment("m1", TEN + 10 * MINUTE, TEN + HOUR, 9_000, 0));

        assertThat(late.payouts()).isEmpty();
        assertThat(balance().getProjectedMinor()).isEqualTo(10_000);
        assertThat(balance().getDriftMinor()).isZero();
    }

    @Test
    void shouldTellADriftOnceItHasStayedForTheGracePeriod() {
        terms = new PlainTerms(Duration.ofMinutes(15), 50);
        reports(0, 10_000, 10, 10_000, 20, 10_000, 30, 9_000, 40, 9_040);
        assertThat(conflicts).isEmpty();

        reports(50, 9_000, 60, 9_000, 90, 9_000);

        assertThat(conflicts).singleElement().satisfies(conflict -> {
            assertThat(conflict.getConflict()).isEqualTo(ConflictKind.BALANCE_DRIFT);
            assertThat(conflict.getKind()).isEqualTo(EventKind.BALANCE);
            assertThat(conflict.getReportId()).isEqualTo("b50");
            assertThat(conflict.getReportMinor()).isEqualTo(9_000);
            assertThat(conflict.getDetail()).contains("9.60 less");
        });
    }

    @Test
    void shouldTellTheNextDriftApartFromTheOneBefore() {
        terms = new PlainTerms(Duration.ofMinutes(15), 0);
        reports(0, 10_000, 20, 10_000, 30, 9_000, 50, 9_000);

        reports(60, 9_500, 80, 9_500);

        assertThat(conflicts).extracting(Conflict::getReportId).containsExactly("b50", "b80");
        assertThat(conflicts.getFirst().getDetail()).contains("10.00 less");
        assertThat(conflicts.getLast().getDetail()).contains("5.00 more");
    }

    @Test
    void shouldNotTellADriftThatTheNextReportUndoes() {
        terms = new PlainTerms(Duration.ofMinutes(5), 0);
        reports(0, 10_000, 10, 15_000);

        take(PlainMoves.payment("m1", TEN + 10 * MINUTE + 1, TEN + 11 * MINUTE, 5_000, 0));
        reports(20, 15_000, 30, 15_000);

        assertThat(conflicts).isEmpty();
    }

    @Test
    void shouldNotTellADriftThatOnlyTheFirstReportHas() {
        terms = new PlainTerms(Duration.ofMinutes(5), 0);
        take(PlainMoves.payment("m1", TEN - 1, TEN + MINUTE, 5_000, 0));

        reports(0, 10_000, 10, 15_000, 20, 15_000, 30, 15_000);

        assertThat(conflicts).isEmpty();
    }

    @Test
    void shouldTellALastingDriftWithoutThePaymentNextToTheReportThatShowsIt() {
        terms = new PlainTerms(Duration.ofMinutes(5), 0);
        reports(0, 10_000, 10, 10_000, 20, 9_990, 30, 9_990 + 5_000);
        take(PlainMoves.payment("m1", TEN + 30 * MINUTE + 1, TEN + 31 * MINUTE, 5_000, 0));

        reports(40, 14_990, 50, 14_990, 60, 14_990);

        assertThat(conflicts)
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.getDetail()).contains("0.10 less"));
    }

    @Test
    void shouldTellAllOfADriftThatGrows() {
        terms = new PlainTerms(Duration.ofMinutes(15), 0);

        reports(0, 10_000, 20, 10_000, 40, 9_999, 60, 5_000, 80, 5_000, 100, 5_000);

        assertThat(conflicts).hasSize(2);
        assertThat(conflicts.getFirst().getDetail()).contains("0.01 less");
        assertThat(conflicts.getLast().getDetail()).contains("49.99 less");
    }

    @Test
    void shouldTellWhereLateMoneyNeverArrived() {
        terms = new PlainTerms(Duration.ofMinutes(5), 0);
        reports(0, 10_000, 10, 10_000, 20, 10_000);

        take(PlainMoves.payment("m1", TEN + 5 * MINUTE, TEN + 25 * MINUTE, 5_000, 0));
        reports(30, 10_000, 40, 10_000, 50, 10_000);

        assertThat(conflicts)
                .extracting(Conflict::getConflict)
                .containsExactly(ConflictKind.LATE_BALANCE, ConflictKind.BALANCE_DRIFT);
        assertThat(conflicts.getLast().getDetail()).contains("50.00 less");
    }

    @Test
    void shouldNotTakeAPayoutOffItselfThatAReportHeldBeforeItWasHeardOf() {
        take(PlainMoves.report("b1", TEN, TEN, 1_000));
        take(PlainMoves.report("b2", TEN + 2 * MINUTE, TEN + 2 * MINUTE, 200));

        Joined paid = take(PlainMoves.paidOut("p1", TEN + 3 * MINUTE, TEN + MINUTE, TEN + 3 * MINUTE, 800, 0));

        assertThat(paid.payouts().getFirst().getCoverage()).isEqualTo(Coverage.COVERED);
        assertThat(paid.payouts().getFirst().getBalanceMinor()).isEqualTo(1_000);
    }

    @Test
    void shouldTakeNothingBackThatLateMoneyExplains() {
        terms = new PlainTerms(Duration.ofMinutes(5), 0);
        reports(0, 10_000, 10, 10_000, 20, 15_000, 30, 15_000);

        take(PlainMoves.payment("m1", TEN + 15 * MINUTE, TEN + 35 * MINUTE, 5_000, 0));
        reports(40, 15_000, 50, 15_000);

        assertThat(conflicts)
                .extracting(Conflict::getConflict)
                .containsExactly(ConflictKind.BALANCE_DRIFT, ConflictKind.LATE_BALANCE);
    }

    @Test
    void shouldHoldAPayoutAgainOnlyFromWhenItWasHeardToBeOpen() {
        take(PlainMoves.report("b1", TEN, TEN, 1_000));
        place("p1", TEN + MINUTE, 800);
        take(PlainMoves.payout("p1", OrderStatus.REJECTED, TEN + MINUTE, TEN + 2 * MINUTE, 800, 0));
        Payout between = place("p2", TEN + 10 * MINUTE, 900).payouts().getFirst();

        Joined opened = take(PlainMoves.payout("p1", OrderStatus.ACCEPTED, TEN + MINUTE, TEN + 20 * MINUTE, 800, 0));

        assertThat(between.getCoverage()).isEqualTo(Coverage.COVERED);
        assertThat(opened.payouts()).extracting(Payout::getOrder).containsExactly("p1");
        assertThat(balance().getInFlightMinor()).isEqualTo(1_700);
    }

    @Test
    void shouldNotSubtractAPayoutTwiceThatHadFailedBeforeItWasPaid() {
        take(PlainMoves.report("b1", TEN, TEN, 1_000));
        place("p1", TEN + MINUTE, 800);
        take(PlainMoves.payout("p1", OrderStatus.FAILED, TEN + MINUTE, TEN + 5 * MINUTE, 800, 0));
        place("p2", TEN + 3 * MINUTE, 100);

        Joined paid = take(PlainMoves.paidOut("p1", TEN + MINUTE, TEN + 2 * MINUTE, TEN + 6 * MINUTE, 800, 0));

        assertThat(paid.payouts()).extracting(Payout::getOrder).containsExactly("p1");
        assertThat(join.at(PlainMoves.ACCOUNT, terms, Instant.ofEpochMilli(TEN + 4 * MINUTE)))
                .satisfies(balance -> assertThat(balance.getAvailableMinor()).isEqualTo(100));
    }

    @Test
    void shouldNeedThePayoutsFeeToo() {
        take(PlainMoves.report("b1", TEN, TEN, 1_000));

        Joined placed = take(PlainMoves.payout("p1", OrderStatus.PLACED, TEN + MINUTE, TEN + MINUTE, 950, 100));

        assertThat(placed.payouts().getFirst().getCoverage()).isEqualTo(Coverage.SHORT);
        assertThat(balance().getInFlightMinor()).isEqualTo(1_050);
    }

    @Test
    void shouldSayWhereNewsTouchesMorePayoutsThanCanBeLookedAtAtOnce() {
        take(PlainMoves.report("b1", TEN, TEN, 1_000_000));
        for (int i = 0; i < PayoutRows.MOST_AT_ONCE + 5; i++) {
            place("p" + i, TEN + MINUTE + i, 1);
        }

        Joined touched = take(PlainMoves.payment("m1", TEN + 1, TEN + 2 * MINUTE, 7, 0));

        assertThat(touched.payouts()).hasSize(PayoutRows.MOST_AT_ONCE);
        assertThat(touched.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.getConflict()).isEqualTo(ConflictKind.LATE_BALANCE);
            assertThat(conflict.getDetail()).contains("p" + PayoutRows.MOST_AT_ONCE);
        });
    }

    /** Reports, each by its minutes after ten and the balance. */
    private void reports(long... minutesAndBalances) {
        for (int i = 0; i < minutesAndBalances.length; i += 2) {
            long at = TEN + minutesAndBalances[i] * MINUTE;
            take(PlainMoves.report("b" + minutesAndBalances[i], at, at, minutesAndBalances[i + 1]));
        }
    }

    @Test
    void shouldTellWhereTheGatewayCallsACoveredBalanceTooLow() {
        take(PlainMoves.report("b1", TEN, TEN, 10_000));
        place("p1", TEN + MINUTE, 3_000);
        LedgerMove refused = PlainMoves.refused("p1", PlainTerms.INSUFFICIENT, TEN + MINUTE, TEN + 2 * MINUTE, 3_000);

        take(refused);
        take(refused);

        assertThat(conflicts).singleElement().satisfies(conflict -> {
            assertThat(conflict.getConflict()).isEqualTo(ConflictKind.BALANCE_DRIFT);
            assertThat(conflict.getKind()).isEqualTo(EventKind.PAYOUT);
            assertThat(conflict.getOrder()).isEqualTo("p1");
            assertThat(conflict.getReportMinor()).isEqualTo(3_000);
            assertThat(conflict.getOtherMinor()).isEqualTo(10_000);
        });
    }

    @Test
    void shouldBelieveTheGatewayWhereTheBalanceWasTooLowByOurReckoningToo() {
        take(PlainMoves.report("b1", TEN, TEN, 1_000));
        place("p1", TEN + MINUTE, 3_000);

        take(PlainMoves.refused("p1", PlainTerms.INSUFFICIENT, TEN + MINUTE, TEN + 2 * MINUTE, 3_000));

        assertThat(conflicts).isEmpty();
    }

    @Test
    void shouldReadAsLittleForManyMovesAsForFew() {
        take(PlainMoves.report("b1", TEN, TEN, 10_000));
        long few = readsOfOneMoreDay(1, 100);
        long many = readsOfOneMoreDay(2, 200_000);

        assertThat(many).isLessThan(2_000);
        assertThat(few).isLessThan(2_000);
    }

    @Test
    void shouldKeepAccountsApartHoweverTheyAreWritten() {
        take(PlainMoves.report("b1", TEN, TEN, 10_000));
        take(other(PlainMoves.payment("m1", TEN + MINUTE, TEN + MINUTE, 700, 7)));
        take(PlainMoves.payment("m2", TEN + MINUTE, TEN + MINUTE, 500, 5));
        Joined second = take(other(PlainMoves.payment("m3", TEN + 2 * MINUTE, TEN + 2 * MINUTE, 300, 3)));

        Balance first = join.drain(PlainMoves.ACCOUNT).balance();
        Joined again = take(PlainMoves.payment("m4", TEN + 3 * MINUTE, TEN + 3 * MINUTE, 100, 1));
        Balance others = join.drain(OTHER).balance();
        Balance last = join.drain(PlainMoves.ACCOUNT).balance();
        BalanceJoin reopened = new BalanceJoin(BalanceStores.in(events, sums, EVENTS));

        assertThat(second.begins()).isFalse();
        assertThat(again.begins()).isTrue();
        assertThat(first.getProjectedMinor()).isEqualTo(10_000 + 500 - 5);
        assertThat(last.getProjectedMinor()).isEqualTo(10_000 + 500 - 5 + 100 - 1);
        assertThat(others.getSettledInMinor()).isEqualTo(1_000);
        assertThat(reopened.now(PlainMoves.ACCOUNT, terms)).isEqualTo(last);
        assertThat(reopened.now(OTHER, terms)).isEqualTo(others);
        assertThat(reopened.at(OTHER, terms, Instant.ofEpochMilli(TEN + MINUTE)))
                .extracting(Balance::getSettledInMinor)
                .isEqualTo(700L);
    }

    @Test
    void shouldNotWriteWhatHasNotMoved() {
        take(PlainMoves.report("b1", TEN, TEN, 10_000));
        join.drain(PlainMoves.ACCOUNT);

        assertThatThrownBy(() -> join.drain(PlainMoves.ACCOUNT)).isInstanceOf(IllegalStateException.class);
    }

    private static LedgerMove other(LedgerMove move) {
        return LedgerMove.newBuilder(move).setAccount(OTHER).build();
    }

    /** How much is read for a payment, a payout and a question in the middle of a day with so many payments. */
    private long readsOfOneMoreDay(long day, int payments) {
        long begin = TEN + day * 24 * HOUR;
        for (int i = 0; i < payments; i++) {
            long at = begin + i * (20 * HOUR / payments);
            take(PlainMoves.payment("m-" + day + '-' + i, at, at, 1, 0));
        }
        join.drain(PlainMoves.ACCOUNT);
        long before = events.reads() + sums.reads();
        long middle = begin + 7 * HOUR + 12_345;
        take(PlainMoves.payment("m-" + day, middle, middle, 1, 0));
        place("p-" + day, middle + 1, 1);
        join.at(PlainMoves.ACCOUNT, terms, Instant.ofEpochMilli(middle));
        return events.reads() + sums.reads() - before;
    }
}
