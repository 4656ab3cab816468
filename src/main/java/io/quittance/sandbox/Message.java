package io.quittance.sandbox;

/**
 * One callback of an order, to be sent until it is acknowledged, or once if it is a forgery.
 *
 * @param trick what was done to it by somebody who does not have the keys
 * @param settles whether the order is to settle on it, so that the time to settlement counts from it
 */
record Message(Gateway gateway, Callback callback, Trick trick, boolean settles) {

    /** What a forger did to a message. */
    enum Trick {
        NONE,
        WRONG_KEY,
        AMOUNT_RAISED,
        ORDER_SWAPPED,
        SIGNATURE_LEFT_OUT
    }
}
