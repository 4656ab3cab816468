package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.Attempt;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.Decision;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Question;
import io.quittance.events.Received;
import io.quittance.events.RejectionReason;
import io.quittance.events.ReportedBalance;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.Evidence;
import io.quittance.topology.decisions.GaveUp;
import io.quittance.topology.decisions.NotCalled;
import io.quittance.topology.decisions.OperatorDecision;
import io.quittance.topology.decisions.Placing;
import io.quittance.topology.decisions.ResendAsked;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records that our own edges and pollers write about an order: believed as they are, as far as they are whole. */
final class OwnRecords {
    private OwnRecords() {}

    /** Whether an answer to a placing carries what the gateway said, which is to be verified like any message. */
    static boolean carriesAnswer(Received received) {
        Attempt attempt = received.getAttempt();
        return attempt != null && attempt.getAnswer() == AttemptAnswer.ANSWERED;
    }

    /** The evidence that a record of our own is. */
    static Judged judge(String key, Received received, Account account) {
        Kind kind = kind(received);
        if (kind == null) {
            return unreadable(received, "its kind is " + received.getKind() + "; an order is a PAYMENT or a PAYOUT");
        }
        String order = received.getOrder();
        if (order == null || !OrderKeys.fits(key, account.name(), order)) {
            return unreadable(received, "its key is " + key + ", its order is " + order);
        }
        long at = received.getReceivedAt().toEpochMilli();
        Evidence evidence = switch (received.getSource()) {
            case PLACING -> placing(received, at);
            case PLACE_ANSWER -> placeAnswer(received, at);
            case OPERATOR -> operator(received, kind, account, at);
            case GAVE_UP -> new GaveUp(received.getId(), at, question(received));
            case CALLBACK, POLLED, RELAYED, RETURN, REPORTED, ASKED, STATEMENT, UNSPECIFIED -> null;
        };
        if (evidence == null) {
            return unreadable(received, "a record of source " + received.getSource() + " lacks what it is about");
        }
        return new Judged.Believed(received, kind, account, evidence, null);
    }

    /** A balance that somebody reported by hand; it is never of a later time than its record. */
    static Judged balance(String key, Received received, Account account) {
        ReportedBalance reported = received.getReportedBalance();
        if (reported == null
                || reported.getAsOf().isBefore(Instant.EPOCH)
                || !OrderKeys.fits(key, account.name(), null)) {
            return unreadable(received, "its key is " + key + ", its balance is " + reported);
        }
        long asOf = Math.min(
                reported.getAsOf().toEpochMilli(), received.getReceivedAt().toEpochMilli());
        return new Judged.Reported(received, OutcomeVerdict.NOTED, account, null, reported.getAmountMinor(), asOf);
    }

    /** A record that is ours by its bytes and makes no sense. */
    static Judged unreadable(Received received, String detail) {
        return new Judged.Disbelieved(received, OutcomeVerdict.UNREADABLE, RejectionReason.UNREADABLE_RECORD, detail);
    }

    /** Whether it is about an order, and of which kind; null where it is about neither. */
    static @Nullable Kind kind(Received received) {
        return switch (received.getKind()) {
            case PAYMENT -> Kind.PAYMENT;
            case PAYOUT -> Kind.PAYOUT;
            case BALANCE, UNSPECIFIED -> null;
        };
    }

    private static @Nullable Evidence placing(Received received, long at) {
        Attempt attempt = received.getAttempt();
        return attempt == null
                ? null
                : new Placing(
                        received.getId(),
                        at,
                        attempt.getId(),
                        attempt.getRequestHash(),
                        attempt.getOrderedMinor(),
                        leaseUntil(attempt));
    }

    private static @Nullable Long leaseUntil(Attempt attempt) {
        Instant until = attempt.getLeaseUntil();
        return until == null ? null : until.toEpochMilli();
    }

    private static @Nullable Evidence placeAnswer(Received received, long at) {
        Attempt attempt = received.getAttempt();
        if (attempt == null) {
            return null;
        }
        return switch (attempt.getAnswer()) {
            case NOT_CALLED -> new NotCalled(received.getId(), at, attempt.getId());
            case UNANSWERED -> Readings.unanswered(received.getId(), at, attempt.getId());
            case ANSWERED, NONE -> null;
        };
    }

    /** Id of the question that a record is about. */
    static @Nullable String question(Received received) {
        Question question = received.getQuestion();
        return question == null ? null : question.getId();
    }

    private static @Nullable Evidence operator(Received received, Kind kind, Account account, long at) {
        Decision decision = received.getDecision();
        if (decision == null) {
            return null;
        }
        return switch (decision.getAction()) {
            case RELEASE -> operator(received, at, OperatorDecision.Action.RELEASE, decision);
            case REFUSE -> operator(received, at, OperatorDecision.Action.REFUSE, decision);
            case RESEND -> new ResendAsked(received.getId(), at, AskingPlans.canResend(account, kind, at));
            case UNSPECIFIED -> null;
        };
    }

    private static OperatorDecision operator(
            Received received, long at, OperatorDecision.Action action, Decision decision) {
        return new OperatorDecision(
                received.getId(), at, action, decision.getAmountMinor(), decision.getReason(), decision.getEvidence());
    }
}
