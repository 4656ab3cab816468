package io.quittance.sandbox;

import java.time.Instant;

/**
 * What differs between two tries of the same callback, where the gateway has a field for it.
 *
 * @param nonce random text of 16 characters (yijuhe)
 * @param notifiedAt when this try was made (juhe)
 */
record Freshness(String nonce, Instant notifiedAt) {}
