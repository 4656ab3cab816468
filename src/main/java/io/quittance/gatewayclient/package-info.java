/** Outgoing calls to gateways: requests made from our meanings, bounded calls over verified connections, each on the wire once. */
@NullMarked
package io.quittance.gatewayclient;

import org.jspecify.annotations.NullMarked;
