package io.quittance.topology.balances;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the steps of an account lasts. A payment next to a report makes a step that a following report undoes, so the level of all
 * steps up to a report counts only as far as every report within the grace period after it, and the very next one, bears it out: from one
 * to the next the lasting level changes by no more than it must.
 */
final class Lasting {
    private final List<Step> steps;
    private final long graceMillis;
    private final long newestAt;

    /**
     * @param steps by time
     * @param newestAt as-of time of the newest report
     */
    Lasting(List<Step> steps, long graceMillis, long newestAt) {
        this.steps = steps;
        this.graceMillis = graceMillis;
        this.newestAt = newestAt;
    }

    /** By how much the lasting level changes at each step, in fen; 0 from the first one on that may still be undone. */
    List<Long> changes() {
        List<Long> changes = new ArrayList<>(steps.size());
        long level = 0;
        long lasting = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (!isBorneOut(steps.get(i))) {
                changes.add(0L);
                continue;
            }
            boolean apart = i > 0 && !steps.get(i - 1).isLinkedTo(steps.get(i), graceMillis);
            lasting = apart ? level : lasting;
            level += steps.get(i).minor();
            Level seen = seen(i, level);
            long now = Math.clamp(lasting, seen.low(), seen.high());
            changes.add(now - lasting);
            lasting = now;
        }
        return changes;
    }

    /** Whether all reports are there that could undo it, as far as they come in time. */
    boolean isBorneOut(Step step) {
        return newestAt > step.at() && newestAt - step.at() >= graceMillis;
    }

    private Level seen(int first, long level) {
        Step step = steps.get(first);
        Level seen = new Level(level, level);
        long at = level;
        for (int next = first + 1; next < steps.size(); next++) {
            Step later = steps.get(next);
            boolean isNear = later.at() - step.at() <= graceMillis;
            boolean isNext = next == first + 1 && later.previousAt() == step.at();
            if (!isNear && !isNext) {
                return seen;
            }
            at += later.minor();
            seen = seen.with(at);
        }
        return seen;
    }
}
