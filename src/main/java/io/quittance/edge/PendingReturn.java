package io.quittance.edge;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/** One browser return between its {@code send} and the payer's way on. */
final class PendingReturn extends PendingAnswer {
    private final ReturnPoint point;

    PendingReturn(
            HttpServerExchange exchange,
            ReturnPoint point,
            @Nullable Refusal refusal,
            boolean verified,
            long deadline,
            AnswerDesk desk) {
        super(exchange, point.tally(), refusal, verified, deadline, desk);
        this.point = point;
    }

    @Override
    void acknowledge(HttpServerExchange answering) {
        Answers.respond(answering, point.sendOn());
    }
}
