package io.quittance.topology.decisions;

import io.quittance.events.ConflictKind;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that a report raised, before it is put into the words of its topic. Amounts in fen.
 *
 * @param otherId id of the record that it contradicts
 * @param reportMinor the amount of the report that raised it
 * @param otherMinor the amount that it was held against
 */
public record Clash(
        ConflictKind kind,
        @Nullable String otherId,
        @Nullable Long reportMinor,
        @Nullable Long otherMinor,
        String detail) {}
