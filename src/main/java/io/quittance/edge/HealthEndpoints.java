package io.quittance.edge;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code /healthz}: the process serves; {@code /readyz}: everything that it needs is there, or what is not. */
public final class HealthEndpoints {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] ALIVE = {'{', '"', 'a', 'l', 'i', 'v', 'e', '"', ':', 't', 'r', 'u', 'e', '}'};

    private HealthEndpoints() {}

    /** The two routes, open to anybody. */
    public static List<Route> routes(List<Readiness> needed) {
        List<Readiness> checks = List.copyOf(needed);
        return List.of(
                Route.open("/healthz", (request, responder) -> responder.respond(Response.json(200, ALIVE))),
                Route.open("/readyz", (request, responder) -> responder.respond(readiness(checks))));
    }

    private static Response readiness(List<Readiness> needed) {
        List<Readiness.Check> checks = needed.stream().map(Readiness::check).toList();
        boolean ready = checks.stream().allMatch(Readiness.Check::ready);
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeBooleanProperty("ready", ready);
            json.writeArrayPropertyStart("checks");
            for (Readiness.Check check : checks) {
                json.writeStartObject();
                json.writeStringProperty("name", check.name());
                json.writeBooleanProperty("ready", check.ready());
                json.writeStringProperty("detail", check.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return Response.json(ready ? 200 : 503, out.toByteArray());
    }
}
