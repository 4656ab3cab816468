package io.quittance.sandbox;

import java.time.Instant;

/**
 * What a gateway has to say about one order, before it is put into its words.
 *
 * @param orderedMinor what was ordered, in fen
 * @param paidMinor what was paid, in fen; of a report that is not paid, what is to be paid
 * @param paidAt when it was paid
 * @param note free text that the merchant gave when ordering and gets back, where the gateway has a field for it
 * @param channel the gateway's word for the way to pay
 */
record Callback(
        Flow flow,
        String order,
        String gatewayOrder,
        long orderedMinor,
        long paidMinor,
        Says says,
        Instant paidAt,
        String note,
        String channel) {
    private static final String USUAL_CHANNEL = "2";

    /** A report about an order that was paid through the usual channel. */
    Callback(
            Flow flow,
            String order,
            String gatewayOrder,
            long orderedMinor,
            long paidMinor,
            Says says,
            Instant paidAt,
            String note) {
        this(flow, order, gatewayOrder, orderedMinor, paidMinor, says, paidAt, note, USUAL_CHANNEL);
    }

    /** What the gateway says of the order. */
    enum Says {
        PAID,
        PENDING,
        FAILED,
        SOMETHING_ELSE
    }

    /** The same report for another amount. */
    Callback paying(long otherMinor) {
        return new Callback(flow, order, gatewayOrder, orderedMinor, otherMinor, says, paidAt, note, channel);
    }
}
