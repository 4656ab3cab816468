package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchPlanTest {
    /** 34 GB, at 40,000 callbacks a second. */
    private static final long A_WHOLE_RUN_KEPT = 34_000_000_000L;

    @Test
    void shouldAskForAsMuchDiskAsAWholeRunKeeps() {
        assertThat(BenchPlan.full(BenchPlan.ALL).diskBytes(2))
                .isGreaterThan(A_WHOLE_RUN_KEPT)
                .isLessThan(A_WHOLE_RUN_KEPT * 5 / 4);
    }

    @Test
    void shouldAskForLittleWhereLittleIsMeasured() {
        assertThat(BenchPlan.brief(BenchPlan.ALL).diskBytes(2)).isLessThan(2_000_000_000L);
        assertThat(BenchPlan.full(Set.of(1)).diskBytes(2))
                .isEqualTo(BenchPlan.full(Set.of(1, 2)).diskBytes(2))
                .isLessThan(A_WHOLE_RUN_KEPT / 5);
        assertThat(BenchPlan.full(Set.of(7)).diskBytes(2)).isLessThan(2_000_000_000L);
    }

    @Test
    void shouldAskForMoreWhereMoreProcessorsTakeMore() {
        BenchPlan plan = BenchPlan.full(Set.of(1));

        assertThat(plan.diskBytes(4)).isEqualTo(plan.diskBytes(2));
        assertThat(plan.diskBytes(64)).isGreaterThan(plan.diskBytes(32));
    }
}
