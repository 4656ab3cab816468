package io.quittance.poller;

import io.quittance.events.AnswerStatus;
import io.quittance.events.Ids;
import io.quittance.events.Question;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import io.quittance.gatewayclient.Answer.Answered;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the records of {@code received} that a question leaves. Times are epoch milliseconds. */
final class PollRecords {
    private static final ByteBuffer NOTHING = ByteBuffer.wrap(new byte[0]);

    private final Ids ids;

    PollRecords(Ids ids) {
        this.ids = ids;
    }

    /** The question is about to go out; {@code asked} is what its answer must be about. */
    Received asked(Inquiry question, @Nullable String asked, long now) {
        return record(Source.ASKED, question, asked, now)
                .setMessage("")
                .setBody(NOTHING.duplicate())
                .setTransport(Transport.UNSPECIFIED)
                .build();
    }

    /** The gateway's answer, its exact bytes. */
    Received polled(Inquiry question, @Nullable String asked, Answered answer, long now) {
        return record(Source.POLLED, question, asked, now)
                .setMessage(question.response().wireName())
                .setBody(ByteBuffer.wrap(answer.body()))
                .setContentType(answer.contentType())
                .setHeaders(AnswerStatus.headers(answer.status()))
                .setTransport(answer.transport())
                .build();
    }

    /** The last question got no final answer. */
    Received gaveUp(Inquiry question, long now) {
        return record(Source.GAVE_UP, question, question.order(), now)
                .setMessage("")
                .setBody(NOTHING.duplicate())
                .setTransport(Transport.UNSPECIFIED)
                .build();
    }

    private Received.Builder record(Source source, Inquiry question, @Nullable String asked, long now) {
        return Received.newBuilder()
                .setId(ids.next(now))
                .setSource(source)
                .setKind(question.kind())
                .setAccount(question.account())
                .setOrder(question.order())
                .setReceivedAt(Instant.ofEpochMilli(now))
                .setQuestion(new Question(question.id(), asked));
    }
}
