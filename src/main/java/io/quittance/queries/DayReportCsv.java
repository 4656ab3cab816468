package io.quittance.queries;

import io.quittance.events.Break;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import io.quittance.gateways.Yuan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books of days as one table for spreadsheets: a row for each sum by channel, each figure of the balance and each open break. */
public final class DayReportCsv {
    /** The first line. */
    public static final List<String> COLUMNS = List.of(
            "account", "date", "row", "kind", "channel", "what", "order", "report", "count", "amount", "fees", "ours",
            "theirs", "detail");

    private final CsvText table = new CsvText(COLUMNS);

    private DayReportCsv() {}

    /** The table of these days, one below the other; ends with a line break. */
    public static String of(List<DayReport> reports) {
        DayReportCsv csv = new DayReportCsv();
        reports.forEach(csv::add);
        return csv.table.toString();
    }

    private void add(DayReport report) {
        totals(report, EventKind.PAYMENT);
        totals(report, EventKind.PAYOUT);
        report.balance().ifPresent(line -> balance(report, line));
        statement(report, EventKind.PAYMENT, report.paymentStatement());
        statement(report, EventKind.PAYOUT, report.payoutStatement());
        begin(report, "breaks", "", "", "open");
        figures("", "", Long.toString(report.book().breakCount()), "", "");
        sides(null, null, "");
        report.breaks().forEach(row -> difference(report, row));
    }

    private void totals(DayReport report, EventKind kind) {
        for (Reconciliation line : report.lines(kind)) {
            for (DayPart part : DayPart.of(List.of(line))) {
                boolean hasFees = part.what() == DayPart.What.SETTLED;
                begin(
                        report,
                        "total",
                        kind.name(),
                        line.getChannel(),
                        part.what().word());
                figures(
                        "",
                        "",
                        Long.toString(part.count()),
                        Yuan.text(part.minor()),
                        hasFees ? Yuan.text(part.feesMinor()) : "");
                sides(null, null, "");
            }
        }
    }

    private void balance(DayReport report, Reconciliation line) {
        balance(report, "opening", line.getOpeningMinor(), line.getOpeningAt());
        balance(report, "closing", line.getClosingMinor(), line.getClosingAt());
        balance(report, "moved", line.getMovedMinor(), null);
        balance(report, "unsettled", line.getUnsettledMinor(), null);
        balance(report, "difference", line.getDifferenceMinor(), null);
    }

    private void balance(DayReport report, String what, @Nullable Long minor, @Nullable Instant time) {
        begin(report, "balance", EventKind.BALANCE.name(), "", what);
        figures("", "", "", text(minor), "");
        sides(null, null, time == null ? "" : time.toString());
    }

    private void statement(DayReport report, EventKind kind, @Nullable String id) {
        if (id != null) {
            begin(report, "statement", kind.name(), "", "compared");
            figures("", "", "", "", "");
            sides(null, null, id);
        }
    }

    private void difference(DayReport report, Break row) {
        begin(report, "break", row.getKind().name(), "", row.getType().name());
        figures(blankIfNone(row.getOrder()), blankIfNone(row.getReportId()), "", "", "");
        sides(row.getOursMinor(), row.getTheirsMinor(), row.getDetail());
    }

    private void begin(DayReport report, String row, String kind, String channel, String what) {
        table.foreign(report.account()).own(report.date().toString());
        table.own(row).own(kind).foreign(channel).own(what);
    }

    private void figures(String order, String reportId, String count, String amount, String fees) {
        table.foreign(order).foreign(reportId).own(count).own(amount).own(fees);
    }

    private void sides(@Nullable Long ours, @Nullable Long theirs, String detail) {
        table.own(text(ours)).own(text(theirs)).foreign(detail).endRow();
    }

    private static String text(@Nullable Long minor) {
        return minor == null ? "" : Yuan.text(minor);
    }

    private static String blankIfNone(@Nullable String text) {
        return text == null ? "" : text;
    }
}
