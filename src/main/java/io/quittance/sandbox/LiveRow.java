package io.quittance.sandbox;

/**
 * One gateway's line of the live table, counted from the topics since this start.
 *
 * @param unreadable records that could not be decoded; shown only if there are any
 * @param measured how many settlements the percentiles are of
 * @param p50Micros half of them took no longer from callback to settlement, in microseconds
 * @param p99Micros 99 of 100 took no longer
 */
record LiveRow(
        String gateway,
        long received,
        long verified,
        long settled,
        long duplicates,
        long quarantined,
        long conflicts,
        long unreadable,
        long measured,
        long p50Micros,
        long p99Micros) {

    /** A percentile in whole milliseconds, or a dash while nothing was measured. */
    String millis(long micros) {
        return measured == 0 ? "-" : Long.toString((micros + 500) / 1_000);
    }
}
