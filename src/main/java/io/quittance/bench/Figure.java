package io.quittance.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the result: ours beside its limit, pair by pair.
 *
 * @param row of the table of goals
 * @param name what is measured, beside what
 * @param unit of {@code ours} and {@code limit}
 * @param limit the limit's own figures; of a fixed limit, that one again and again
 * @param goal null where the figure is only told
 * @param disturbed how many of the pairs were measured while something else took the processor
 */
record Figure(
        int row,
        String name,
        String unit,
        List<Double> ours,
        List<Double> limit,
        @Nullable Goal goal,
        int disturbed) {
    /** Wider than this, from the lowest to the highest pair, a median says nothing. */
    private static final double WIDEST = 0.35;

    /** What a ratio is to reach. */
    record Goal(double good, double excellent) {
        /** Whether more is better, which the two steps tell. */
        boolean isFloor() {
            return excellent > good;
        }

        boolean isReached(double step, double ratio) {
            return isFloor() ? ratio >= step : ratio <= step;
        }
    }

    /** What can be said of it. */
    enum Verdict {
        EXCELLENT,
        GOOD,
        BELOW,
        TOO_NOISY,
        TOLD
    }

    List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / limit.get(i));
        }
        return ratios;
    }

    Spread ratio() {
        return Spread.of(ratios());
    }

    /** Too noisy where most pairs were disturbed, or where they lie far apart with the goal between them. */
    Verdict verdict() {
        if (goal == null) {
            return Verdict.TOLD;
        }
        Spread ratio = ratio();
        boolean astride = goal.isReached(goal.good, ratio.low()) != goal.isReached(goal.good, ratio.high());
        if (disturbed * 2 > ours.size() || (astride && ratio.width() > WIDEST)) {
            return Verdict.TOO_NOISY;
        }
        if (goal.isReached(goal.excellent, ratio.median())) {
            return Verdict.EXCELLENT;
        }
        return goal.isReached(goal.good, ratio.median()) ? Verdict.GOOD : Verdict.BELOW;
    }
}
