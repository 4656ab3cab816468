package io.quittance.topology.balances;

import io.quittance.events.Break;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of breaks that has changed.
 *
 * @param row null where there is no such break any more
 */
public record BookNews(String key, @Nullable Break row) {}
