package io.quittance.gateways;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Amounts as people and merchants' systems write them: decimal yuan (gateways/README.md, rule 4). */
public final class Yuan {
    private static final int FEN_DIGITS = 2;

    private Yuan() {}

    /** The amount in fen, or null where the text is none: a sign, a blank, grouping, finer than a fen or over 10¹⁵ fen. */
    public static @Nullable Long minor(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long minor = Amounts.parse(bytes, 0, bytes.length, DialectDefinition.Unit.YUAN);
        return minor == Amounts.BROKEN ? null : minor;
    }

    /** Fen as decimal yuan with two digits, {@code 10000} as {@code "100.00"}; exact for every value. */
    public static String text(long minor) {
        String digits = Long.toString(minor);
        int first = minor < 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(digits.length() + 4).append(digits, 0, first);
        text.repeat('0', Math.max(0, FEN_DIGITS + 1 - (digits.length() - first)));
        text.append(digits, first, digits.length());
        return text.insert(text.length() - FEN_DIGITS, '.').toString();
    }
}
