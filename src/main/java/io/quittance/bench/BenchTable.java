package io.quittance.bench;

import io.quittance.bench.Figure.Goal;
import io.quittance.bench.Figure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result for people. */
final class BenchTable {
    private final BenchResult result;
    private final @Nullable BenchResult earlier;

    BenchTable(BenchResult result, @Nullable BenchResult earlier) {
        this.result = result;
        this.earlier = earlier;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Machine machine = result.machine();
        lines.add(machine.processors() + " processors, " + machine.system() + ", " + machine.java() + ", "
                + machine.at());
        lines.add(format("row", "what, beside its limit", "ours", "limit", "ratio", "low..high", "goal", "verdict"));
        result.figures().forEach(figure -> lines.add(line(figure)));
        lines.add("Medians over " + pairs()
                + " pairs, ours and limit by turns; low and high are of the ratio of a pair.");
        if (!result.decides()) {
            lines.add("A short run: it shows that everything works, and its figures decide nothing.");
        }
        if (result.figures().stream().anyMatch(figure -> figure.verdict() == Verdict.TOO_NOISY)) {
            lines.add(
                    "Too noisy: others had too much of the processors, or the pairs lie too far apart around the goal."
                            + " Measure again when the machine is quiet.");
        }
        if (earlier != null) {
            lines.add("");
            changes(earlier, lines);
        }
        return lines;
    }

    private int pairs() {
        return result.figures().isEmpty()
                ? 0
                : result.figures().getFirst().ours().size();
    }

    private String line(Figure figure) {
        Spread ratio = figure.ratio();
        return format(
                String.valueOf(figure.row()),
                figure.name(),
                amount(Spread.of(figure.ours()).median()) + " " + figure.unit(),
                amount(Spread.of(figure.limit()).median()) + " " + figure.unit(),
                number(ratio.median()),
                number(ratio.low()) + ".." + number(ratio.high()),
                goal(figure.goal()),
                result.decides() ? verdict(figure.verdict()) : "not decided");
    }

    private static String format(String... columns) {
        return String.format(Locale.ROOT, "%-3s  %-57s  %13s  %13s  %5s  %-11s  %-14s  %s", (Object[]) columns)
                .stripTrailing();
    }

    private static String goal(@Nullable Goal goal) {
        if (goal == null) {
            return "-";
        }
        return (goal.isFloor() ? ">= " : "<= ") + number(goal.good()) + " -> " + number(goal.excellent());
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case EXCELLENT -> "excellent";
            case GOOD -> "good";
            case BELOW -> "BELOW GOOD";
            case TOO_NOISY -> "too noisy to tell";
            case TOLD -> "";
        };
    }

    private static void appendChange(Figure now, Figure before, List<String> lines) {
        Spread is = now.ratio();
        Spread was = before.ratio();
        boolean apart = is.low() > was.high() || is.high() < was.low();
        double change = (is.median() / was.median() - 1) * 100;
        lines.add(String.format(
                Locale.ROOT,
                "%-3d  %-57s  %s -> %s  %+.1f %%%s",
                now.row(),
                now.name(),
                number(was.median()),
                number(is.median()),
                change,
                apart ? "" : "  (within the spread)"));
    }

    private void changes(BenchResult before, List<String> lines) {
        lines.add("Ratios against the run of " + before.machine().at() + ":");
        if (result.decides() != before.decides()) {
            lines.add("One of the two was a short run; that they differ says little.");
        }
        for (Figure now : result.figures()) {
            Optional<Figure> then = before.figures().stream()
                    .filter(figure -> figure.row() == now.row() && figure.name().equals(now.name()))
                    .findFirst();
            then.ifPresentOrElse(
                    figure -> appendChange(now, figure, lines),
                    () -> lines.add(now.row() + "  " + now.name() + "  was not measured then"));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, value < 1_000 ? "%,.1f" : "%,.0f", value);
    }
}
