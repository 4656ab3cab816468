package io.quittance.bench;

import java.util.List;

/** The middle of some measurements and how far they lie apart. */
record Spread(double median, double low, double high) {

    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** From the lowest to the highest, as a share of the middle. */
    double width() {
        return median == 0 ? 0 : (high - low) / median;
    }
}
