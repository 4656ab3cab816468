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
import io.quittance.events.EventKind;
import io.quittance.events.Received;
import io.quittance.events.Source;
import org.jspecify.annotations.Nullable;

/** What an operator says of one order: checked, kept as a record, and answered from that record's own outcome. */
abstract sealed class OperatorEndpoint implements Endpoint permits DecisionEndpoint, ResendEndpoint {
    private static final int MAX_REASON = 500;

    final EventKind kind;
    private final ReceivedLog received;
    private final OutcomeFollower outcomes;

    OperatorEndpoint(EventKind kind, ReceivedLog received, OutcomeFollower outcomes) {
        this.kind = kind;
        this.received = received;
        this.outcomes = outcomes;
    }

    @Override
    public final void handle(Request request, Responder responder) throws InterruptedException {
        responder.respond(answer(request));
    }

    private Response answer(Request request) throws InterruptedException {
        if (request.pathValue("order").length() > EdgeLimits.MAX_ORDER_LENGTH) {
            return Problem.notFound("there is no such order").toResponse();
        }
        JsonBody body;
        try {
            body = body(request.body());
        } catch (UnreadableJson e) {
            return e.problem().toResponse();
        }
        Decision decision = decision(body);
        if (decision == null) {
            return Problem.unprocessable(body.faults()).toResponse();
        }
        Received record = received.begin(Source.OPERATOR, kind, request)
                .setOrder(request.pathValue("order"))
                .setDecision(decision)
                .build();
        return keep(request, record);
    }

    private Response keep(Request request, Received record) throws InterruptedException {
        try (OutcomeFollower.Watch watch = outcomes.watch(record)) {
            if (watch == null) {
                return Problem.unavailable(notWatched(), 1).toResponse();
            }
            if (received.write(record) == null) {
                return Problem.unavailable(notWritten(), 1).toResponse();
            }
            return answer(request, watch.await());
        }
    }

    /** The operator's words. */
    JsonBody body(byte[] bytes) throws UnreadableJson {
        return JsonBody.of(bytes);
    }

    /** What they say, or null where the body has faults. */
    abstract @Nullable Decision decision(JsonBody body);

    /** Why nothing was kept, where the outcome could not be watched. */
    abstract String notWatched();

    /** Why nothing was kept, where the record could not be written. */
    abstract String notWritten();

    /** The answer to a record that is kept. */
    abstract Response answer(Request request, OutcomeFollower.Result result);

    static void checkReason(JsonBody body, @Nullable String reason) {
        if (reason != null && reason.length() > MAX_REASON) {
            body.tell("reason", "has more than " + MAX_REASON + " characters");
        }
    }

    /** The path of the order that the request is about. */
    static String orderPath(Request request) {
        String path = request.path();
        return path.substring(0, path.lastIndexOf('/'));
    }
}
