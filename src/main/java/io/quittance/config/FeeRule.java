package io.quittance.config;

import io.quittance.gateways.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway keeps of a payment, or takes on top of a payout (DESIGN, section 5, "Balances, and the join").
 *
 * @param from epoch milliseconds from which on it is in force
 * @param kind {@code PAYMENT} or {@code PAYOUT}
 * @param channel the gateway's word for the way to pay; null: every channel that no rule in force names
 * @param millionths the share of the amount, from 0 to 1,000,000 (100 percent), so that four decimals of a percent are exact
 * @param fixedMinor what is added to the share, in fen
 * @param rounding how the share becomes whole fen
 */
public record FeeRule(
        long from, Kind kind, @Nullable String channel, int millionths, long fixedMinor, Rounding rounding) {

    private static final int WHOLE = 1_000_000;

    /** How a fraction of a fen becomes whole. */
    public enum Rounding {
        HALF_UP,
        UP,
        DOWN
    }

    /**
     * The fee on that amount; both in fen. Exact for every amount, never negative; none on a negative amount. A sum beyond
     * {@code Long.MAX_VALUE}, thousands of times what any message can say, stays there.
     */
    public long feeMinor(long amountMinor) {
        if (amountMinor < 0) {
            return 0;
        }
        // Apart, neither product leaves the range of long, and the share is never more than the amount.
        long parts = amountMinor % WHOLE * millionths;
        long share = amountMinor / WHOLE * millionths + parts / WHOLE + rounded(parts % WHOLE);
        return share > Long.MAX_VALUE - fixedMinor ? Long.MAX_VALUE : share + fixedMinor;
    }

    /** What a rest of so many millionths of a fen adds. */
    private long rounded(long rest) {
        boolean up = switch (rounding) {
            case HALF_UP -> 2 * rest >= WHOLE;
            case UP -> rest > 0;
            case DOWN -> false;
        };
        return up ? 1 : 0;
    }
}
