package io.quittance.topology.decisions;

import org.jspecify.annotations.Nullable;

/**
 * A believed report of the gateway. Amounts are in fen, times in epoch milliseconds; null where the report does not say.
 *
 * @param paidMinor only of a paid report; null in one that states no amount (lianhe's queries)
 * @param orderedMinor the ordered amount that the report itself states
 * @param code the gateway's code of a refusal or failure
 */
public record GatewayReport(
        String id,
        long receivedAt,
        Told told,
        @Nullable Long paidMinor,
        @Nullable Long orderedMinor,
        @Nullable String gatewayOrder,
        @Nullable String channel,
        @Nullable Long paidAt,
        @Nullable String code)
        implements Evidence {}
