package io.quittance.topology.decisions;

/** The poller's last question got no final answer. */
public record GaveUp(String id, long receivedAt) implements Evidence {}
