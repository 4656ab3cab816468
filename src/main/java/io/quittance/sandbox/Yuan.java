package io.quittance.sandbox;

/** Amounts as gateways write them; in our hands they are always fen in a {@code long}. */
final class Yuan {
    private Yuan() {}

    /** Two decimals: 12345 fen is {@code 123.45}. */
    static String twoDecimals(long minor) {
        long fraction = minor % 100;
        return minor / 100 + (fraction < 10 ? ".0" : ".") + fraction;
    }

    /** Without decimals where there are none: 10000 fen is {@code 100}, 12345 fen is {@code 123.45}. */
    static String shortest(long minor) {
        return minor % 100 == 0 ? Long.toString(minor / 100) : twoDecimals(minor);
    }
}
