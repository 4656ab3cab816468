package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import io.quittance.sandbox.LedgerEntry.Truth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                        "placed: answered as the ledger has it                     7                7",
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

        LedgerResult result = compare(and(other));

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

        LedgerResult result = compare(and(silent, open));

        assertThat(result.differences())
                .containsExactly(
                        "payment juhe-main/JH1-8 has no conflict AMOUNT_MISMATCH",
                        "payment juhe-main/JH1-9 is PENDING, must be HELD");
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PLACED", "PENDING"})
    void shouldFindThatAnOpenOneIsTakenForAnythingElse(OrderStatus status) {
        observed.row(Entries.SKIMMED.key(), status);
        observed.row(Entries.WAITING.key(), status);

        assertThat(compare(Entries.ALL).differences())
                .containsExactly(
                        "payment juhe-main/JH1-4 is " + status + ", must be PLACED or PENDING",
                        "payment lianhe-main/LH1-7 is " + status + ", must be PLACED or PENDING");
    }

    @Test
    void shouldFindASettledForgery() {
        observed.settlement(Entries.EXPIRED.key(), 100);

        assertOnlyDifference("payment jings-main/JS1-6 settled at 1.00 yuan and must not settle");
    }

    @Test
    void shouldFindWhatIsMissing() {
        LedgerEntry missing = Entries.entry("JH1-8", Flow.PAYMENT, Truth.PAID, 10_000, false);

        LedgerResult result = compare(and(missing));

        assertThat(result.equal()).isFalse();
        assertThat(result.differences())
                .containsExactly("payment juhe-main/JH1-8 is not settled, must be at 100.00 yuan");
    }

    @Test
    void shouldFindAWrongStatusAndAMissingRow() {
        observed.row(Entries.PAID.key(), OrderStatus.PENDING);
        LedgerEntry unknown = Entries.entry("JH1-8", Flow.PAYMENT, Truth.WAITING, 0, false);

        LedgerResult result = compare(and(unknown));

        assertThat(result.differences())
                .containsExactly(
                        "payment juhe-main/JH1-1 is PENDING, must be PAID",
                        "payment juhe-main/JH1-8 is not in the table, must be PLACED or PENDING");
    }

    @Test
    void shouldFindAnUnexpectedConflict() {
        observed.conflict(Entries.PAID.key(), ConflictKind.AMOUNT_MISMATCH);
        observed.conflict(Entries.FAILED.key(), ConflictKind.CONTRADICTION);

        assertThat(compare(Entries.ALL).differences())
                .containsExactly(
                        "payment juhe-main/JH1-1 has a conflict AMOUNT_MISMATCH that it must not have",
                        "payment lianhe-main/LH1-5 has a conflict CONTRADICTION that it must not have");
    }

    @Test
    void shouldFindASettlementThatNoGatewayTook() {
        observed.settlement(new NewOrder.Key("lianhe-main", Flow.PAYOUT, "LH1-9999999"), 100);

        assertOnlyDifference("payout lianhe-main/LH1-9999999 settled, and no gateway ever took it");
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "HELD"})
    void shouldFindThatOneIsBelievedPaidThatNoGatewayTook(OrderStatus status) {
        observed.row(new NewOrder.Key("juhe-main", Flow.PAYMENT, "JH1-9999999"), status);

        assertOnlyDifference("payment juhe-main/JH1-9999999 is " + status + ", and no gateway ever took it");
    }

    @ParameterizedTest
    @CsvSource({
        "LH1-8, PAYOUT, FAILED, ACCEPTED, FAILED",
        "LH1-8, PAYOUT, FAILED, REJECTED, FAILED",
        "LH1-8, PAYMENT, FAILED, PENDING, FAILED",
        "LH1-8, PAYMENT, EXPIRED, PENDING, FAILED",
        "LH1-8, PAYOUT, WAITING, FAILED, PLACED or ACCEPTED",
        "LH1-8, PAYOUT, WAITING, REJECTED, PLACED or ACCEPTED",
        "JS1-8, PAYMENT, FAILED, FAILED, PLACED or PENDING",
        "JS1-8, PAYMENT, EXPIRED, PENDING, EXPIRED",
        "YJ1-8, PAYMENT, EXPIRED, EXPIRED, PLACED or PENDING",
        "ZH1-8, PAYMENT, FAILED, EXPIRED, PLACED or PENDING or FAILED"
    })
    void shouldFindAnEndThatTheGatewayDidNotTell(
            String order, Flow flow, Truth truth, OrderStatus status, String right) {
        LedgerEntry entry = Entries.entry(order, flow, truth, 0, false);
        observed.row(entry.key(), status);

        assertThat(compare(and(entry)).differences())
                .containsExactly(entry.key() + " is " + status + ", must be " + right);
    }

    @Test
    void shouldFindAFailureThatAnAcknowledgedCallbackToldAndNobodyBelieved() {
        LedgerEntry failed = Entries.acknowledged(Entries.entry("ZH1-8", Flow.PAYMENT, Truth.FAILED, 0, false));
        observed.row(failed.key(), OrderStatus.PENDING);

        assertThat(compare(and(failed)).differences())
                .containsExactly("payment zonghe-main/ZH1-8 is PENDING, must be FAILED");
    }

    @Test
    void shouldLeaveAnEndOpenThatWasAskedForInVainUntilAskingEnded() {
        LedgerEntry failed = Entries.entry("LH1-8", Flow.PAYOUT, Truth.FAILED, 0, false);
        observed.row(failed.key(), OrderStatus.ACCEPTED);
        observed.conflict(failed.key(), ConflictKind.UNRESOLVED);

        assertThat(compare(and(failed)).equal()).isTrue();
    }

    @Test
    void shouldFindThatAPaidOneIsUnresolved() {
        observed.conflict(Entries.PAID.key(), ConflictKind.UNRESOLVED);

        assertOnlyDifference("payment juhe-main/JH1-1 has a conflict UNRESOLVED that it must not have");
    }

    @Test
    void shouldFindAnEmptyLedger() {
        LedgerResult result = new Comparison(new Observed()).result();

        assertThat(result.differences()).containsExactly("the ledger is empty: no gateway took any order");
        assertThat(result.equal()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = PlacingState.class,
            names = {"ACCEPTED", "FORM", "UNKNOWN", "REFUSED"})
    void shouldFindAPlacingThatNoGatewayTook(PlacingState state) {
        assertThat(comparePlacing("JH1-8", state, Set.of()))
                .containsExactly(
                        "payment juhe-main/JH1-8 was placed with the answer " + state + ", and no gateway took it");
    }

    @Test
    void shouldFindARefusalOfWhatTheGatewayTook() {
        assertThat(comparePlacing("JH1-1", PlacingState.REFUSED, Set.of()))
                .containsExactly("payment juhe-main/JH1-1 was placed with the answer REFUSED, and the gateway took it");
    }

    @Test
    void shouldTakeAnUnknownPlacingForRightWhereAFailureExplainsIt() {
        NewOrder.Key key = new NewOrder.Key("juhe-main", Flow.PAYMENT, "JH1-8");

        assertThat(comparePlacing("JH1-8", PlacingState.UNKNOWN, Set.of(key))).isEmpty();
        assertThat(comparePlacing("JH1-8", PlacingState.BROKEN_OFF, Set.of())).isEmpty();
        assertThat(comparePlacing("JH1-8", PlacingState.ACCEPTED, Set.of(key))).hasSize(1);
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
        entries.forEach(entry -> comparison.compare(new PlacedOrder(entry.key(), PlacingState.ACCEPTED), Set.of()));
        return comparison.result();
    }

    private List<String> comparePlacing(String order, PlacingState state, Set<NewOrder.Key> notTaken) {
        Comparison comparison = new Comparison(observed);
        Entries.ALL.forEach(comparison::compare);
        NewOrder.Key key = new NewOrder.Key("juhe-main", Flow.PAYMENT, order);
        comparison.compare(new PlacedOrder(key, state), notTaken);
        return comparison.result().differences();
    }

    private static List<LedgerEntry> and(LedgerEntry... more) {
        return Stream.concat(Entries.ALL.stream(), Stream.of(more)).toList();
    }
}
