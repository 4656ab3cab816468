package io.quittance.topology.decisions;

/** Amounts as people read them. */
final class Yuan {
    private Yuan() {}

    /** Fen as yuan with two decimals, for example {@code 100.00}. */
    static String text(long minor) {
        long cents = Math.abs(minor % 100);
        return (minor < 0 ? "-" : "") + Math.abs(minor / 100) + (cents < 10 ? ".0" : ".") + cents;
    }
}
