package io.quittance.app.books;

import io.quittance.events.Break;
import io.quittance.events.EventKind;
import io.quittance.events.Reconciliation;
import io.quittance.gateways.Yuan;
import io.quittance.queries.DayPart;
import io.quittance.queries.DayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The books of a day for people; amounts in yuan. What gateways wrote is shown without control characters. */
public final class DayTable {
    private static final List<String> HEAD = List.of(
            "",
            "channel",
            "placed",
            "yuan",
            "settled",
            "yuan",
            "fees",
            "held",
            "yuan",
            "failed",
            "yuan",
            "unresolved",
            "yuan");
    private static final int WORDS_FIRST = 2;

    private DayTable() {}

    /** Account by account what became of its money and where the books differ, then the sum of it. */
    public static List<String> of(List<DayReport> reports) {
        List<String> lines = new ArrayList<>();
        reports.forEach(report -> add(report, lines));
        lines.add(summary(reports));
        return lines;
    }

    private static void add(DayReport report, List<String> lines) {
        lines.add(report.account() + " on " + report.date() + " in Beijing, in yuan");
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        addRows("payments", report.lines(EventKind.PAYMENT), rows);
        addRows("payouts", report.lines(EventKind.PAYOUT), rows);
        lines.addAll(TextTable.lines(rows, column -> column < WORDS_FIRST));
        lines.add("balance     " + report.balance().map(DayTable::balance).orElse("none was reported"));
        lines.add("statements  payments: " + statement(report.paymentStatement()) + ", payouts: "
                + statement(report.payoutStatement()));
        report.breaks().forEach(row -> lines.add("break       " + difference(row)));
        lines.add("");
    }

    private static void addRows(String what, List<Reconciliation> lines, List<List<String>> rows) {
        for (Reconciliation line : lines) {
            String channel = line.getChannel().isEmpty() ? "-" : TextTable.printable(line.getChannel());
            rows.add(row(what, channel, List.of(line)));
        }
        rows.add(row(what, "in all", lines));
    }

    private static List<String> row(String what, String channel, List<Reconciliation> lines) {
        List<String> row = new ArrayList<>(List.of(what, channel));
        for (DayPart part : DayPart.of(lines)) {
            row.add(Long.toString(part.count()));
            row.add(Yuan.text(part.minor()));
            if (part.what() == DayPart.What.SETTLED) {
                row.add(Yuan.text(part.feesMinor()));
            }
        }
        return row;
    }

    private static String balance(Reconciliation line) {
        return "opening " + amount(line.getOpeningMinor()) + time(line.getOpeningAt()) + ", closing "
                + amount(line.getClosingMinor()) + time(line.getClosingAt()) + ", settlements come to "
                + amount(line.getMovedMinor()) + ", what is held or refused to " + amount(line.getUnsettledMinor())
                + ", difference " + amount(line.getDifferenceMinor());
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : " of " + time;
    }

    private static String statement(@Nullable String id) {
        return id == null ? "none compared" : TextTable.printable(id);
    }

    private static String difference(Break row) {
        StringBuilder line = new StringBuilder(row.getType().name());
        String order = row.getOrder();
        if (order != null) {
            line.append(row.getKind() == EventKind.PAYOUT ? ", payout " : ", payment ")
                    .append(TextTable.printable(order));
        }
        String reportId = row.getReportId();
        if (reportId != null) {
            line.append(", balance ").append(TextTable.printable(reportId));
        }
        return line.append(": ours ")
                .append(amount(row.getOursMinor()))
                .append(", theirs ")
                .append(amount(row.getTheirsMinor()))
                .append(": ")
                .append(TextTable.printable(row.getDetail()))
                .toString();
    }

    private static String amount(@Nullable Long minor) {
        return minor == null ? "not known" : Yuan.text(minor);
    }

    private static String summary(List<DayReport> reports) {
        long settled = reports.stream()
                .flatMap(
                        report -> Stream.of(EventKind.PAYMENT, EventKind.PAYOUT).map(report::lines))
                .flatMap(List::stream)
                .mapToLong(Reconciliation::getSettledCount)
                .sum();
        long open =
                reports.stream().mapToLong(report -> report.book().breakCount()).sum();
        return reports.size() + (reports.size() == 1 ? " book, " : " books, ") + settled + " settled: "
                + (open == 0 ? "no open break" : open + (open == 1 ? " open break" : " open breaks"));
    }
}
