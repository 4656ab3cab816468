package io.quittance.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The truth beside what the topics say.
 *
 * @param lines the counts, expected and seen
 * @param differenceCount how many differences there are
 * @param differences the first of them, in words
 */
public record LedgerResult(List<Line> lines, long differenceCount, List<String> differences) {

    /** One count: what was expected, what was seen. */
    public record Line(String what, String expected, String seen) {}

    /** Whether the topics say exactly what they must. */
    public boolean equal() {
        return differenceCount == 0;
    }

    /** The comparison as lines of text; the last one says {@code equal: true} or {@code equal: false}. */
    public List<String> print() {
        List<String> text = new ArrayList<>();
        text.add("%-42s %16s %16s".formatted("ledger", "expected", "in the topics"));
        for (Line line : lines) {
            text.add("%-42s %16s %16s".formatted(line.what(), line.expected(), line.seen()));
        }
        differences.forEach(difference -> text.add("difference: " + difference));
        if (differenceCount > differences.size()) {
            text.add("and %d differences more".formatted(differenceCount - differences.size()));
        }
        text.add("equal: " + equal());
        return text;
    }
}
