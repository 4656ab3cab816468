package io.quittance.bench;

import java.util.Locale;

/** Order ids of one length, told apart by the round and their place in it. */
final class OrderIds {
    private static final int DIGITS = 8;

    private OrderIds() {}

    static String of(int round, int index) {
        return String.format(Locale.ROOT, "R%03d%08d", round, index);
    }

    /** Whether both ids are of the same round. */
    static boolean isOfOneRound(String order, String other) {
        int length = other.length() - DIGITS;
        return order.length() == other.length() && order.regionMatches(0, other, 0, length);
    }

    /** The place of that id in its round. */
    static int index(String order) {
        return Integer.parseInt(order.substring(order.length() - DIGITS));
    }
}
