package io.quittance.edge.placing;

import io.quittance.gateways.DialectDefinition.Pacing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many placements an account may make in this edge: the gateway's limit divided by the number of edges, in any window of its length,
 * since a gateway may block who exceeds it (gateways/README.md, yijuhe). Thread-safe.
 */
final class PlacementPace {
    private final int instances;
    private final Map<Limit, Window> windows = new HashMap<>();

    /** One limit of an account's gateway; the versions of its rules may have different ones. */
    private record Limit(String account, int placements, Duration per) {}

    /** A pace that so many edges share. */
    PlacementPace(int instances) {
        this.instances = instances;
    }

    /**
     * Takes one placement under the limit in force: zero where it may be made, else how long until one may. {@code now} as of
     * {@link System#nanoTime()}.
     */
    synchronized Duration take(String account, Pacing pacing, long now) {
        if (pacing.placements() == 0) {
            return Duration.ZERO;
        }
        Limit limit = new Limit(account, pacing.placements(), pacing.placementsPer());
        Window window = windows.computeIfAbsent(limit, any -> window(pacing));
        return Duration.ofNanos(window.take(now));
    }

    private Window window(Pacing pacing) {
        int each = pacing.placements() / instances;
        long length = pacing.placementsPer().toNanos();
        if (each > 0) {
            return new Window(each, length);
        }
        int windowsEach = (instances + pacing.placements() - 1) / pacing.placements();
        return new Window(1, length * windowsEach);
    }

    /** The times of the last placements, as many as one window may have. */
    private static final class Window {
        private final long[] taken;
        private final long length;
        private int next;
        private int count;

        Window(int most, long length) {
            this.taken = new long[most];
            this.length = length;
        }

        long take(long now) {
            if (count == taken.length) {
                long wait = taken[next] + length - now;
                if (wait > 0) {
                    return wait;
                }
            } else {
                count++;
            }
            taken[next] = now;
            next = (next + 1) % taken.length;
            return 0;
        }
    }
}
