package io.quittance.topology.decisions;

/**
 * An operator asks that the gateway send its callback again.
 *
 * @param possible whether the gateway has such a request
 */
public record ResendAsked(String id, long receivedAt, boolean possible) implements Evidence {}
