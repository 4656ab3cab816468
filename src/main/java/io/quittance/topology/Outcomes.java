package io.quittance.topology;

import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Quarantined;
import io.quittance.events.Received;
import io.quittance.events.RejectionReason;
import io.quittance.events.Source;
import io.quittance.topology.decisions.OrderDecision;
import org.jspecify.annotations.Nullable;

/** Writes down what became of received records: rows of {@code outcomes} and {@code quarantine}. */
final class Outcomes {
    private Outcomes() {}

    static Outcome believed(Judged.Believed believed, OrderDecision decision, Place place) {
        Received received = believed.received();
        return new Outcome(
                received.getId(),
                place.partition(),
                place.offset(),
                received.getSource(),
                OrderRows.kind(believed.kind()),
                received.getMessage(),
                received.getReceivedAt(),
                OutcomeVerdict.VERIFIED,
                null,
                believed.keyId(),
                decision.effect(),
                decision.from(),
                decision.to(),
                decision.settled(),
                received.getReplayOf());
    }

    static Outcome noted(Judged.Noted noted, Place place) {
        return untouched(noted.received(), noted.verdict(), null, noted.keyId(), place);
    }

    static Outcome reported(Judged.Reported reported, Place place) {
        return untouched(reported.received(), reported.verdict(), null, reported.keyId(), place);
    }

    static Outcome ended(Judged.Ended ended, Place place) {
        return untouched(ended.received(), OutcomeVerdict.NOTED, null, null, place);
    }

    static Outcome disbelieved(Judged.Disbelieved disbelieved, Place place) {
        return untouched(disbelieved.received(), disbelieved.verdict(), disbelieved.reason(), null, place);
    }

    static Outcome unreadable(Place place) {
        return new Outcome(
                null,
                place.partition(),
                place.offset(),
                Source.UNSPECIFIED,
                EventKind.UNSPECIFIED,
                null,
                null,
                OutcomeVerdict.UNREADABLE,
                RejectionReason.UNREADABLE_RECORD,
                null,
                Effect.NONE,
                null,
                null,
                false,
                null);
    }

    /** A replay that is not believed either is in quarantine already, as its original; else every replay would double it. */
    static @Nullable Quarantined quarantined(Judged.Disbelieved disbelieved, Place place) {
        Received received = disbelieved.received();
        if (received.getReplayOf() != null) {
            return null;
        }
        return new Quarantined(
                disbelieved.reason(),
                disbelieved.detail(),
                received.getId(),
                received.getSource(),
                received.getKind(),
                received.getAccount(),
                received.getOrder(),
                received.getMessage(),
                received.getBody(),
                received.getContentType(),
                received.getPeer(),
                received.getReceivedAt(),
                place.partition(),
                place.offset());
    }

    static Quarantined quarantined(Judged.Unreadable unreadable, Place place) {
        return new Quarantined(
                RejectionReason.UNREADABLE_RECORD,
                unreadable.detail(),
                null,
                null,
                null,
                null,
                null,
                null,
                unreadable.bytes(),
                null,
                null,
                null,
                place.partition(),
                place.offset());
    }

    private static Outcome untouched(
            Received received,
            OutcomeVerdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String keyId,
            Place place) {
        return new Outcome(
                received.getId(),
                place.partition(),
                place.offset(),
                received.getSource(),
                received.getKind(),
                received.getMessage(),
                received.getReceivedAt(),
                verdict,
                reason,
                keyId,
                Effect.NONE,
                null,
                null,
                false,
                received.getReplayOf());
    }
}
