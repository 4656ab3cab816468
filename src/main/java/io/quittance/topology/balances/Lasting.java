package io.quittance.topology.balances;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the steps of an account lasts. A payment next to a report makes a step that a following report undoes, so the level of all
 * steps up to a report counts only as far as all reports after it bear it out, up to the first that is a grace period later. Within that
 * the lasting level changes as seldom as it can, and then by no more than it must.
 */
final class Lasting {
    private final List<Step> steps;
    private final boolean goesOn;
    private final long graceMillis;
    private final long newestAt;

    /**
     * @param steps by time; what lasts is counted from before the first of them
     * @param goesOn whether others hang together with the first that are not among them, so that it may differ already
     * @param newestAt as-of time of the newest report
     */
    Lasting(List<Step> steps, boolean goesOn, long graceMillis, long newestAt) {
        this.steps = steps;
        this.goesOn = goesOn;
        this.graceMillis = graceMillis;
        this.newestAt = newestAt;
    }

    /** By how much the lasting level changes at each step, in fen; 0 from the first one on that may still be undone. */
    List<Long> changes() {
        List<Level> seen = seen();
        List<Long> changes = new ArrayList<>(steps.size());
        long lasting = goesOn && !seen.isEmpty() ? common(seen, 0).nearest(0) : 0;
        for (int i = 0; i < steps.size(); i++) {
            boolean stays = i >= seen.size() || seen.get(i).has(lasting);
            long now = stays ? lasting : common(seen, i).nearest(lasting);
            changes.add(now - lasting);
            lasting = now;
        }
        return changes;
    }

    /** Whether all reports are there that could undo it, as far as they come in time. */
    boolean isBorneOut(Step step) {
        return newestAt > step.at() && newestAt - step.at() >= graceMillis;
    }

    /** Between which levels the lasting one is at each step that is borne out. */
    private List<Level> seen() {
        long[] levels = new long[steps.size()];
        long level = 0;
        for (int i = 0; i < levels.length; i++) {
            level += steps.get(i).minor();
            levels[i] = level;
        }
        List<Level> seen = new ArrayList<>(levels.length);
        for (int i = 0; i < levels.length && isBorneOut(steps.get(i)); i++) {
            Level at = new Level(levels[i], levels[i]);
            for (int j = i + 1; j < levels.length && steps.get(i).isLinkedTo(steps.get(j), graceMillis); j++) {
                at = at.with(levels[j]);
            }
            seen.add(at);
        }
        return seen;
    }

    /** What is common to that one and as many after it as have anything in common. */
    private static Level common(List<Level> seen, int first) {
        Level common = seen.get(first);
        for (int i = first + 1; i < seen.size() && common.meets(seen.get(i)); i++) {
            common = common.and(seen.get(i));
        }
        return common;
    }
}
