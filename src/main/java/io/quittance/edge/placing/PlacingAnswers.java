package io.quittance.edge.placing;

import io.quittance.edge.Request;
import io.quittance.edge.Response;
import io.quittance.edge.json.OrderFields;
import io.quittance.events.Order;
import io.quittance.events.Placement;
import io.quittance.events.PlacingAnswer;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a client is answered: the order as it was decided, and {@code placing} with what it can do now (DESIGN section 3). */
final class PlacingAnswers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int KNOWN = 200;
    private static final int UNKNOWN = 202;

    private PlacingAnswers() {}

    /** What clients may do next. */
    private enum State {
        ACCEPTED,
        REFUSED,
        UNKNOWN,
        FORM
    }

    /** The gateway's answer, or that it gave none to go by: then 202, and the order will tell. */
    static Response answered(Request request, PlacementRequest placement, Placement decision, PlacingAnswer answered) {
        State state = switch (answered.getGiven()) {
            case ACCEPTED -> State.ACCEPTED;
            case REFUSED -> State.REFUSED;
            case UNDECIDED, UNANSWERED, UNSPECIFIED -> State.UNKNOWN;
        };
        byte[] json = json(placement, decision, state, answered);
        return state == State.UNKNOWN ? later(request, placement, json) : Response.json(KNOWN, json);
    }

    /** Nobody knows yet: the time is over. */
    static Response unknown(Request request, PlacementRequest placement, Placement decision) {
        return later(request, placement, json(placement, decision, State.UNKNOWN, null));
    }

    /** The signed form that the payer's browser posts: as JSON, or as a page that does it by itself. */
    static Response form(Request request, PlacementRequest placement, Placement decision) {
        return prefersHtml(request.headers().getOrDefault("accept", ""))
                ? FormPage.of(placement)
                : Response.json(KNOWN, json(placement, decision, State.FORM, null));
    }

    private static boolean prefersHtml(String accept) {
        int html = accept.indexOf("text/html");
        int json = accept.indexOf("application/json");
        return html >= 0 && (json < 0 || html < json);
    }

    private static Response later(Request request, PlacementRequest placement, byte[] json) {
        String order =
                URLEncoder.encode(placement.order(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.json(UNKNOWN, json).withHeaders(Map.of("Location", request.path() + "/" + order));
    }

    private static byte[] json(
            PlacementRequest placement, Placement decision, State state, @Nullable PlacingAnswer answered) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            Order row = decision.getRow();
            if (row == null) {
                json.writeStringProperty("account", placement.account().name());
                json.writeStringProperty("kind", placement.kind().name());
                json.writeStringProperty("order", placement.order());
            } else {
                OrderFields.write(json, row, placement.kind());
            }
            json.writeObjectPropertyStart("placing");
            json.writeStringProperty("state", state.name());
            OrderFields.text(json, "payUrl", answered == null ? null : answered.getPayUrl());
            OrderFields.text(json, "payPage", answered == null ? null : answered.getPayPage());
            form(json, state == State.FORM ? placement : null);
            OrderFields.text(json, "code", answered == null ? null : answered.getCode());
            OrderFields.text(json, "message", answered == null ? null : answered.getMessage());
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void form(JsonGenerator json, @Nullable PlacementRequest page) {
        if (page == null) {
            json.writeNullProperty("form");
            return;
        }
        json.writeObjectPropertyStart("form");
        json.writeStringProperty("action", FormPage.action(page));
        json.writeStringProperty("method", page.signed().method());
        json.writeObjectPropertyStart("fields");
        page.signed().fields().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }
}
