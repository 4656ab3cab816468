/** Placing orders and payouts at gateways, at most once (DESIGN section 6). */
@NullMarked
package io.quittance.edge.placing;

import org.jspecify.annotations.NullMarked;
