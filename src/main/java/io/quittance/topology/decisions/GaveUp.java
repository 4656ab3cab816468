package io.quittance.topology.decisions;

import org.jspecify.annotations.Nullable;

/**
 * The poller's last question got no final answer.
 *
 * @param question id of that question
 */
public record GaveUp(String id, long receivedAt, @Nullable String question) implements Evidence {}
