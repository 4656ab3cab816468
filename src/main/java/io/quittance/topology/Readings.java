package io.quittance.topology;

import io.quittance.events.AnswerGiven;
import io.quittance.events.Attempt;
import io.quittance.events.PlacingAnswer;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.gateways.Acceptance;
import io.quittance.gateways.Report;
import io.quittance.topology.decisions.Evidence;
import io.quittance.topology.decisions.GatewayReport;
import io.quittance.topology.decisions.PlaceAnswer;
import io.quittance.topology.decisions.Told;
import org.jspecify.annotations.Nullable;

/** Turns what a dialect read into what is decided on. */
final class Readings {
    private Readings() {}

    /** What is decided on; the answer to a placing says so, and is an answer for its clients too. */
    static Evidence evidence(Received received, long receivedAt, Report report) {
        GatewayReport told = report(received.getId(), receivedAt, report);
        Attempt attempt = received.getSource() == Source.PLACE_ANSWER ? received.getAttempt() : null;
        return attempt == null ? told : new PlaceAnswer(told, attempt.getId(), AnswerTexts.of(told.id(), report));
    }

    /** Nobody answered that attempt's call. */
    static PlaceAnswer unanswered(String id, long receivedAt, String attempt) {
        return new PlaceAnswer(
                new GatewayReport(id, receivedAt, Told.UNKNOWN, null, null, null, null, null, null),
                attempt,
                new PlacingAnswer(id, AnswerGiven.UNANSWERED, null, null, null, null));
    }

    private static GatewayReport report(String id, long receivedAt, Report report) {
        return new GatewayReport(
                id,
                receivedAt,
                told(report),
                report.paidMinor(),
                report.orderedMinor(),
                text(report.gatewayOrder()),
                text(report.channel()),
                report.paidAt(),
                text(report.code()));
    }

    /** An error answer says that the question failed, and nothing of the order (gateways/README.md, rule 12). */
    private static Told told(Report report) {
        if (report.errorAnswer()) {
            return Told.UNKNOWN;
        }
        Acceptance acceptance = report.acceptance();
        if (acceptance == null) {
            return status(report);
        }
        return switch (acceptance) {
            case ACCEPTED -> Told.ACCEPTED;
            case REFUSED -> Told.REJECTED;
            case UNDECIDED -> Told.UNKNOWN;
        };
    }

    private static Told status(Report report) {
        return switch (report.status()) {
            case PENDING -> Told.PENDING;
            case PAID -> Told.PAID;
            case FAILED -> Told.FAILED;
            case EXPIRED -> Told.EXPIRED;
            case UNKNOWN -> Told.UNKNOWN;
        };
    }

    /** A blank field says nothing. */
    static @Nullable String text(@Nullable String field) {
        return field == null || field.isBlank() ? null : field;
    }
}
