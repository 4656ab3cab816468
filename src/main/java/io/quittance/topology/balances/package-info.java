/** The balance join: what an account's money is at any time, and whether it covered each payout. Knows nothing of Kafka. */
@NullMarked
package io.quittance.topology.balances;

import org.jspecify.annotations.NullMarked;
