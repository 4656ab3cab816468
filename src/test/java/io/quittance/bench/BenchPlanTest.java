package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(plan.diskBytes(8)).isGreaterThan(plan.diskBytes(4));
        assertThat(plan.diskBytes(128)).isEqualTo(plan.diskBytes(8));
    }

    @Test
    void shouldAskForWhatThePageSays() throws IOException {
        assertThat(Files.readString(Path.of(System.getProperty("quittance.basedir", "."), "docs", "bench.md"))
                        .replaceAll("\\s+", " "))
                .contains("asks for %d GB and %d GB before it begins (%d and %d on eight processors or more)"
                        .formatted(
                                gigabytes(BenchPlan.brief(BenchPlan.ALL), 2),
                                gigabytes(BenchPlan.full(BenchPlan.ALL), 2),
                                gigabytes(BenchPlan.brief(BenchPlan.ALL), 8),
                                gigabytes(BenchPlan.full(BenchPlan.ALL), 8)));
    }

    private static long gigabytes(BenchPlan plan, int processors) {
        return Math.ceilDiv(plan.diskBytes(processors), 1_000_000_000);
    }
}
