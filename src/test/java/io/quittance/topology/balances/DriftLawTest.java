package io.quittance.topology.balances;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Conflict;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.LedgerMove;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Generated days of one account whose reports now and then hold a payment before its time. What is told of drift adds up to what was
 * taken, to within the tolerance, and where nothing was taken nothing is told. A failure names its seed.
 */
class DriftLawTest {
    private static final int SEEDS = 5 * Integer.getInteger("quittance.seeds", 200);
    private static final long MINUTE = 60_000;
    private static final long GRACE = 15 * MINUTE;
    private static final long BEGIN = 1_000 * MINUTE;
    private static final int QUIET = 6;
    private static final Events EVENTS = Events.register(ConfluentSchemas.inMemory(), "test.");

    @Test
    void shouldTellWhatWasTakenAndNothingElse() {
        for (int seed = 0; seed < SEEDS; seed++) {
            long tolerance = seed % 3 == 0 ? 0 : 20;
            Day day = new Day(new Random(seed), tolerance, seed % 2 == 0);

            day.passes();

            long told = day.told.stream()
                    .mapToLong(conflict -> conflict.getReportMinor() - conflict.getOtherMinor())
                    .sum();
            assertThat(Math.abs(day.taken + told)).describedAs("seed %d", seed).isLessThanOrEqualTo(tolerance);
            assertThat(day.taken == 0 && !day.told.isEmpty())
                    .describedAs("seed %d", seed)
                    .isFalse();
        }
    }

    private static final class Day {
        private final BalanceJoin join = new BalanceJoin(BalanceStores.in(new TreeBytes(), new TreeBytes(), EVENTS));
        private final Random random;
        private final PlainTerms terms;
        private final boolean honest;
        private final List<Conflict> told = new ArrayList<>();
        private long now = BEGIN;
        private long balance = 100_000;
        private long taken;
        private int reports;

        Day(Random random, long tolerance, boolean honest) {
            this.random = random;
            this.terms = new PlainTerms(Duration.ofMillis(GRACE), tolerance);
            this.honest = honest;
        }

        void passes() {
            quiet();
            for (int i = 0; i < 40; i++) {
                now += (3 + random.nextInt(6)) * MINUTE;
                boolean early = i % 3 == 1 && random.nextBoolean();
                long minor = 1L + random.nextInt(9_000);
                balance += early ? minor : 0;
                report();
                if (early || random.nextBoolean()) {
                    balance += early ? 0 : minor;
                    take(PlainMoves.payment("m" + i, now + 1, now + MINUTE, minor, 0));
                }
                if (!honest && random.nextInt(10) == 0) {
                    long lost = 1L + random.nextInt(5_000);
                    balance -= lost;
                    taken += lost;
                }
            }
            quiet();
        }

        private void quiet() {
            for (int i = 0; i < QUIET; i++) {
                now += 5 * MINUTE;
                report();
            }
        }

        private void report() {
            take(PlainMoves.report("b" + reports++, now, now, balance));
        }

        private void take(LedgerMove move) {
            told.addAll(join.take(move, terms).conflicts());
        }
    }
}
