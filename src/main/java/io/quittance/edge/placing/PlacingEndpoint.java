package io.quittance.edge.placing;

import io.quittance.config.Account;
import io.quittance.edge.Endpoint;
import io.quittance.edge.Problem;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.json.UnreadableJson;
import io.quittance.edge.placing.Attempts.Waiting;
import io.quittance.events.EventKind;
import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import io.quittance.events.PlacingAnswer;
import io.quittance.events.Received;
import java.time.Duration;
import java.util.Map;

/**
 * {@code POST /v1/accounts/{account}/orders} and {@code /payouts}: places at the gateway, at most once per order id whatever crashes and
 * however many edges there are (DESIGN section 6). The topology decides whose attempt may call; only that one does, once.
 */
final class PlacingEndpoint implements Endpoint {
    private static final int RETRY_SECONDS = 1;

    private final EventKind kind;
    private final Placing placing;

    PlacingEndpoint(EventKind kind, Placing placing) {
        this.kind = kind;
        this.placing = placing;
    }

    @Override
    public void handle(Request request, Responder responder) throws InterruptedException {
        responder.respond(answer(request));
    }

    private Response answer(Request request) throws InterruptedException {
        long startedAt = System.nanoTime();
        Account account = placing.account(request);
        String missing = placing.missing(account);
        if (missing != null) {
            return Problem.of(503, "Not set up", "placing needs " + missing + " in the settings")
                    .toResponse();
        }
        try {
            return switch (PlacementReader.read(
                    placing.requests(), account, kind, request.body(), request.receivedAt())) {
                case PlacementReader.Faulty faulty ->
                    Problem.unprocessable(faulty.faults()).toResponse();
                case PlacementReader.Placeable placeable -> paced(request, placeable.request(), startedAt);
            };
        } catch (UnreadableJson e) {
            return e.problem().toResponse();
        }
    }

    private Response paced(Request request, PlacementRequest placement, long startedAt) throws InterruptedException {
        Duration wait = placing.pace()
                .take(placement.account().name(), placement.rules().pacing(), startedAt);
        if (!wait.isZero()) {
            long seconds = wait.plusMillis(999).toSeconds();
            return new Problem(
                            429,
                            "Too many placements",
                            "this gateway takes no more placements of this account now; try again in " + seconds + " s",
                            Map.of("Retry-After", Long.toString(seconds)))
                    .toResponse();
        }
        if (!placing.isReady()) {
            return unavailable("orders cannot be placed just now; nothing was placed");
        }
        String attempt = placing.log().newId(request.receivedAt());
        try (Waiting waiting = placing.attempts().begin(attempt)) {
            return waiting == null
                    ? unavailable("too many placings are under way; nothing was placed")
                    : attempt(new Trial(request, placement, attempt, startedAt), waiting);
        }
    }

    private Response attempt(Trial trial, Waiting waiting) throws InterruptedException {
        if (placing.log().write(trial.records.placing()) == null) {
            // It may be there all the same, and win.
            placing.insistence().writeLater(trial.notCalled("the placing may not be written"));
            return unavailable("the brokers did not take it; nothing was placed");
        }
        Placement decision = waiting.await(trial.startedAt + PlacingLimits.DECISION_TIME.toNanos());
        if (decision == null) {
            // It may win yet; this says behind it that nobody will call.
            placing.insistence().write(trial.notCalled("no decision in time"));
            return unavailable("nobody could decide in time whether to place it; nothing was placed");
        }
        return switch (decision.getDecision()) {
            case WON -> won(trial, waiting, decision);
            case SAME -> same(trial, waiting, decision);
            case TAKEN -> taken(decision);
            case ANSWERED, FREED, UNSPECIFIED ->
                throw new IllegalStateException("an attempt is first decided on, not " + decision.getDecision());
        };
    }

    private Response won(Trial trial, Waiting waiting, Placement decision) throws InterruptedException {
        if (trial.placement.isPage()) {
            return PlacingAnswers.form(trial.request, trial.placement, decision);
        }
        Caller.Called called = placing.caller().call(trial.placement, trial.records);
        placing.insistence().write(called.record());
        return switch (called) {
            case Caller.Made made -> awaitAnswer(trial, waiting, decision);
            case Caller.NotMade notMade -> unavailable("nothing was placed: " + notMade.why());
        };
    }

    private Response same(Trial trial, Waiting waiting, Placement decision) throws InterruptedException {
        if (trial.placement.isPage()) {
            return PlacingAnswers.form(trial.request, trial.placement, decision);
        }
        PlacingAnswer answered = decision.getAnswered();
        return answered == null
                ? awaitAnswer(trial, waiting, decision)
                : PlacingAnswers.answered(trial.request, trial.placement, decision, answered);
    }

    private Response awaitAnswer(Trial trial, Waiting waiting, Placement decision) throws InterruptedException {
        Placement end = waiting.await(trial.startedAt + PlacingLimits.ANSWER_TIME.toNanos());
        if (end == null) {
            return PlacingAnswers.unknown(trial.request, trial.placement, decision);
        }
        PlacingAnswer answered = end.getAnswered();
        if (end.getDecision() == PlacementDecision.FREED) {
            return unavailable("an equal placing came first and did not call; nothing was placed");
        }
        return answered == null
                ? PlacingAnswers.unknown(trial.request, trial.placement, end)
                : PlacingAnswers.answered(trial.request, trial.placement, end, answered);
    }

    private static Response taken(Placement decision) {
        return Problem.conflict(
                        decision.getWinner() == null
                                ? "this order id was reported by the gateway without having been placed here"
                                : "another placing has this order id, with other values; a new try needs a new order id")
                .toResponse();
    }

    private static Response unavailable(String detail) {
        return Problem.unavailable(detail + "; try again", RETRY_SECONDS).toResponse();
    }

    /** One attempt on its way. */
    private final class Trial {
        private final Request request;
        private final PlacementRequest placement;
        private final CallRecords records;
        private final long startedAt;

        Trial(Request request, PlacementRequest placement, String attempt, long startedAt) {
            this.request = request;
            this.placement = placement;
            this.records = new CallRecords(placing.log(), request, placement, attempt);
            this.startedAt = startedAt;
        }

        Received notCalled(String why) {
            return records.notCalled(why, System.currentTimeMillis());
        }
    }
}
