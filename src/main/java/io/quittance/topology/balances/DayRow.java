package io.quittance.topology.balances;

import io.quittance.events.Reconciliation;
import org.jspecify.annotations.Nullable;

/**
 * A line of the books of a day that has changed.
 *
 * @param row null where there is nothing in it any more
 */
public record DayRow(String key, @Nullable Reconciliation row) {}
