package io.quittance.gateways;

import org.jspecify.annotations.Nullable;

/**
 * A message as it arrived: its exact bytes and what the transport said of them.
 *
 * @param body never copied and never changed; of a GET, the raw query string
 * @param contentType the header's value, or null where there was none
 * @param queried of an answer, the order that was asked for; null for anything that is not an answer
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawMessage(
        MessageType type,
        byte[] body,
        @Nullable String contentType,
        @Nullable String queried) {}
