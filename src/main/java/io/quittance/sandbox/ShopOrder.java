package io.quittance.sandbox;

/**
 * One order or payout that the shop of the demo places.
 *
 * @param index its number in the run, from 0
 * @param body the JSON that is posted to the API of Quittance
 */
record ShopOrder(long index, Gateway gateway, Flow flow, String id, String body) {

    /** The path that it is posted to. */
    String path() {
        return "/v1/accounts/" + gateway.account()
                + switch (flow) {
                    case PAYMENT -> "/orders";
                    case PAYOUT -> "/payouts";
                };
    }
}
