package io.quittance.topology.balances;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the steps of an account lasts. A payment next to a report makes a step that a following report undoes, so the level of all
 * steps up to a report counts only as far as all reports after it bear it out, up to the first that is a grace period later. Where orders
 * may have been paid before they are said to be, a report leaves so much leeway. Within that the lasting level changes as seldom as it
 * can, and then by no more than it must.
 */
final class Lasting {
    private final List<Step> steps;
    private final Leeway leeway;
    private final boolean goesOn;
    private final long graceMillis;
    private final long newestAt;

    /**
     * @param around by time; what lasts is counted from before the first of them, or goes on from what is known of that one
     * @param newestAt as-of time of the newest report
     */
    Lasting(Steps.Around around, long graceMillis, long newestAt) {
        this.steps = around.steps();
        this.leeway = around.leeway();
        this.goesOn = around.goesOn();
        this.graceMillis = graceMillis;
        this.newestAt = newestAt;
    }

    /**
     * What lasts at a step.
     *
     * @param minor by how much the lasting level changes, in fen; 0 from the first step on that may still be undone
     * @param behind the lasting level, less what all reports up to it were off
     * @param since as-of time of the last report before the step that speaks against the level that lasts from then on, as far as is
     *     looked back; {@link Step#NONE_BEFORE} where it does not change
     */
    record Change(long minor, long behind, long since) {
        /** The same where that is within the tolerance. */
        Change none() {
            return new Change(0, behind, Step.NONE_BEFORE);
        }
    }

    List<Change> changes() {
        long[] levels = levels();
        List<Level> own = own(levels);
        List<Level> seen = seen(own);
        List<Change> changes = new ArrayList<>(steps.size());
        long lasting = 0;
        for (int i = 0; i < steps.size(); i++) {
            long now = lasting;
            if (i == 0 && goesOn) {
                lasting = levels[0] + steps.getFirst().behind();
                now = lasting;
            } else if (steps.get(i).isFirst()) {
                now = before(own.get(i), seen);
            } else if (i < seen.size() && !seen.get(i).has(lasting)) {
                now = common(seen, i).nearest(lasting);
            }
            long minor = steps.get(i).isFirst() ? 0 : now - lasting;
            changes.add(new Change(minor, now - levels[i], minor == 0 ? Step.NONE_BEFORE : since(i, own, now)));
            lasting = now;
        }
        return changes;
    }

    /** Whether all reports are there that could undo it, as far as they come in time. */
    boolean isBorneOut(Step step) {
        return newestAt > step.at() && newestAt - step.at() >= graceMillis;
    }

    /** What has changed by then may have done so before, where the reports before leave so much leeway. */
    private long since(int index, List<Level> own, long level) {
        int first = index;
        while (first > 0
                && index - first < Steps.KNOWN - 1
                && own.get(first - 1).has(level)) {
            first--;
        }
        Step step = steps.get(first);
        return step.isFirst() ? step.at() : step.previousAt();
    }

    private long[] levels() {
        long[] levels = new long[steps.size()];
        long level = 0;
        for (int i = 0; i < levels.length; i++) {
            level += steps.get(i).minor();
            levels[i] = level;
        }
        return levels;
    }

    /** Between which levels the balance is by each report itself. */
    private List<Level> own(long[] levels) {
        List<Level> own = new ArrayList<>(levels.length);
        Leeway then = leeway;
        for (int i = 0; i < levels.length; i++) {
            then = i == 0 ? leeway : then.plus(steps.get(i).leeway());
            own.add(then.plus(doubt(i)).around(levels[i]));
        }
        return own;
    }

    /** What a report holds of what moved later, the next one differs by; where that does not differ, it held nothing of the kind. */
    private Leeway doubt(int index) {
        Step step = steps.get(index);
        if (index + 1 == steps.size()) {
            return newestAt == step.at() ? step.doubt() : Leeway.NONE;
        }
        Step next = steps.get(index + 1);
        return next.previousAt() == step.at() && next.isOne() ? step.doubt() : Leeway.NONE;
    }

    /** What the first report of all may hold already is no change; it is as near to what follows as it can be. */
    private static long before(Level first, List<Level> seen) {
        Level common = first;
        for (int i = 1; i < seen.size(); i++) {
            Level next = seen.get(i);
            if (!common.meets(next)) {
                return common.nearest(next.nearest(common.low()));
            }
            common = common.and(next);
        }
        return common.nearest(0);
    }

    /** Between which levels the lasting one is at each step that is borne out. */
    private List<Level> seen(List<Level> own) {
        List<Level> seen = new ArrayList<>(own.size());
        for (int i = 0; i < own.size() && isBorneOut(steps.get(i)); i++) {
            Level at = own.get(i);
            for (int j = i + 1; j < own.size() && steps.get(i).isLinkedTo(steps.get(j), graceMillis); j++) {
                at = at.or(own.get(j));
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
