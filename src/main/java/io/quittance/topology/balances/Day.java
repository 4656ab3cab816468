package io.quittance.topology.balances;

import io.quittance.events.Break;
import io.quittance.events.Reconciliation;
import java.util.List;

/**
 * The books of one account and day in Beijing.
 *
 * @param lines by kind and channel
 * @param breaks at most as many as were asked for
 * @param breakCount how many there are
 */
public record Day(List<Reconciliation> lines, List<Break> breaks, long breakCount) {}
