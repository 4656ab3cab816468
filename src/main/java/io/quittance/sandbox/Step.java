package io.quittance.sandbox;

/** One thing that a gateway, or somebody who pretends to be it, says about an order; REPEATS are one to four messages. */
enum Step {
    PAID(Flow.PAYMENT),
    PAID_REPEATS(Flow.PAYMENT),
    PAID_OTHER_AMOUNT(Flow.PAYMENT),
    PENDING(Flow.PAYMENT),
    FAILED(Flow.PAYMENT),
    OTHER_STATUS(Flow.PAYMENT),
    FORGERY(Flow.PAYMENT),
    PAYOUT(Flow.PAYOUT),
    PAYOUT_REPEATS(Flow.PAYOUT),
    PAYOUT_OTHER_AMOUNT(Flow.PAYOUT),
    PAYOUT_FORGERY(Flow.PAYOUT);

    private final Flow flow;

    Step(Flow flow) {
        this.flow = flow;
    }

    /** Which callback carries it. */
    Flow flow() {
        return flow;
    }
}
