package io.quittance.sandbox;

/** What became of a placing, as Quittance answered it at last; in lower case a word of the journal. */
enum PlacingState {
    /** The gateway took it. */
    ACCEPTED,
    /** The payer's browser brought the page to the gateway. */
    FORM,
    /** The gateway took it not. */
    REFUSED,
    /** The gateway was called, and nobody knows what it made of it. */
    UNKNOWN,
    /** Unknown, and an earlier attempt had no answer: nobody knows whether the gateway was ever called. */
    BROKEN_OFF
}
