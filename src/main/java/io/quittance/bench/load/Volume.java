package io.quittance.bench.load;

/** How much was done, in what time of a clock on the wall. */
public record Volume(long count, long nanos) {
    private static final double SECOND = 1e9;

    /** So many a second. */
    public double perSecond() {
        return count * SECOND / nanos;
    }
}
