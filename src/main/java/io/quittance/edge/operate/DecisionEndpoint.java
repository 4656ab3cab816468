package io.quittance.edge.operate;

import io.quittance.edge.Problem;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Response;
import io.quittance.edge.json.JsonBody;
import io.quittance.edge.json.OrderFields;
import io.quittance.events.Decision;
import io.quittance.events.DecisionAction;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.gateways.Yuan;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code POST …/{order}/release} and {@code /refuse}: an operator's word on a held order, {@code {amount, reason, evidence}}. The
 * topology decides on the state that it finds, and the answer comes from that record's own outcome: the order, or 409.
 */
final class DecisionEndpoint extends OperatorEndpoint {
    private static final JsonFactory JSON = new JsonFactory();

    private final DecisionAction action;

    DecisionEndpoint(EventKind kind, DecisionAction action, ReceivedLog received, OutcomeFollower outcomes) {
        super(kind, received, outcomes);
        this.action = action;
    }

    @Override
    @Nullable Decision decision(JsonBody body) {
        String said = action == DecisionAction.RELEASE ? body.required("amount") : body.text("amount");
        Long amountMinor = body.read("amount", said, Yuan::minor, "must be an amount in yuan, such as \"100.00\"");
        if (amountMinor != null && amountMinor == 0) {
            body.tell("amount", "must be more than nothing");
        }
        String reason = body.required("reason");
        checkReason(body, reason);
        String evidence = body.required("evidence");
        return reason == null || evidence == null || !body.faults().isEmpty()
                ? null
                : new Decision(action, amountMinor, reason, evidence);
    }

    @Override
    String notWatched() {
        return "too many decisions are under way, or the broker is away; try again";
    }

    @Override
    String notWritten() {
        return "the decision could not be kept; look at the order, then try again";
    }

    @Override
    Response answer(Request request, OutcomeFollower.Result result) {
        return switch (result) {
            case OutcomeFollower.Undecided undecided -> undecided(request);
            case OutcomeFollower.Decided decided -> decided(request, decided.effect(), decided.row());
        };
    }

    private Response decided(Request request, Effect effect, @Nullable Order row) {
        if (effect != Effect.MOVED) {
            return Problem.conflict("the decision has no effect: the order is not "
                            + (action == DecisionAction.RELEASE ? "held or refused" : "held")
                            + ", or there is evidence that it does not name; look at the order again")
                    .toResponse();
        }
        return row == null ? undecided(request) : Response.json(200, json(row));
    }

    /** It is kept and will be decided; how, the order tells. */
    private static Response undecided(Request request) {
        String order = orderPath(request);
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeBooleanProperty("decided", false);
            json.writeStringProperty("url", order);
            json.writeEndObject();
        }
        return Response.json(202, out.toByteArray()).withHeaders(Map.of("Location", order));
    }

    private byte[] json(Order row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            OrderFields.write(json, row, kind);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
