package io.quittance.topology.decisions;

import io.quittance.events.PlacingAnswer;

/**
 * What became of a winner's call: a report like any other, and the answer for everybody who asked for the same placing.
 *
 * @param report what the gateway said of the order; {@code UNKNOWN} where it did not answer
 * @param answer the same for clients
 */
public record PlaceAnswer(GatewayReport report, String attempt, PlacingAnswer answer) implements Evidence {
    @Override
    public String id() {
        return report.id();
    }

    @Override
    public long receivedAt() {
        return report.receivedAt();
    }
}
