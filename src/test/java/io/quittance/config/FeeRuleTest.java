package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.FeeRule.Rounding;
import io.quittance.gateways.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeRuleTest {
    private static final long ALWAYS = Long.MIN_VALUE;

    /** Amount, millionths, fixed, rounding and fee; the fees were computed outside with decimals of 60 digits. */
    @ParameterizedTest
    @CsvSource({
        "10000, 3800, 0, HALF_UP, 38",
        "10000, 3800, 10, HALF_UP, 48",
        "131, 3800, 0, HALF_UP, 0",
        "132, 3800, 0, HALF_UP, 1",
        "132, 3800, 0, DOWN, 0",
        "131, 3800, 0, UP, 1",
        "1, 1, 0, UP, 1",
        "1, 1, 0, HALF_UP, 0",
        "500000, 1, 0, HALF_UP, 1",
        "499999, 1, 0, HALF_UP, 0",
        "1000000, 1, 0, UP, 1",
        "0, 3800, 0, UP, 0",
        "0, 3800, 10, UP, 10",
        "10000, 0, 100, UP, 100",
        "10000, 1000000, 0, HALF_UP, 10000",
        "1000000000000000, 3812, 0, HALF_UP, 3812000000000",
        "999999999999999, 3333, 7, HALF_UP, 3333000000007",
        "999999999999999, 3333, 7, DOWN, 3333000000006",
        "9223372036854775807, 1000000, 0, UP, 9223372036854775807",
        "9223372036854775807, 999999, 0, HALF_UP, 9223362813482738952",
        "9223372036854775807, 1, 0, UP, 9223372036855",
        "9223372036854775807, 3800, 10, HALF_UP, 35048813740048158",
    })
    void shouldTakeTheExactFee(long amountMinor, int millionths, long fixedMinor, Rounding rounding, long feeMinor) {
        FeeRule rule = new FeeRule(ALWAYS, Kind.PAYMENT, null, millionths, fixedMinor, rounding);

        assertThat(rule.feeMinor(amountMinor)).isEqualTo(feeMinor);
    }

    @Test
    void shouldTakeNothingOfANegativeAmount() {
        FeeRule rule = new FeeRule(ALWAYS, Kind.PAYOUT, null, 3800, 10, Rounding.UP);

        assertThat(rule.feeMinor(-1)).isZero();
        assertThat(rule.feeMinor(Long.MIN_VALUE)).isZero();
    }

    @Test
    void shouldStayAtTheLargestNumberAndNeverTurnNegative() {
        FeeRule rule = new FeeRule(ALWAYS, Kind.PAYMENT, null, 1_000_000, 100, Rounding.UP);

        assertThat(rule.feeMinor(Long.MAX_VALUE - 100)).isEqualTo(Long.MAX_VALUE);
        assertThat(rule.feeMinor(Long.MAX_VALUE - 99)).isEqualTo(Long.MAX_VALUE);
        assertThat(rule.feeMinor(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }
}
