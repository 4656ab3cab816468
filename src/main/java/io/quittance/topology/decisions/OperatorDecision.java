package io.quittance.topology.decisions;

import org.jspecify.annotations.Nullable;

/**
 * What an operator decided of a held order.
 *
 * @param amountMinor the amount to settle at, in fen; a release needs it
 * @param reason why, in the operator's words
 * @param lastSeen the last evidence that the operator had seen; a decision on older evidence has no effect
 */
public record OperatorDecision(
        String id, long receivedAt, Action action, @Nullable Long amountMinor, String reason, String lastSeen)
        implements Evidence {

    /** A release settles, a refusal ends. */
    public enum Action {
        RELEASE,
        REFUSE
    }
}
