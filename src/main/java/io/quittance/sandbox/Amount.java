package io.quittance.sandbox;

import java.util.OptionalLong;

/** Reads amounts as merchants write them: ASCII digits with an optional fraction, exact in fen. */
final class Amount {
    private static final int MOST_DIGITS = 13;

    private Amount() {}

    /** Fen of an amount in yuan such as {@code 100}, {@code 100.5} or {@code 100.00}; empty where it is none. */
    static OptionalLong ofYuan(String text) {
        return scaled(text, 2);
    }

    /** Fen of an amount in fen such as {@code 10000} or {@code 10000.00}; empty where it is none. */
    static OptionalLong ofFen(String text) {
        return scaled(text, 0);
    }

    /** Fen of an amount in whole yuan; empty where it is none. */
    static OptionalLong ofWholeYuan(String text) {
        return text.indexOf('.') >= 0 ? OptionalLong.empty() : scaled(text, 2);
    }

    private static OptionalLong scaled(String text, int decimals) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        boolean written = digits(whole) && (point < 0 || digits(fraction)) && whole.length() <= MOST_DIGITS;
        if (!written) {
            return OptionalLong.empty();
        }
        StringBuilder minor = new StringBuilder(whole);
        for (int i = 0; i < Math.max(decimals, fraction.length()); i++) {
            char digit = i < fraction.length() ? fraction.charAt(i) : '0';
            if (i < decimals) {
                minor.append(digit);
            } else if (digit != '0') {
                return OptionalLong.empty();
            }
        }
        long amount = Long.parseLong(minor.toString());
        return amount > 0 ? OptionalLong.of(amount) : OptionalLong.empty();
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
