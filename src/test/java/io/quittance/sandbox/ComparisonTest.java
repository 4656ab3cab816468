package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.sandbox.LedgerEntry.Truth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is planted into topics that were right must be found: a check that cannot fail is a defect. */
class ComparisonTest {
    private final Observed observed = Entries.seen();

    @Test
    void shouldFindTheTruthEqual() {
        LedgerResult result = compare(Entries.ALL);

        assertThat(result.differences()).isEmpty();
        assertThat(result.equal()).isTrue();
        assertThat(result.print()).last().isEqualTo("equal: true");
        assertThat(result.print())
                .contains(
                        "payments and payouts taken                                7                7",
                        "paid: settled, once, at that amount                       2                2",
                        "settled, in yuan                                     200.00           200.00",
                        "paid at a wrong amount: held                              1                1",
                        "skimmed, paid and called unpaid: unsettled                1                1",
                        "failed, expired, waiting: unsettled                       3                3",
                        "settled though no gateway took it                         0                0",
                        "limits of the gateways broken                             0                0");
    }

    @Test
    void shouldFindADoubleSettlement() {
        observed.settlement(Entries.PAID.key(), 10_000);

        assertOnlyDifference("payment juhe-main/JH1-1 settled 2 times");
    }

    @Test
    void shouldFindASettlementAtAnotherAmount() {
        LedgerEntry other = Entries.entry("JH1-8", Flow.PAYMENT, Truth.PAID, 10_000, false);
        observed.row(other.key(), OrderStatus.PAID);
        observed.settlement(other.key(), 10_001);

        LedgerResult result = compare(List.of(Entries.PAID, Entries.PAID_OUT, other));

        assertThat(result.differences())
                .containsExactly("payment juhe-main/JH1-8 settled at 100.01 yuan, must be at 100.00 yuan");
    }

    @Test
    void shouldFindASettledMismatch() {
        observed.settlement(Entries.WRONG_AMOUNT.key(), 9_999);

        assertOnlyDifference("payment juhe-main/JH1-3 settled at 99.99 yuan and must not settle");
    }

    @Test
    void shouldFindThatAMismatchIsNotHeldOrSaysNothingOfIt() {
        LedgerEntry silent = Entries.entry("JH1-8", Flow.PAYMENT, Truth.PAID, 1, false);
        LedgerEntry open = Entries.entry("JH1-9", Flow.PAYMENT, Truth.PAID, 1, false);
        observed.row(silent.key(), OrderStatus.HELD);
        observed.row(open.key(), OrderStatus.PENDING);

        LedgerResult result = compare(List.of(Entries.PAID, Entries.PAID_OUT, silent, open));

        assertThat(result.differences())
                .containsExactly(
                        "payment juhe-main/JH1-8 has no conflict AMOUNT_MISMATCH",
                        "payment juhe-main/JH1-9 is PENDING, must be HELD");
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "HELD"})
    void shouldFindThatSomebodyTookAnUnpaidOneForPaid(OrderStatus status) {
        observed.row(Entries.SKIMMED.key(), status);
        observed.row(Entries.WAITING.key(), status);

        assertThat(compare(Entries.ALL).differences())
                .containsExactly(
                        "payment juhe-main/JH1-4 is " + status + ", and is not paid as far as anybody can know",
                        "payment lianhe-main/LH1-7 is " + status + ", and is not paid as far as anybody can know");
    }

    @Test
    void shouldFindASettledForgery() {
        observed.settlement(Entries.EXPIRED.key(), 100);

        assertOnlyDifference("payment juhe-main/JH1-6 settled at 1.00 yuan and must not settle");
    }

    @Test
    void shouldFindWhatIsMissing() {
        LedgerEntry missing = Entries.entry("JH1-8", Flow.PAYMENT, Truth.PAID, 10_000, false);

        LedgerResult result = compare(List.of(Entries.PAID, Entries.PAID_OUT, missing));

        assertThat(result.equal()).isFalse();
        assertThat(result.differences())
                .containsExactly("payment juhe-main/JH1-8 is not settled, must be at 100.00 yuan");
    }

    @Test
    void shouldFindAWrongStatusAndAMissingRow() {
        observed.row(Entries.PAID.key(), OrderStatus.PENDING);
        LedgerEntry unknown = Entries.entry("JH1-8", Flow.PAYMENT, Truth.WAITING, 0, false);

        LedgerResult result = compare(List.of(Entries.PAID, Entries.PAID_OUT, unknown));

        assertThat(result.differences())
                .containsExactly(
                        "payment juhe-main/JH1-1 is PENDING, must be PAID",
                        "payment juhe-main/JH1-8 is not in the table, and is not paid as far as anybody can know");
    }

    @Test
    void shouldFindAnUnexpectedConflict() {
        observed.conflict(Entries.PAID.key(), ConflictKind.AMOUNT_MISMATCH);
        observed.conflict(Entries.FAILED.key(), ConflictKind.CONTRADICTION);

        assertThat(compare(Entries.ALL).differences())
                .containsExactly(
                        "payment juhe-main/JH1-1 has a conflict AMOUNT_MISMATCH that it must not have",
                        "payment juhe-main/JH1-5 has a conflict CONTRADICTION that it must not have");
    }

    @Test
    void shouldFindASettlementThatNoGatewayTook() {
        observed.settlement(new NewOrder.Key("lianhe-main", Flow.PAYOUT, "LH1-9999999"), 100);

        assertOnlyDifference("payout lianhe-main/LH1-9999999 settled, and no gateway ever took it");
    }

    @Test
    void shouldFindABrokenLimit() {
        Comparison comparison = new Comparison(observed);
        Entries.ALL.forEach(comparison::compare);

        comparison.broken(3);

        assertThat(comparison.result().differences()).containsExactly("limits of the gateways were broken 3 times");
        assertThat(comparison.result().print())
                .contains("limits of the gateways broken                             0                3");
    }

    @Test
    void shouldFindASecondOutcomeAndCountTheMissingOnes() {
        observed.outcome(0, 0);
        observed.outcome(0, 2);
        observed.outcome(0, 2);

        assertThat(observed.undecided(Map.of(0, 4L, 1, 1L))).isEqualTo(3);
        assertOnlyDifference("received record 0:2 has two outcomes");
    }

    @Test
    void shouldKeepTheFirstDifferencesAndCountTheRest() {
        Comparison comparison = new Comparison(new Observed());
        IntStream.range(0, 500)
                .mapToObj(i -> Entries.entry("JH1-" + i, Flow.PAYMENT, Truth.PAID, 10_000, false))
                .forEach(comparison::compare);

        LedgerResult result = comparison.result();

        assertThat(result.differences()).hasSize(20);
        assertThat(result.differenceCount()).isEqualTo(500);
        assertThat(result.print()).contains("and 480 differences more");
        assertThat(result.print()).last().isEqualTo("equal: false");
    }

    private void assertOnlyDifference(String expected) {
        LedgerResult result = compare(Entries.ALL);

        assertThat(result.differences()).containsExactly(expected);
        assertThat(result.equal()).isFalse();
    }

    private LedgerResult compare(List<LedgerEntry> entries) {
        Comparison comparison = new Comparison(observed);
        entries.forEach(comparison::compare);
        return comparison.result();
    }
}
