package io.quittance.bench;

import java.time.Duration;
import java.util.Set;

/**
 * How much is measured.
 *
 * @param rows of the table of goals
 * @param pairs how often each is measured beside its limit
 * @param warmUp how long load runs before anything is counted
 * @param sample how long one HTTP measurement takes
 * @param records how many records one measurement of the topology takes
 * @param warmUpRounds rounds of records that are not counted
 * @param ordersPerSecond the rate at which latency is measured
 * @param decides whether the figures are long enough to decide anything
 */
public record BenchPlan(
        Set<Integer> rows,
        int pairs,
        Duration warmUp,
        Duration sample,
        int records,
        int warmUpRounds,
        int ordersPerSecond,
        boolean decides) {
    /** The rows that can be measured. */
    public static final Set<Integer> ALL = Set.of(1, 2, 5, 7);

    /** Segments, indexes and stores of everything that runs, and what row 7 sends. */
    private static final long SERVERS_BYTES = 1_000_000_000;
    /** The edge and a bare one. */
    private static final long SIDES = 2;

    private static final long LEAST_CALLBACKS_A_SECOND = 100_000;
    /** An edge and what loads it have taken 20,000. */
    private static final long CALLBACKS_A_SECOND_OF_A_PROCESSOR = 25_000;
    /** One thread sends them, and one broker takes them. */
    private static final long MOST_CALLBACKS_A_SECOND = 200_000;

    private static final long BYTES_A_CALLBACK = 400;
    /** What all applications of row 5 together read, write and store of one record, most of them hearing it twice. */
    private static final long BYTES_A_RECORD = 10_000;

    /** A measurement that decides. */
    public static BenchPlan full(Set<Integer> rows) {
        return new BenchPlan(rows, 5, Duration.ofSeconds(12), Duration.ofSeconds(8), 120_000, 24, 500, true);
    }

    /** One that shows that everything works, within two minutes. */
    public static BenchPlan brief(Set<Integer> rows) {
        return new BenchPlan(rows, 2, Duration.ofSeconds(3), Duration.ofSeconds(2), 10_000, 1, 100, false);
    }

    /**
     * How much it may keep on disk until it ends, in bytes: generous, since how much the edge takes in a second is only known
     * afterwards.
     *
     * @param processors of the machine
     */
    public long diskBytes(int processors) {
        long bytes = SERVERS_BYTES;
        if (has(1, 2)) {
            long seconds = warmUp.plus(sample.multipliedBy(pairs)).toSeconds();
            long callbacks = Math.clamp(
                    processors * CALLBACKS_A_SECOND_OF_A_PROCESSOR, LEAST_CALLBACKS_A_SECOND, MOST_CALLBACKS_A_SECOND);
            bytes += SIDES * seconds * callbacks * BYTES_A_CALLBACK;
        }
        if (has(5)) {
            bytes += (long) records * (warmUpRounds + pairs) * BYTES_A_RECORD;
        }
        return bytes;
    }

    /** Whether any of these is to be measured. */
    boolean has(int... wanted) {
        for (int row : wanted) {
            if (rows.contains(row)) {
                return true;
            }
        }
        return false;
    }
}
