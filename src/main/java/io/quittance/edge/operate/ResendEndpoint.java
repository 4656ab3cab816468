package io.quittance.edge.operate;

import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Endpoint;
import io.quittance.edge.Problem;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.json.JsonBody;
import io.quittance.edge.json.UnreadableJson;
import io.quittance.events.Decision;
import io.quittance.events.DecisionAction;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Received;
import io.quittance.events.Source;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code POST …/{order}/resend}, {@code {reason}} or nothing: asks the gateway to send its callback again, where it can be asked that. The
 * question goes out in its turn, within the gateway's limits; 409 where there is nothing to ask.
 */
final class ResendEndpoint implements Endpoint {
    private static final byte[] ASKED = "{\"asked\":true}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_WORDS = {'{', '}'};

    private final EventKind kind;
    private final ReceivedLog received;
    private final OutcomeFollower outcomes;

    ResendEndpoint(EventKind kind, ReceivedLog received, OutcomeFollower outcomes) {
        this.kind = kind;
        this.received = received;
        this.outcomes = outcomes;
    }

    @Override
    public void handle(Request request, Responder responder) throws InterruptedException {
        responder.respond(answer(request));
    }

    private Response answer(Request request) throws InterruptedException {
        if (request.pathValue("order").length() > EdgeLimits.MAX_ORDER_LENGTH) {
            return Problem.notFound("there is no such order").toResponse();
        }
        String reason;
        try {
            JsonBody body = JsonBody.of(request.body().length == 0 ? NO_WORDS : request.body());
            reason = reason(body);
            if (!body.faults().isEmpty()) {
                return Problem.unprocessable(body.faults()).toResponse();
            }
        } catch (UnreadableJson e) {
            return e.problem().toResponse();
        }
        Received record = received.begin(Source.OPERATOR, kind, request)
                .setOrder(request.pathValue("order"))
                .setDecision(new Decision(DecisionAction.RESEND, null, reason, ""))
                .build();
        return decide(request, record);
    }

    private static String reason(JsonBody body) {
        String reason = body.text("reason");
        if (reason != null && reason.length() > DecisionEndpoint.MAX_REASON) {
            body.tell("reason", "has more than " + DecisionEndpoint.MAX_REASON + " characters");
        }
        return reason == null ? "" : reason;
    }

    private Response decide(Request request, Received record) throws InterruptedException {
        try (OutcomeFollower.Watch watch = outcomes.watch(record)) {
            if (watch == null || received.write(record) == null) {
                return Problem.unavailable("the wish could not be kept; try again", 1)
                        .toResponse();
            }
            return switch (watch.await()) {
                case OutcomeFollower.Undecided undecided -> asked(request);
                case OutcomeFollower.Decided decided -> decided.effect() == Effect.REFUSED ? refused() : asked(request);
            };
        }
    }

    private static Response refused() {
        return Problem.conflict(
                        "there is nothing to ask: the order is unknown or final, or this gateway sends nothing again")
                .toResponse();
    }

    private static Response asked(Request request) {
        String path = request.path();
        return Response.json(202, ASKED).withHeaders(Map.of("Location", path.substring(0, path.lastIndexOf('/'))));
    }
}
