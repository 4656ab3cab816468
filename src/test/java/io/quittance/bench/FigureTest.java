package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.bench.Figure.Goal;
import io.quittance.bench.Figure.Verdict;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    private static final Goal AT_LEAST = new Goal(0.80, 0.92);
    private static final Goal AT_MOST = new Goal(1.25, 1.10);

    @ParameterizedTest
    @CsvSource({
        "0.95, EXCELLENT",
        "0.92, EXCELLENT",
        "0.91, GOOD",
        "0.80, GOOD",
        "0.79, BELOW",
    })
    void shouldJudgeARatioThatIsToBeHigh(double ratio, Verdict verdict) {
        Figure figure = figure(AT_LEAST, 0, ratio, ratio, ratio);

        assertThat(figure.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "1.05, EXCELLENT",
        "1.10, EXCELLENT",
        "1.11, GOOD",
        "1.25, GOOD",
        "1.26, BELOW",
    })
    void shouldJudgeARatioThatIsToBeLow(double ratio, Verdict verdict) {
        Figure figure = figure(AT_MOST, 0, ratio, ratio, ratio);

        assertThat(figure.verdict()).isEqualTo(verdict);
    }

    @Test
    void shouldTakeTheMiddleOfThePairsAndNotOfTheSides() {
        Figure figure = new Figure(1, "a / b", "x", List.of(10.0, 30.0, 50.0), List.of(20.0, 30.0, 40.0), null, 0);

        assertThat(figure.ratios()).containsExactly(0.5, 1.0, 1.25);
        assertThat(figure.ratio()).isEqualTo(new Spread(1.0, 0.5, 1.25));
        assertThat(figure.verdict()).isEqualTo(Verdict.TOLD);
    }

    @Test
    void shouldNotDecideWhereMostPairsWereDisturbed() {
        assertThat(figure(AT_LEAST, 2, 0.95, 0.95, 0.95).verdict()).isEqualTo(Verdict.TOO_NOISY);
        assertThat(figure(AT_LEAST, 1, 0.95, 0.95, 0.95).verdict()).isEqualTo(Verdict.EXCELLENT);
    }

    @Test
    void shouldNotDecideWhereTheGoalLiesWithinAWideSpread() {
        assertThat(figure(AT_LEAST, 0, 0.60, 0.81, 0.95).verdict()).isEqualTo(Verdict.TOO_NOISY);
        assertThat(figure(AT_LEAST, 0, 0.78, 0.81, 0.85).verdict()).isEqualTo(Verdict.GOOD);
        assertThat(figure(AT_LEAST, 0, 0.30, 0.50, 0.70).verdict()).isEqualTo(Verdict.BELOW);
    }

    @Test
    void shouldTakeTheMeanOfTheTwoMiddleOnesOfAnEvenNumber() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1.0, 4.0));
    }

    private static Figure figure(Goal goal, int disturbed, Double... ours) {
        return new Figure(1, "a / b", "x", List.of(ours), Collections.nCopies(ours.length, 1.0), goal, disturbed);
    }
}
