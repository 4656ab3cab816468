package io.quittance.sandbox;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the live rows: on a terminal a table that is drawn again in its place, otherwise plain lines every few seconds.
 * No line is longer than 80 characters, so that no terminal breaks it. Not thread-safe.
 */
final class LiveTable {
    private static final String ESCAPE = "\u001b[";
    private static final Duration REDRAW = Duration.ofMillis(500);
    private static final Duration REPEAT_PLAIN = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;

    LiveTable(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether the process writes to a terminal that can move its cursor. */
    @SuppressWarnings("SystemConsoleNull") // Java 25 went back to null where there is no terminal
    static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** How long to wait between two showings. */
    Duration interval() {
        return terminal ? REDRAW : REPEAT_PLAIN;
    }

    /** Shows the rows: in the place of the last ones, or as further lines. */
    void show(List<LiveRow> rows) {
        if (!terminal) {
            rows.forEach(row -> out.println(plain(row)));
            out.flush();
            return;
        }
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(ESCAPE).append(drawn).append('A');
        }
        List<String> lines = table(rows);
        lines.forEach(line -> text.append(line).append(ESCAPE).append("K\n"));
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    /** Shows the rows for the last time; as a table, wherever it goes. What is printed afterwards stays below it. */
    void showLast(List<LiveRow> rows) {
        if (terminal) {
            show(rows);
            drawn = 0;
            return;
        }
        table(rows).forEach(out::println);
        out.flush();
    }

    private static List<String> table(List<LiveRow> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("%-8s %9s %9s %9s %7s %7s %7s %6s %6s"
                .formatted(
                        "gateway", "received", "verified", "settled", "dupl.", "quar.", "confl.", "p50 ms", "p99 ms"));
        long unreadable = 0;
        for (LiveRow row : rows) {
            lines.add("%-8s %9d %9d %9d %7d %7d %7d %6s %6s"
                    .formatted(
                            row.gateway(),
                            row.received(),
                            row.verified(),
                            row.settled(),
                            row.duplicates(),
                            row.quarantined(),
                            row.conflicts(),
                            row.millis(row.p50Micros()),
                            row.millis(row.p99Micros())));
            unreadable = Math.max(unreadable, row.unreadable());
        }
        if (unreadable > 0) {
            lines.add(unreadable + " records could not be decoded");
        }
        return lines;
    }

    private static String plain(LiveRow row) {
        String line =
                "%s received=%d verified=%d settled=%d duplicates=%d quarantined=%d conflicts=%d p50_ms=%s p99_ms=%s"
                        .formatted(
                                row.gateway(),
                                row.received(),
                                row.verified(),
                                row.settled(),
                                row.duplicates(),
                                row.quarantined(),
                                row.conflicts(),
                                row.millis(row.p50Micros()),
                                row.millis(row.p99Micros()));
        return row.unreadable() > 0 ? line + " unreadable=" + row.unreadable() : line;
    }
}
