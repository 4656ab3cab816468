package io.quittance.topology.decisions;

/** The winner of a placing did not call the gateway, so that the next attempt may win. */
public record NotCalled(String id, long receivedAt, String attempt) implements Evidence {}
