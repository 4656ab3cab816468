package io.quittance.edge;

import java.util.List;

/** Every limit of the HTTP side, in one place; none is a library's default (reliability.md, rule 10). Each has a test. */
public final class EdgeLimits {
    private EdgeLimits() {}

    /** Request headers that an {@link Endpoint} gets to see, in lower case. */
    public static final List<String> ENDPOINT_HEADERS = List.of(
            "accept", "content-type", "if-none-match", "last-event-id", "origin", "sec-fetch-site", "x-quittance-hop");
}
