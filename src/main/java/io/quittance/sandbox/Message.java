package io.quittance.sandbox;

/**
 * One callback of an order, to be sent until it is acknowledged, or once if it is a forgery.
 *
 * @param number its place among the order's messages, from 0
 * @param trick what was done to it by somebody who does not have the keys
 * @param settles whether the order is to settle on it, so that the time to settlement counts from it
 */
record Message(Gateway gateway, Callback callback, int number, Trick trick, boolean settles) {

    /** What a forger did to a message. */
    enum Trick {
        NONE,
        WRONG_KEY,
        AMOUNT_RAISED,
        ORDER_SWAPPED,
        SIGNATURE_LEFT_OUT
    }

    /** Whether the gateway itself said so, and so will ask for an acknowledgement. */
    boolean genuine() {
        return trick == Trick.NONE;
    }

    /** The path of the callback at the edge. */
    String path() {
        return "/callbacks/" + gateway.account() + "/" + callback.flow().path();
    }
}
