package io.quittance.queries;

/** Amounts for people: fen as decimal yuan with two digits, {@code 10000} as {@code "100.00"}. */
final class YuanText {
    private static final int FEN_DIGITS = 2;

    private YuanText() {}

    /** The amount in yuan; exact for every value. */
    static String of(long minor) {
        String digits = Long.toString(minor);
        StringBuilder text = new StringBuilder(digits.length() + 4);
        int first = 0;
        if (minor < 0) {
            text.append('-');
            first = 1;
        }
        text.repeat('0', Math.max(0, FEN_DIGITS + 1 - (digits.length() - first)));
        text.append(digits, first, digits.length());
        return text.insert(text.length() - FEN_DIGITS, '.').toString();
    }
}
