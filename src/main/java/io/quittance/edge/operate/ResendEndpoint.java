package io.quittance.edge.operate;

import io.quittance.edge.Problem;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.edge.Response;
import io.quittance.edge.json.JsonBody;
import io.quittance.edge.json.UnreadableJson;
import io.quittance.events.Decision;
import io.quittance.events.DecisionAction;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST …/{order}/resend}, {@code {reason}} or nothing: asks the gateway to send its callback again, where it can be asked that. The
 * question goes out in its turn, within the gateway's limits; 409 where there is nothing to ask.
 */
final class ResendEndpoint extends OperatorEndpoint {
    private static final byte[] ASKED = "{\"asked\":true}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_WORDS = {'{', '}'};
    private static final String NOT_KEPT = "the wish could not be kept; try again";

    ResendEndpoint(EventKind kind, ReceivedLog received, OutcomeFollower outcomes) {
        super(kind, received, outcomes);
    }

    @Override
    JsonBody body(byte[] bytes) throws UnreadableJson {
        return JsonBody.of(bytes.length == 0 ? NO_WORDS : bytes);
    }

    @Override
    @Nullable Decision decision(JsonBody body) {
        String reason = body.text("reason");
        checkReason(body, reason);
        return body.faults().isEmpty()
                ? new Decision(DecisionAction.RESEND, null, reason == null ? "" : reason, "")
                : null;
    }

    @Override
    String notWatched() {
        return NOT_KEPT;
    }

    @Override
    String notWritten() {
        return NOT_KEPT;
    }

    @Override
    Response answer(Request request, OutcomeFollower.Result result) {
        return switch (result) {
            case OutcomeFollower.Undecided undecided -> asked(request);
            case OutcomeFollower.Decided decided -> decided.effect() == Effect.REFUSED ? refused() : asked(request);
        };
    }

    private static Response refused() {
        return Problem.conflict(
                        "there is nothing to ask: the order is unknown or final, or this gateway sends nothing again")
                .toResponse();
    }

    private static Response asked(Request request) {
        return Response.json(202, ASKED).withHeaders(Map.of("Location", orderPath(request)));
    }
}
