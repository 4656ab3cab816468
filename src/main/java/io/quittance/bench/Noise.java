package io.quittance.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringTokenizer;

/**
 * Tells how much of the processors went to others while something was measured: processes that are not the benchmark's, and
 * other guests of the same machine. Where the system does not say (no Linux), it tells nothing.
 */
final class Noise {
    private static final Path COUNTERS = Path.of("/proc/stat");
    private static final double MOST = 0.06;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;
    private static final int COUNTED = 8;
    private static final long NANOS_PER_TICK = 10_000_000;

    private final boolean known;
    private final long all;
    private final long idle;
    private final long stolen;
    private final long ownNanos;

    private Noise(boolean known, long all, long idle, long stolen, long ownNanos) {
        this.known = known;
        this.all = all;
        this.idle = idle;
        this.stolen = stolen;
        this.ownNanos = ownNanos;
    }

    /** Where the counters stand now. */
    static Noise now() {
        long own = ownNanos();
        if (!Files.isReadable(COUNTERS)) {
            return new Noise(false, 0, 0, 0, own);
        }
        try {
            long[] ticks = ticks(Files.readString(COUNTERS, StandardCharsets.US_ASCII));
            long all = 0;
            for (long each : ticks) {
                all += each;
            }
            return new Noise(true, all, ticks[IDLE] + ticks[WAITING], ticks[STOLEN], own);
        } catch (IOException | NumberFormatException e) {
            return new Noise(false, 0, 0, 0, own);
        }
    }

    /** The share of the processors that others had since then, from 0 to 1. */
    double since(Noise before) {
        if (!known || !before.known || all == before.all) {
            return 0;
        }
        long busy = (all - before.all) - (idle - before.idle) - (stolen - before.stolen);
        long own = (ownNanos - before.ownNanos) / NANOS_PER_TICK;
        long others = Math.max(0, busy - own) + stolen - before.stolen;
        return (double) others / (all - before.all);
    }

    /** Whether others had too much of them since then for a figure to be trusted. */
    boolean isDisturbedSince(Noise before) {
        return since(before) > MOST;
    }

    /** This process and all that it has started. */
    private static long ownNanos() {
        ProcessHandle self = ProcessHandle.current();
        return nanos(self) + self.descendants().mapToLong(Noise::nanos).sum();
    }

    private static long nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** The first line: cpu user nice system idle iowait irq softirq steal …, in hundredths of a second. */
    private static long[] ticks(String counters) {
        StringTokenizer words = new StringTokenizer(counters.substring(0, counters.indexOf('\n')));
        words.nextToken();
        long[] ticks = new long[COUNTED];
        for (int i = 0; i < COUNTED && words.hasMoreTokens(); i++) {
            ticks[i] = Long.parseLong(words.nextToken());
        }
        return ticks;
    }
}
