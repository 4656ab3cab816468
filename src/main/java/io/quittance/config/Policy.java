package io.quittance.config;

/**
 * Which paid amounts settle by themselves (DESIGN, amount policy).
 *
 * @param from epoch milliseconds from which on it is in force
 * @param amount how the paid amount must fit the ordered one
 * @param withinMinor the tolerance of {@code WITHIN}, in fen; otherwise 0
 * @param unplacedSettles whether a paid report settles where no ordered amount is known anywhere
 * @param amountlessSettles whether a paid report without an amount settles at the placed amount, unconfirmed
 */
public record Policy(
        long from, AmountRule amount, long withinMinor, boolean unplacedSettles, boolean amountlessSettles) {

    /** The policy of an account that names none: exact amounts, orders unknown to us settle, reports without an amount hold. */
    public static final Policy DEFAULT = new Policy(Long.MIN_VALUE, AmountRule.EXACT, 0, true, false);

    /** How a paid amount fits an ordered one. */
    public enum AmountRule {
        EXACT,
        WITHIN,
        AT_LEAST
    }

    /** Whether the paid amount fits the ordered amount; both in fen. */
    public boolean fits(long orderedMinor, long paidMinor) {
        return switch (amount) {
            case EXACT -> paidMinor == orderedMinor;
            case WITHIN -> Math.abs(paidMinor - orderedMinor) <= withinMinor;
            case AT_LEAST -> paidMinor >= orderedMinor;
        };
    }
}
