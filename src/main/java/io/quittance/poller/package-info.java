/** The role {@code poller}: asks the gateways what is due, within their limits, and writes what they say. */
@NullMarked
package io.quittance.poller;

import org.jspecify.annotations.NullMarked;
