/**
 * The five gateways, imitated over HTTP, with a ledger that knows what is true of every order; the shop of the demo; and the
 * comparison of that ledger with what was settled. It signs with code of its own, written from {@code gateways/README.md}: what
 * verifies is never asked what is right.
 */
@NullMarked
package io.quittance.sandbox;

import org.jspecify.annotations.NullMarked;
