package io.quittance.queries;

import java.util.List;

/**
 * A table as RFC 4180 has it, for spreadsheets too: a text that came from outside and that a spreadsheet would take for a formula has
 * an apostrophe put before it, which makes it text there.
 */
final class CsvText {
    /** The wide forms count as the narrow ones where a spreadsheet speaks Chinese. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private static final String NEED_QUOTES = ",\"\r\n";

    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    /** With that first line. */
    CsvText(List<String> names) {
        names.forEach(this::own);
        endRow();
    }

    /** A cell with our own words or amounts, which no spreadsheet must change. */
    CsvText own(String cell) {
        if (begun) {
            text.append(',');
        }
        begun = true;
        quoted(cell);
        return this;
    }

    /** A cell whose text is somebody else's. */
    CsvText foreign(String cell) {
        boolean isFormula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return own(isFormula ? '\'' + cell : cell);
    }

    void endRow() {
        text.append("\r\n");
        begun = false;
    }

    private void quoted(String cell) {
        boolean needsQuotes = cell.chars().anyMatch(character -> NEED_QUOTES.indexOf(character) >= 0);
        text.append(needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
