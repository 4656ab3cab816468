package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchPlanTest {
    /** 34 GB, at 40,000 callbacks a second. */
    private static final long A_WHOLE_RUN_KEPT = 34_000_000_000L;

    @Test
    void shouldAskForAsMuchDiskAsAWholeRunKeeps() {
        assertThat(BenchPlan.full(BenchPlan.ALL).diskBytes())
                .isGreaterThan(A_WHOLE_RUN_KEPT)
                .isLessThan(A_WHOLE_RUN_KEPT * 5 / 4);
    }

    @Test
    void shouldAskForLittleWhereLittleIsMeasured() {
        assertThat(BenchPlan.brief(BenchPlan.ALL).diskBytes()).isLessThan(2_000_000_000L);
        assertThat(BenchPlan.full(Set.of(1)).diskBytes())
                .isEqualTo(BenchPlan.full(Set.of(1, 2)).diskBytes())
                .isLessThan(A_WHOLE_RUN_KEPT / 5);
        assertThat(BenchPlan.full(Set.of(7)).diskBytes()).isLessThan(2_000_000_000L);
    }
}
