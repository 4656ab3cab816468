/**
 * The five gateways, imitated as senders of callbacks, and the ledger that knows what must come of what they sent. It
 * signs with code of its own, written from {@code gateways/README.md}: what verifies is never asked what is right.
 */
@NullMarked
package io.quittance.sandbox;

import org.jspecify.annotations.NullMarked;
