package io.quittance.edge;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer in plain types.
 *
 * @param status of HTTP
 * @param contentType with its charset
 * @param body sent as it is and never changed; the length header comes from it
 * @param headers further ones by name
 */
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** A JSON answer, UTF-8. */
    public static Response json(int status, byte[] body) {
        return new Response(status, JSON, body, Map.of());
    }

    /** A plain text answer. */
    public static Response text(int status, String body) {
        return new Response(status, TEXT, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same answer with these further headers in place of its own. */
    public Response withHeaders(Map<String, String> further) {
        return new Response(status, contentType, body, Map.copyOf(further));
    }
}
