package io.quittance.sandbox;

/** What must have become of an order, by what is true of it. */
enum Must {
    /** Paid at the ordered amount: settles once, at that. */
    SETTLE,
    /** Paid at another amount: is held, for a person to decide. */
    BE_HELD,
    /** Paid, and called unpaid by the gateway for ever: nobody can know, so nothing settles. */
    NOT_SETTLE_SKIMMED,
    /** Failed, expired or waiting. */
    NOT_SETTLE;

    static Must of(LedgerEntry entry) {
        return switch (entry.truth()) {
            case PAID -> {
                if (entry.skimmed()) {
                    yield NOT_SETTLE_SKIMMED;
                }
                // Money that left has left: an amount other than the ordered one does not hold a payout.
                boolean fits =
                        entry.paidMinor() == entry.amountMinor() || entry.kind().equals(Flow.PAYOUT.path());
                yield fits ? SETTLE : BE_HELD;
            }
            case WAITING, FAILED, EXPIRED -> NOT_SETTLE;
        };
    }
}
