package io.quittance.edge;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/** One callback between its {@code send} and the gateway's own word of acknowledgement. */
final class PendingCallback extends PendingAnswer {
    private final CallbackPoint point;
    private final long receivedAt;

    PendingCallback(
            HttpServerExchange exchange,
            CallbackPoint point,
            long receivedAt,
            @Nullable Refusal refusal,
            boolean verified,
            long deadline,
            AnswerDesk desk) {
        super(exchange, point.tally(), refusal, verified, deadline, desk);
        this.point = point;
        this.receivedAt = receivedAt;
    }

    @Override
    void acknowledge(HttpServerExchange answering) {
        Answers.text(answering, 200, point.ack(receivedAt));
    }
}
