package io.quittance.gateways;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The pairs that a signature over all names covers, sorted by the bytes of their names. */
final class SignedPairs {
    static final int[] NONE = new int[0];

    private SignedPairs() {}

    /** All pairs in the signed region but the signature itself and those slots, sorted; null where two have the same name. */
    static int @Nullable [] sort(Fields fields, int signatureSlot, int[] unsigned) {
        int signature = fields.pair(signatureSlot);
        int[] sorted = new int[fields.count()];
        int count = 0;
        for (int pair = 0; pair < sorted.length; pair++) {
            if (pair == signature || !fields.inSignedRegion(pair) || isOneOf(fields, unsigned, pair)) {
                continue;
            }
            int at = count++;
            while (at > 0) {
                int order = fields.compareNames(sorted[at - 1], pair);
                if (order == 0) {
                    return null;
                }
                if (order < 0) {
                    break;
                }
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = pair;
        }
        return Arrays.copyOf(sorted, count);
    }

    private static boolean isOneOf(Fields fields, int[] slots, int pair) {
        for (int slot : slots) {
            if (fields.pair(slot) == pair) {
                return true;
            }
        }
        return false;
    }
}
