package io.quittance.edge;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
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
 * @param faults everything in the request that is wrong, each with its field; {@code errors} in the JSON, left out where there are none
 * @param headers that go with the answer, for example {@code Retry-After}
 */
public record Problem(int status, String title, String detail, List<Fault> faults, Map<String, String> headers) {
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonFactory JSON = new JsonFactory();

    /** What is wrong with one field of a request; {@code detail} says what to write and never repeats the value. */
    public record Fault(String field, String detail) {}

    /** A problem with the request as a whole. */
    public Problem(int status, String title, String detail, Map<String, String> headers) {
        this(status, title, detail, List.of(), headers);
    }

    /** A problem without headers of its own. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    /** The request cannot be understood; says what to change. */
    public static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    /** The request can be read, and these of its fields are wrong: all of them at once. */
    public static Problem unprocessable(List<Fault> faults) {
        List<String> details = new ArrayList<>();
        faults.forEach(fault -> details.add(fault.field() + " " + fault.detail()));
        return new Problem(422, "Unprocessable request", String.join("; ", details), List.copyOf(faults), Map.of());
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
            if (!faults.isEmpty()) {
                writeFaults(json);
            }
            json.writeEndObject();
        }
        return new Response(status, MEDIA_TYPE, out.toByteArray(), headers);
    }

    private void writeFaults(JsonGenerator json) {
        json.writeArrayPropertyStart("errors");
        for (Fault fault : faults) {
            json.writeStartObject();
            json.writeStringProperty("field", fault.field());
            json.writeStringProperty("detail", fault.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
