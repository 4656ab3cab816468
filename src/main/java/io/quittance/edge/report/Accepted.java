package io.quittance.edge.report;

import io.quittance.edge.Response;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The answer to a report that is kept: under which id, and when it was received. */
final class Accepted {
    private static final JsonFactory JSON = new JsonFactory();

    private Accepted() {}

    static Response response(String id, Instant receivedAt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("id", id);
            json.writeStringProperty("receivedAt", receivedAt.toString());
            json.writeEndObject();
        }
        return Response.json(202, out.toByteArray());
    }
}
