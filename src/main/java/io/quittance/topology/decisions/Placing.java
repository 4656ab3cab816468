package io.quittance.topology.decisions;

import org.jspecify.annotations.Nullable;

/**
 * A try to place an order at the gateway; a report of it only when the attempt wins (DESIGN section 6).
 *
 * @param leaseUntil until when the attempt may call if it wins, epoch milliseconds
 */
public record Placing(
        String id,
        long receivedAt,
        String attempt,
        String requestHash,
        @Nullable Long orderedMinor,
        @Nullable Long leaseUntil)
        implements Evidence {}
