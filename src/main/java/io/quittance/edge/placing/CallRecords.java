package io.quittance.edge.placing;

import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Request;
import io.quittance.events.AnswerStatus;
import io.quittance.events.Attempt;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gateways.MessageType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/** The records of one attempt: the placing itself, and what became of its call. */
final class CallRecords {
    private final ReceivedLog log;
    private final Request request;
    private final PlacementRequest placement;
    private final String attempt;
    private final String hash;
    private final Instant leaseUntil;

    CallRecords(ReceivedLog log, Request request, PlacementRequest placement, String attempt) {
        this.log = log;
        this.request = request;
        this.placement = placement;
        this.attempt = attempt;
        this.hash =
                RequestHash.of(placement.account()).ofRequest(placement.kind(), placement.said(), placement.isPage());
        this.leaseUntil = Instant.ofEpochMilli(request.receivedAt()).plus(PlacingLimits.LEASE);
    }

    /** Until when this attempt may begin to call. */
    Instant leaseUntil() {
        return leaseUntil;
    }

    /** The attempt to place, its fields masked. */
    Received placing() {
        return log.begin(Source.PLACING, placement.kind(), request)
                .setOrder(placement.order())
                .setAttempt(attempt(AttemptAnswer.NONE, placement.maskedFields()))
                .build();
    }

    /** The gateway's answer, account numbers and names masked. */
    Received answered(Answered answer, long now) {
        MessageType type = switch (placement.kind()) {
            case PAYOUT -> MessageType.PAYOUT_RESPONSE;
            case PAYMENT, BALANCE, UNSPECIFIED -> MessageType.PAYMENT_RESPONSE;
        };
        return end(AttemptAnswer.ANSWERED, now)
                .setMessage(type.wireName())
                .setBody(ByteBuffer.wrap(AnswerMasking.of(answer.body(), placement.rules(), type, placement.secrets())))
                .setContentType(answer.contentType())
                .setTransport(answer.transport())
                .setHeaders(AnswerStatus.headers(answer.status()))
                .build();
    }

    /** There was no answer; {@code why} is for people. */
    Received unanswered(String why, long now) {
        return end(AttemptAnswer.UNANSWERED, now)
                .setHeaders(Map.of("unanswered", Masking.text(why, placement.secrets())))
                .build();
    }

    /** There was no call, so that the next attempt may win; {@code why} is for people. */
    Received notCalled(String why, long now) {
        return end(AttemptAnswer.NOT_CALLED, now)
                .setHeaders(Map.of("not-called", Masking.text(why, placement.secrets())))
                .build();
    }

    private Received.Builder end(AttemptAnswer answer, long now) {
        return log.begin(Source.PLACE_ANSWER, placement.kind(), request)
                .setId(log.newId(now))
                .setReceivedAt(Instant.ofEpochMilli(now))
                .setPeer(null)
                .setOrder(placement.order())
                .setAttempt(attempt(answer, Map.of()));
    }

    private Attempt attempt(AttemptAnswer answer, Map<String, String> fields) {
        return new Attempt(attempt, hash, placement.amountMinor(), leaseUntil, answer, fields);
    }
}
