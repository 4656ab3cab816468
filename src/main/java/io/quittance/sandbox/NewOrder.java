package io.quittance.sandbox;

import java.net.URI;

/**
 * What a merchant asked for in a request that was found right.
 *
 * @param amountMinor the ordered amount, in fen
 * @param channel the gateway's word for the way to pay; blank for a payout
 * @param notifyUrl where callbacks go
 * @param returnUrl where the payer's browser goes on to; for a payout nobody's
 * @param note free text that the merchant gets back
 * @param signature the signature of the request, by which a reloaded page is known
 */
record NewOrder(
        Till till,
        Flow flow,
        String id,
        long amountMinor,
        String channel,
        URI notifyUrl,
        URI returnUrl,
        String note,
        String signature) {

    /** What an order is kept by: a payout may have a payment's number. */
    record Key(String account, Flow flow, String id) {

        /** The key of the records in the topics. */
        String recordKey() {
            return account + "/" + id;
        }

        @Override
        public String toString() {
            return flow.path() + " " + recordKey();
        }
    }

    /** The key of this order. */
    Key key() {
        return new Key(till.account().name(), flow, id);
    }
}
