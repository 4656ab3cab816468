package io.quittance.edge;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An error on {@code /v1} as RFC 9457 has it.
 *
 * @param status of HTTP
 * @param title the same words for the same kind of problem
 * @param detail what was wrong here and what to do about it
 * @param headers that go with the answer, for example {@code Retry-After}
 */
public record Problem(int status, String title, String detail, Map<String, String> headers) {
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonFactory JSON = new JsonFactory();

    /** A problem without headers of its own. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    /** The request cannot be understood; says what to change. */
    public static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    /** There is no such thing, or not for this asker. */
    public static Problem notFound(String detail) {
        return of(404, "Not found", detail);
    }

    /** What was asked for does not fit the state that was found. */
    public static Problem conflict(String detail) {
        return of(409, "Conflict", detail);
    }

    /** It cannot be answered now; the client is told when to try again. */
    public static Problem unavailable(String detail, int retryAfterSeconds) {
        return new Problem(503, "Unavailable", detail, Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** The answer that carries it. */
    public Response toResponse() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "about:blank");
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status);
            json.writeStringProperty("detail", detail);
            json.writeEndObject();
        }
        return new Response(status, MEDIA_TYPE, out.toByteArray(), headers);
    }
}
