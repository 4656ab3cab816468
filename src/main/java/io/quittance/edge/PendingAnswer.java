package io.quittance.edge;

import io.quittance.edge.EdgeCounters.Counted;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A message of outside between its {@code send} and its answer; answered once, on the I/O thread of its exchange. */
abstract class PendingAnswer implements Callback, HttpHandler {
    private final HttpServerExchange exchange;
    private final EdgeCounters.Tally tally;
    private final @Nullable Refusal refusal;
    private final boolean verified;
    private final long deadline;
    private final AnswerDesk desk;
    private volatile boolean failed;
    private boolean answered;

    /**
     * A message whose answer is decided but for its write.
     *
     * @param refusal what to say once it is written; null: what {@link #acknowledge} says
     * @param deadline of {@link System#nanoTime()}, until when its sender waits
     */
    PendingAnswer(
            HttpServerExchange exchange,
            EdgeCounters.Tally tally,
            @Nullable Refusal refusal,
            boolean verified,
            long deadline,
            AnswerDesk desk) {
        this.exchange = exchange;
        this.tally = tally;
        this.refusal = refusal;
        this.verified = verified;
        this.deadline = deadline;
        this.desk = desk;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        failed = exception != null;
        desk.done(this);
    }

    /** The record is written, or given up. What was answered late already is only counted. */
    void answer() {
        if (!failed) {
            tally.add(Counted.WRITTEN);
            if (verified) {
                tally.add(Counted.VERIFIED);
            }
        }
        if (!answered) {
            answered = true;
            Connectors.executeRootHandler(this, exchange);
        }
    }

    /** Whether there is nothing to wait for at that time; one that is out of time is answered with a refusal. */
    boolean isOverBy(long now) {
        if (!answered && deadline - now <= 0) {
            answered = true;
            tally.add(Refusal.LATE);
            Connectors.executeRootHandler(late -> Answers.refuse(late, Refusal.LATE), exchange);
        }
        return answered;
    }

    @Override
    public void handleRequest(HttpServerExchange answering) {
        if (failed) {
            refuse(Refusal.UNAVAILABLE);
            return;
        }
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        tally.add(Counted.ACKNOWLEDGED);
        acknowledge(answering);
    }

    /** Says that the message is kept. */
    abstract void acknowledge(HttpServerExchange answering);

    private void refuse(Refusal with) {
        tally.add(with);
        Answers.refuse(exchange, with);
    }
}
