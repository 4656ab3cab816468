package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.Received;
import io.quittance.events.StatementEnd;
import io.quittance.events.StatementHeaders;
import io.quittance.events.StatementTold;
import io.quittance.gateways.Kind;
import io.quittance.gateways.Report;
import io.quittance.gateways.ReportStatus;
import io.quittance.topology.decisions.Evidence;
import io.quittance.topology.decisions.Listed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that a gateway's statement became when somebody handed it in: one per line, and one for its end (docs/reconciliation.md). */
final class StatementRecords {
    private StatementRecords() {}

    /** What a line says of its order, as its dialect read it; or that the record lacks what says where it belongs. */
    static Judged line(Received received, Account account, Report report) {
        Map<String, String> headers = received.getHeaders();
        String statement = headers.get(StatementHeaders.STATEMENT);
        int day = day(headers.get(StatementHeaders.DATE));
        long line = number(headers.get(StatementHeaders.LINE));
        if (statement == null || day < 0 || line <= 0 || line > Integer.MAX_VALUE) {
            return OwnRecords.unreadable(received, "its headers do not say which line of which statement it is");
        }
        Evidence evidence = new Listed(
                received.getId(),
                received.getReceivedAt().toEpochMilli(),
                statement,
                day,
                (int) line,
                told(report),
                minor(report),
                Readings.text(report.gatewayOrder()));
        return new Judged.Believed(received, report.kind(), account, evidence, null);
    }

    /** The end of a statement; or that the record lacks what says of which. */
    static Judged end(String key, Received received, Account account) {
        Map<String, String> headers = received.getHeaders();
        String statement = headers.get(StatementHeaders.STATEMENT);
        int day = day(headers.get(StatementHeaders.DATE));
        long orders = number(headers.get(StatementHeaders.ORDERS));
        Kind kind = OwnRecords.kind(received);
        if (kind == null || statement == null || day < 0 || orders < 0 || !OrderKeys.fits(key, account.name(), null)) {
            return OwnRecords.unreadable(
                    received, "its key is " + key + ", and its headers do not say which statement it ends");
        }
        return new Judged.Ended(received, kind, account, new StatementEnd(statement, day, orders));
    }

    /** What a line that says paid was paid with stands in it or nowhere. */
    private static @Nullable Long minor(Report report) {
        Long paid = report.paidMinor();
        return paid == null && report.status() != ReportStatus.PAID ? report.orderedMinor() : paid;
    }

    private static StatementTold told(Report report) {
        return switch (report.status()) {
            case PENDING -> StatementTold.PENDING;
            case PAID -> StatementTold.PAID;
            case FAILED -> StatementTold.FAILED;
            case EXPIRED -> StatementTold.EXPIRED;
            case UNKNOWN -> StatementTold.UNKNOWN;
        };
    }

    /** The day in Beijing, or less than 0 where that is none that books can be of. */
    private static int day(@Nullable String date) {
        try {
            return date == null ? -1 : Math.toIntExact(LocalDate.parse(date).toEpochDay());
        } catch (DateTimeException | ArithmeticException e) {
            return -1;
        }
    }

    private static long number(@Nullable String digits) {
        try {
            return digits == null ? -1 : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
