package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is planted into topics that were right must be found: a check that cannot fail is a defect. */
class ComparisonTest {
    private final Scenario scenario = new Scenario(new Run(1, 42, Instant.parse("2026-03-01T00:00:00Z")));
    private final List<Truth> truths = LongStream.range(0, 2_000)
            .mapToObj(scenario::order)
            .flatMap(order -> order.truths().stream())
            .toList();
    private final Observed observed = new Observed();

    @BeforeEach
    void observeTheTruth() {
        for (Truth truth : truths) {
            truth.settledMinor().ifPresent(amount -> observed.settlement(truth.key(), amount));
            if (truth.status() != null) {
                observed.row(truth.key(), truth.status());
            }
            truth.conflicts().forEach(kind -> observed.conflict(truth.key(), kind));
        }
    }

    @Test
    void shouldFindTheTruthEqual() {
        LedgerResult result = compare();

        assertThat(result.differences()).isEmpty();
        assertThat(result.equal()).isTrue();
        assertThat(result.print()).last().isEqualTo("equal: true");
        assertThat(result.lines()).allSatisfy(line -> assertThat(line.seen()).isEqualTo(line.expected()));
    }

    @Test
    void shouldFindADoubleSettlement() {
        Truth paid = settling();
        observed.settlement(paid.key(), paid.settledMinor().getAsLong());

        assertOnlyDifference(paid.key() + " settled 2 times");
    }

    @Test
    void shouldFindASettlementAtAnotherAmount() {
        Truth paid = settling();
        Observed other = new Observed();
        other.settlement(paid.key(), paid.settledMinor().getAsLong() + 1);
        other.row(paid.key(), OrderStatus.PAID);
        paid.conflicts().forEach(kind -> other.conflict(paid.key(), kind));

        LedgerResult result = compare(other, List.of(paid));

        assertThat(result.differences())
                .containsExactly(paid.key() + " settled at "
                        + Yuan.twoDecimals(paid.settledMinor().getAsLong() + 1) + " yuan, must be at "
                        + Yuan.twoDecimals(paid.settledMinor().getAsLong()) + " yuan");
    }

    @Test
    void shouldFindASettledForgery() {
        Truth forged = first(OptionalLong.empty(), null);
        observed.settlement(forged.key(), 100);

        assertOnlyDifference(forged.key() + " settled at 1.00 yuan and must not settle");
    }

    @Test
    void shouldFindTheTraceOfAForgery() {
        Truth forged = first(OptionalLong.empty(), null);
        observed.row(forged.key(), OrderStatus.UNKNOWN);

        assertOnlyDifference(forged.key() + " is UNKNOWN, must be not in the table");
    }

    @Test
    void shouldFindASettledMismatch() {
        Truth held = first(OptionalLong.empty(), OrderStatus.HELD);
        observed.settlement(held.key(), 100);

        assertOnlyDifference(held.key() + " settled at 1.00 yuan and must not settle");
    }

    @Test
    void shouldFindWhatIsMissing() {
        Truth paid = settling();

        LedgerResult result = compare(new Observed(), List.of(paid));

        assertThat(result.equal()).isFalse();
        assertThat(result.differences())
                .contains(
                        paid.key() + " is not settled, must be at "
                                + Yuan.twoDecimals(paid.settledMinor().getAsLong()) + " yuan",
                        paid.key() + " is not in the table, must be PAID");
    }

    @Test
    void shouldFindAWrongStatus() {
        Truth paid = settling();
        observed.row(paid.key(), OrderStatus.PENDING);

        assertOnlyDifference(paid.key() + " is PENDING, must be PAID");
    }

    @Test
    void shouldFindAMissingAndAnUnexpectedConflict() {
        Truth.Key key = new Truth.Key(Flow.PAYMENT, "juhe-main", "JH1-1");
        Truth truth =
                new Truth(key, OrderStatus.PAID, OptionalLong.of(100), Set.of(ConflictKind.LATE_SUCCESS), Set.of());
        Observed other = new Observed();
        other.settlement(key, 100);
        other.row(key, OrderStatus.PAID);
        other.conflict(key, ConflictKind.CONTRADICTION);

        LedgerResult result = compare(other, List.of(truth));

        assertThat(result.differences())
                .containsExactly(
                        key + " has no conflict LATE_SUCCESS",
                        key + " has a conflict CONTRADICTION that it must not have");
    }

    @Test
    void shouldTolerateWhatARepeatAfterACrashRaises() {
        Truth.Key key = new Truth.Key(Flow.PAYMENT, "zonghe-main", "ZH1-1");
        Truth truth = new Truth(
                key,
                OrderStatus.PAID,
                OptionalLong.of(100),
                Set.of(ConflictKind.LATE_SUCCESS),
                Set.of(ConflictKind.CONTRADICTION));
        Observed other = new Observed();
        other.settlement(key, 100);
        other.row(key, OrderStatus.PAID);
        other.conflict(key, ConflictKind.LATE_SUCCESS);
        other.conflict(key, ConflictKind.CONTRADICTION);

        assertThat(compare(other, List.of(truth)).equal()).isTrue();
    }

    @Test
    void shouldFindASettlementThatNobodyOrdered() {
        Truth.Key unknown = new Truth.Key(Flow.PAYOUT, "lianhe-main", "LH1-9999999");
        observed.settlement(unknown, 100);

        assertOnlyDifference("payout lianhe-main/LH1-9999999 settled, and no gateway ever heard of it");
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
    void shouldJudgeAnUndeliveredOrderOnlyByWhatCanNeverBeRight() {
        Truth paid = settling();
        Truth forged = first(OptionalLong.empty(), null);
        Observed halfway = new Observed();
        halfway.settlement(forged.key(), 100);

        Comparison comparison = new Comparison(halfway);
        comparison.undelivered(paid);
        comparison.undelivered(forged);

        assertThat(comparison.result().differences())
                .containsExactly(forged.key() + " settled at 1.00 yuan and must not settle");
    }

    @Test
    void shouldKeepTheFirstDifferencesAndCountTheRest() {
        LedgerResult result = compare(new Observed(), truths);

        assertThat(result.differences()).hasSize(20);
        assertThat(result.differenceCount()).isGreaterThan(1_000);
        assertThat(result.print()).contains("and %d differences more".formatted(result.differenceCount() - 20));
        assertThat(result.print()).last().isEqualTo("equal: false");
    }

    private void assertOnlyDifference(String expected) {
        LedgerResult result = compare();

        assertThat(result.differences()).containsExactly(expected);
        assertThat(result.equal()).isFalse();
    }

    private LedgerResult compare() {
        return compare(observed, truths);
    }

    private static LedgerResult compare(Observed observed, List<Truth> truths) {
        Comparison comparison = new Comparison(observed);
        truths.forEach(comparison::delivered);
        return comparison.result();
    }

    private Truth settling() {
        return truths.stream()
                .filter(truth -> truth.settledMinor().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private Truth first(OptionalLong settled, @Nullable OrderStatus status) {
        return truths.stream()
                .filter(truth -> truth.settledMinor().equals(settled) && truth.status() == status)
                .findFirst()
                .orElseThrow();
    }
}
