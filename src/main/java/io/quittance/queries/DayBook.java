package io.quittance.queries;

import io.quittance.events.Break;
import io.quittance.events.Reconciliation;
import java.util.List;

/**
 * The books of one account and day in Beijing.
 *
 * @param lines by kind and channel, and one of kind {@code BALANCE} where a balance was reported or a statement handed in
 * @param breaks those that are open, at most as many as were asked for
 * @param breakCount how many are open altogether
 */
public record DayBook(List<Reconciliation> lines, List<Break> breaks, long breakCount) {}
