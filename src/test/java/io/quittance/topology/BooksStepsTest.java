package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Break;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Reconciliation;
import io.quittance.events.Source;
import io.quittance.events.StatementHeaders;
import io.quittance.gateways.MessageType;
import io.quittance.topology.balances.Day;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The books of a day, through the whole topology: 1 March in Beijing, on which it is evening. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class BooksStepsTest {
    private static final String LINE = "shop/2026-03-01/PAYMENT/";
    private static final LocalDate DATE = LocalDate.of(2026, 3, 1);

    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder.resolve("state"), new TwinGateway(folder).account("shop"));
    }

    @AfterEach
    void close() {
        rig.assertAccountedFor();
        rig.close();
    }

    @Test
    void shouldCarryAnOrderFromUnresolvedToSettled() {
        rig.send(TwinGateway.waiting("r1", "shop", "A1", "G1"));
        Reconciliation open = line();
        rig.send(TwinGateway.payment("r2", "shop", "A1", "G1"));

        assertThat(open.getUnresolvedCount()).isEqualTo(1);
        assertThat(open.getUnresolvedMinor()).isEqualTo(10_000);
        assertThat(line().getUnresolvedCount()).isZero();
        assertThat(line().getUnresolvedMinor()).isZero();
        assertThat(line().getSettledCount()).isEqualTo(1);
        assertThat(line().getSettledMinor()).isEqualTo(10_000);
        assertThat(rig.breaks.all()).isEmpty();
    }

    @Test
    void shouldWriteLinesThatChangeWhileTheBalanceStays() {
        rig.send(TwinGateway.waiting("r1", "shop", "A1", "G1"));
        rig.send(TwinGateway.waiting("r2", "shop", "A2", "G2"));
        rig.send(TwinGateway.waiting("r3", "shop", "A3", "G3"));

        assertThat(line().getUnresolvedCount()).isEqualTo(3);
        assertThat(rig.balances.values()).hasSize(3).containsOnly(rig.balances.last());
    }

    @Test
    void shouldMoveAnOrderToTheDayOfItsPayment() {
        rig.send(TwinGateway.waiting("r1", "shop", "A1", "G1").at(Letter.NOON.minus(Duration.ofDays(1))));
        rig.send(TwinGateway.payment("r2", "shop", "A1", "G1"));

        assertThat(rig.lines.table()).containsOnlyKeys(LINE);
        assertThat(rig.lines.all()).extracting(row -> row.key).contains("shop/2026-02-28/PAYMENT/");
        assertThat(line().getSettledCount()).isEqualTo(1);
    }

    @Test
    void shouldSuspectWhoeverTakesBackWhatWasPaid() {
        rig.send(TwinGateway.payment("r1", "shop", "A1", "G1"));
        rig.send(TwinGateway.failed("r2", "shop", "A1", "G1"));

        Break row = difference("shop/2026-03-01/SUSPECTED_SKIMMING/PAYMENT/A1");
        assertThat(row.getType()).isEqualTo(BreakType.SUSPECTED_SKIMMING);
        assertThat(row.getOrder()).isEqualTo("A1");
        assertThat(row.getOursMinor()).isEqualTo(10_000);
        assertThat(line().getSettledCount()).isEqualTo(1);
    }

    @Test
    void shouldAskAboutAnOrderThatOnlyTheStatementKnowsAndTakeTheBreakBackOnceItHasSettled() {
        rig.send(TwinGateway.listed("r1", "shop", "A1", "s1", 2, "A1,G1,100.00,paid"));
        Map<String, Break> before = rig.breaks.table();
        rig.send(TwinGateway.payment("r2", "shop", "A1", "G1"));

        assertThat(rig.orders.values().getFirst().getStatus()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(before).containsOnlyKeys("shop/2026-03-01/PAID_THERE_NOT_HERE/PAYMENT/A1");
        assertThat(rig.breaks.table()).isEmpty();
        assertThat(rig.settlements.all()).hasSize(1);
    }

    @Test
    void shouldNeverSettleByAStatement() {
        rig.send(TwinGateway.waiting("r1", "shop", "A1", "G1"));
        Outcome outcome = rig.send(TwinGateway.listed("r2", "shop", "A1", "s1", 2, "A1,G1,100.00,paid"));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
        assertThat(outcome.getSettled()).isFalse();
        assertThat(rig.settlements.all()).isEmpty();
        assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void shouldFindWhatTheWholeStatementDoesNotList() {
        rig.send(TwinGateway.payment("r1", "shop", "A1", "G1"));
        rig.send(TwinGateway.payment("r2", "shop", "A2", "G2"));
        rig.send(TwinGateway.payment("r3", "shop", "A3", "G3"));

        end("e1", "s1", 2);
        rig.send(TwinGateway.listed("r4", "shop", "A1", "s1", 2, "A1,G1,100.00,paid"));
        Map<String, Break> early = rig.breaks.table();
        rig.send(TwinGateway.listed("r5", "shop", "A2", "s1", 3, "A2,G2,99.00,paid"));

        assertThat(early).isEmpty();
        assertThat(rig.breaks.table())
                .containsOnlyKeys(
                        "shop/2026-03-01/AMOUNT_DIFFERS/PAYMENT/A2", "shop/2026-03-01/HERE_NOT_THERE/PAYMENT/A3");
        assertThat(line("shop/2026-03-01/BALANCE/").getPaymentStatement()).isEqualTo("s1");
        assertThat(difference("shop/2026-03-01/AMOUNT_DIFFERS/PAYMENT/A2"))
                .extracting(Break::getOursMinor, Break::getTheirsMinor)
                .containsExactly(10_000L, 9_900L);
    }

    @Test
    void shouldHoldWhatSettlesLaterAgainstAStatementThatIsThere() {
        end("e1", "s1", 0);
        rig.send(TwinGateway.payment("r1", "shop", "A1", "G1"));
        Map<String, Break> missing = rig.breaks.table();
        rig.send(TwinGateway.listed("r2", "shop", "A1", "s2", 2, "A1,G1,100.00,paid"));

        assertThat(missing).containsOnlyKeys("shop/2026-03-01/HERE_NOT_THERE/PAYMENT/A1");
        assertThat(rig.breaks.table()).isEmpty();
    }

    @Test
    void shouldChangeNothingWhereTheSameStatementComesAgain() {
        rig.send(TwinGateway.payment("r1", "shop", "A1", "G1"));
        rig.send(TwinGateway.listed("r2", "shop", "A1", "s1", 2, "A1,G1,99.00,paid"));
        end("e1", "s1", 1);
        Map<String, Reconciliation> lines = rig.lines.table();
        Map<String, Break> breaks = rig.breaks.table();
        int orders = rig.orders.all().size();
        int written = rig.breaks.all().size();

        rig.send(TwinGateway.listed("r3", "shop", "A1", "s1", 2, "A1,G1,99.00,paid")
                .at(Letter.NOON.plusSeconds(60)));
        end("e2", "s1", 1);

        assertThat(rig.orders.all()).hasSize(orders);
        assertThat(rig.breaks.all()).hasSize(written);
        assertThat(rig.lines.table()).isEqualTo(lines);
        assertThat(rig.breaks.table()).isEqualTo(breaks).hasSize(1);
    }

    @Test
    void shouldCarryABreakToTheDayOfTheNewestStatement() {
        rig.send(TwinGateway.listed("r1", "shop", "A1", "s0", 2, "A1,G1,100.00,paid")
                .with(Map.of(
                        StatementHeaders.STATEMENT, "s0",
                        StatementHeaders.DATE, "2026-02-28",
                        StatementHeaders.LINE, "2")));
        Map<String, Break> before = rig.breaks.table();
        rig.send(TwinGateway.listed("r2", "shop", "A1", "s1", 2, "A1,G1,100.00,paid")
                .at(Letter.NOON.plusSeconds(1)));

        assertThat(before).containsOnlyKeys("shop/2026-02-28/PAID_THERE_NOT_HERE/PAYMENT/A1");
        assertThat(rig.breaks.table()).containsOnlyKeys("shop/2026-03-01/PAID_THERE_NOT_HERE/PAYMENT/A1");
        assertThat(rig.lines.table()).containsOnlyKeys(LINE);
        assertThat(line().getUnresolvedCount()).isEqualTo(1);
    }

    @Test
    void shouldQuarantineALineThatDoesNotSayWhereItBelongs() {
        Letter lost = TwinGateway.listed("r1", "shop", "A1", "s1", 2, "A1,G1,100.00,paid")
                .with(Map.of(StatementHeaders.STATEMENT, "s1"));

        assertThat(rig.send(lost).getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
        assertThat(rig.breaks.all()).isEmpty();
    }

    @Test
    void shouldShowWhatTheBalanceDidAndWhatNothingExplains() {
        report("b1", 50_000, Letter.NOON);
        rig.send(TwinGateway.payment("r1", "shop", "A1", "G1").at(Letter.NOON.plusSeconds(60)));
        report("b2", 53_000, Letter.NOON.plus(Duration.ofHours(1)));
        report("b3", 53_000, Letter.NOON.plus(Duration.ofHours(2)));

        Reconciliation line = line("shop/2026-03-01/BALANCE/");
        assertThat(line)
                .extracting(
                        Reconciliation::getOpeningMinor,
                        Reconciliation::getClosingMinor,
                        Reconciliation::getMovedMinor,
                        Reconciliation::getDifferenceMinor)
                .containsExactly(50_000L, 53_000L, 10_000L, -7_000L);
        assertThat(rig.breaks.table().values()).singleElement().satisfies(row -> {
            assertThat(row.getType()).isEqualTo(BreakType.DROP_WITHOUT_PAYOUT);
            assertThat(row.getReportId()).isEqualTo("b2");
            assertThat(row.getOursMinor()).isEqualTo(60_000);
            assertThat(row.getTheirsMinor()).isEqualTo(53_000);
        });
        assertThat(rig.breaks.table()).containsOnlyKeys("shop/2026-03-01/DROP_WITHOUT_PAYOUT/BALANCE/b2");
    }

    @Test
    void shouldSuspectABalanceThatGrewByWhatAnUnpaidOrderBrings() {
        report("b1", 50_000, Letter.NOON);
        rig.send(TwinGateway.failed("r1", "shop", "A1", "G1").at(Letter.NOON.plusSeconds(60)));
        report("b2", 60_000, Letter.NOON.plus(Duration.ofHours(1)));
        report("b3", 60_000, Letter.NOON.plus(Duration.ofHours(2)));

        Break row = difference("shop/2026-03-01/SUSPECTED_SKIMMING/PAYMENT/b2");
        assertThat(rig.breaks.table()).hasSize(1);
        assertThat(row.getOrder()).isEqualTo("A1");
    }

    @Test
    void shouldAnswerForADayAsItsTopicsSay() {
        rig.send(TwinGateway.payment("r1", "shop", "A1", "G1"));
        rig.send(TwinGateway.failed("r2", "shop", "A1", "G1"));
        rig.send(TwinGateway.waiting("r3", "shop", "A2", "G2"));

        Day day = day(1);

        assertThat(day.lines()).isEqualTo(rig.lines.table().values().stream().toList());
        assertThat(day.breaks()).isEqualTo(rig.breaks.table().values().stream().toList());
        assertThat(day.breakCount()).isEqualTo(1);
        assertThat(day(0).breaks()).isEmpty();
        assertThat(day(0).breakCount()).isEqualTo(1);
    }

    private Day day(int mostBreaks) {
        for (int partition = 0; partition < 4; partition++) {
            if (rig.history.keeps(partition)) {
                return rig.history.day(partition, "shop", DATE, mostBreaks).orElseThrow();
            }
        }
        throw new AssertionError("nobody keeps the account");
    }

    private Reconciliation line() {
        return line(LINE);
    }

    private Reconciliation line(String key) {
        return Objects.requireNonNull(rig.lines.table().get(key), key);
    }

    private Break difference(String key) {
        return Objects.requireNonNull(rig.breaks.table().get(key), key);
    }

    private void end(String id, String statement, int orders) {
        rig.send(Letter.own(id, Source.STATEMENT, EventKind.PAYMENT, "shop", null)
                .saying(MessageType.PAYMENT_STATEMENT.wireName(), "")
                .with(Map.of(
                        StatementHeaders.STATEMENT,
                        statement,
                        StatementHeaders.DATE,
                        "2026-03-01",
                        StatementHeaders.ORDERS,
                        Integer.toString(orders),
                        StatementHeaders.LINES,
                        Integer.toString(orders))));
    }

    private void report(String id, long minor, Instant asOf) {
        rig.send(Letter.reported(id, "shop", minor, asOf));
    }
}
