package io.quittance.sandbox;

import java.time.Duration;

/**
 * What payers do where no person decides: percentages of the orders, drawn from the seed. What is left of 100 is never
 * decided: such orders wait. Durations are the gateway's, so divided by the speed.
 *
 * @param paid how many of 100 orders are paid
 * @param failed how many fail
 * @param expired how many run into the gateway's time limit
 * @param returns of 100 payers who paid, how many let their browser go back to the shop
 * @param within the longest that a payer takes
 */
public record PayerPlan(int paid, int failed, int expired, int returns, Duration within) {
    public PayerPlan {
        if (paid < 0 || failed < 0 || expired < 0 || paid + failed + expired > 100) {
            throw new IllegalArgumentException("paid, failed and expired must be percentages that make up 100 at most");
        }
        if (returns < 0 || returns > 100) {
            throw new IllegalArgumentException("returns must be a percentage, not " + returns);
        }
        if (within.isNegative()) {
            throw new IllegalArgumentException("a payer cannot take less than no time");
        }
    }

    /** 85 paid, 5 failed, 5 expired, 5 left waiting; half of the browsers return; payers take up to 20 s. */
    public static PayerPlan usual() {
        return new PayerPlan(85, 5, 5, 50, Duration.ofSeconds(20));
    }

    /** Every order is paid as soon as it is placed. */
    public static PayerPlan prompt() {
        return new PayerPlan(100, 0, 0, 0, Duration.ZERO);
    }
}
