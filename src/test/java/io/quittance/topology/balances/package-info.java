/** The balance join against a plain model of it. */
@NullMarked
package io.quittance.topology.balances;

import org.jspecify.annotations.NullMarked;
