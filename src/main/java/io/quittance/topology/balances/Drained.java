package io.quittance.topology.balances;

import io.quittance.events.Balance;
import java.util.List;

/**
 * The rows of an account that has moved.
 *
 * @param balance after everything
 * @param lines of its books that have changed, in the order of their keys
 * @param breaks rows of the table of breaks that have changed, each as it is now
 */
public record Drained(Balance balance, List<DayRow> lines, List<BookNews> breaks) {}
