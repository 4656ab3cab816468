package io.quittance.topology;

import io.quittance.gateways.Acceptance;
import io.quittance.gateways.Report;
import io.quittance.topology.decisions.GatewayReport;
import io.quittance.topology.decisions.Told;
import org.jspecify.annotations.Nullable;

/** Turns what a dialect read into what is decided on. */
final class Readings {
    private Readings() {}

    static GatewayReport evidence(String id, long receivedAt, Report report) {
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
    private static @Nullable String text(@Nullable String field) {
        return field == null || field.isBlank() ? null : field;
    }
}
