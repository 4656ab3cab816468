package io.quittance.app.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Rows as lines whose columns stand one below the other: words to the left, figures to the right. */
final class TextTable {
    private TextTable() {}

    /** One line for each row; all rows have as many cells. */
    static List<String> lines(List<List<String>> rows, IntPredicate isWord) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = widths(rows);
        return rows.stream().map(row -> line(row, widths, isWord)).toList();
    }

    /** What a gateway wrote, without what would move the cursor or hide the rest of the line. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isVisible(character)) {
                printable.appendCodePoint(character);
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return printable.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths, IntPredicate isWord) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            String format = (isWord.test(column) ? "%-" : "%") + widths[column] + "s";
            cells.add(String.format(Locale.ROOT, format, row.get(column)));
        }
        return String.join("  ", cells).stripTrailing();
    }
}
