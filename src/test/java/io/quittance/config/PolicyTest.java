package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy.AmountRule;
import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void shouldFitOnlyTheSameAmountByDefault() {
        Policy policy = Policy.DEFAULT;

        assertThat(policy.fits(100, 100)).isTrue();
        assertThat(policy.fits(100, 99)).isFalse();
        assertThat(policy.fits(100, 101)).isFalse();
    }

    @Test
    void shouldFitWithinItsToleranceOnBothSides() {
        Policy policy = new Policy(0, AmountRule.WITHIN, 99, true, false);

        assertThat(policy.fits(1000, 901)).isTrue();
        assertThat(policy.fits(1000, 1099)).isTrue();
        assertThat(policy.fits(1000, 900)).isFalse();
        assertThat(policy.fits(1000, 1100)).isFalse();
    }

    @Test
    void shouldFitAnythingFromTheOrderedAmountOn() {
        Policy policy = new Policy(0, AmountRule.AT_LEAST, 0, true, false);

        assertThat(policy.fits(1000, 1000)).isTrue();
        assertThat(policy.fits(1000, 100_000)).isTrue();
        assertThat(policy.fits(1000, 999)).isFalse();
    }
}
