package io.quittance.gateways;

/** The grammar of amounts (gateways/README.md, rule 4): {@code [0-9]+(\.[0-9]+)?}, exact in fen, at most 10¹⁵ fen. */
final class Amounts {
    static final long MAX_MINOR = 1_000_000_000_000_000L;
    static final long BROKEN = -1;

    private Amounts() {}

    /** The amount in fen, or {@link #BROKEN}. */
    static long parse(byte[] text, int start, int end, DialectDefinition.Unit unit) {
        long amount = 0;
        int at = start;
        for (; at < end && isDigit(text[at]); at++) {
            amount = 10 * amount + text[at] - '0';
            if (amount > MAX_MINOR) {
                return BROKEN;
            }
        }
        if (at == start) {
            return BROKEN;
        }
        int scale = unit == DialectDefinition.Unit.YUAN ? 2 : 0;
        if (at < end) {
            if (text[at] != '.' || ++at == end) {
                return BROKEN;
            }
            for (; at < end; at++) {
                if (!isDigit(text[at]) || (scale == 0 && text[at] != '0')) {
                    return BROKEN;
                }
                if (scale > 0) {
                    amount = 10 * amount + text[at] - '0';
                    scale--;
                }
            }
        }
        for (; scale > 0; scale--) {
            amount *= 10;
        }
        return amount <= MAX_MINOR ? amount : BROKEN;
    }

    private static boolean isDigit(byte next) {
        return next >= '0' && next <= '9';
    }
}
