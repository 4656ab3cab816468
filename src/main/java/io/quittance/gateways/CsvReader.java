package io.quittance.gateways;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row of a statement under its headings: two rows of comma-separated values. Blanks and tabs around headings and cells count
 * for nothing, nor does a byte order mark before the headings.
 */
final class CsvReader {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final byte[] bytes;
    private final byte[] text;
    private final int[] headings = new int[2 * (Fields.MAX_PAIRS + 1)];
    private int columns;
    private int out;
    private int cellStart;
    private @Nullable String fault;

    private CsvReader(byte[] bytes) {
        this.bytes = bytes;
        this.text = new byte[bytes.length];
    }

    /** Fills the fields, or says what is wrong with the row or its headings. */
    static void read(RawMessage raw, NameTable names, StatementColumns columns, Fields fields) {
        byte[] utf8 = utf8(raw.body(), raw.contentType());
        if (utf8 == null) {
            fields.fail("the row is not text of the charset that its content type names");
            return;
        }
        CsvReader reader = new CsvReader(utf8);
        CsvScan scan = reader.scan();
        reader.readHeadings(scan);
        String wrong = reader.fault == null ? columns.wrong(reader.headingTexts()) : reader.fault;
        if (wrong != null) {
            fields.fail(wrong);
            return;
        }
        reader.readRow(scan, names, fields);
    }

    /** The headings of a statement, in the order of its columns; null where they cannot be read. */
    static String @Nullable [] headings(byte[] row, Charset charset) {
        byte[] utf8 = utf8(row, charset);
        if (utf8 == null) {
            return null;
        }
        CsvReader reader = new CsvReader(utf8);
        reader.readHeadings(reader.scan());
        return reader.fault == null ? reader.headingTexts() : null;
    }

    /** Where the text begins behind a byte order mark. */
    static int markEnd(byte[] bytes) {
        boolean marked =
                bytes.length >= MARK.length && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
        return marked ? MARK.length : 0;
    }

    private static byte @Nullable [] utf8(byte[] body, @Nullable String contentType) {
        Charset charset = StatementFile.charset(contentType);
        return charset == null ? null : utf8(body, charset);
    }

    private static byte @Nullable [] utf8(byte[] body, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return Charsets.isText(body, body.length, charset) ? body : null;
        }
        String decoded = Charsets.decode(body, body.length, charset);
        return decoded == null ? null : decoded.getBytes(StandardCharsets.UTF_8);
    }

    private CsvScan scan() {
        return new CsvScan(bytes, markEnd(bytes), bytes.length);
    }

    private void readHeadings(CsvScan scan) {
        do {
            scan.next();
            if (columns == Fields.MAX_PAIRS) {
                fault = "more than " + Fields.MAX_PAIRS + " columns";
                return;
            }
            copy(scan);
            headings[2 * columns] = cellStart;
            headings[2 * columns + 1] = out;
            columns++;
        } while (!scan.endsRow());
        fault = fault == null ? null : "the headings: " + fault;
    }

    private String[] headingTexts() {
        String[] texts = new String[columns];
        for (int i = 0; i < columns; i++) {
            int start = headings[2 * i];
            texts[i] = new String(text, start, headings[2 * i + 1] - start, StandardCharsets.UTF_8);
        }
        return texts;
    }

    private void readRow(CsvScan scan, NameTable names, Fields fields) {
        fields.text(text);
        int cells = 0;
        do {
            scan.next();
            copy(scan);
            if (cells < columns) {
                int from = headings[2 * cells];
                int to = headings[2 * cells + 1];
                fields.add(names.find(text, from, to), false, Fields.TOP, from, to, cellStart, out);
            }
            cells++;
        } while (!scan.endsRow());
        fields.textLength(out);
        if (fault != null) {
            fields.fail(fault);
        }
        if (cells != columns) {
            fields.fail(cells + " cells under " + columns + " headings");
        }
        if (scan.hasMore()) {
            fields.fail("more than one row");
        }
    }

    /** Copies what a cell says behind what was copied before. */
    private void copy(CsvScan scan) {
        int from = CsvScan.skipBlanks(bytes, scan.start(), scan.end());
        int to = CsvScan.dropBlanks(bytes, from, scan.end());
        int begin = out;
        if (from < to && bytes[from] == '"') {
            unquote(from + 1, to);
        } else {
            copyPlain(from, to);
        }
        cellStart = CsvScan.skipBlanks(text, begin, out);
        out = CsvScan.dropBlanks(text, cellStart, out);
    }

    private void copyPlain(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '"') {
                fault = "a quote stands inside a cell that does not begin with one";
            }
            text[out++] = bytes[at];
        }
    }

    private void unquote(int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != '"') {
                text[out++] = bytes[at];
            } else if (at + 1 < to && bytes[at + 1] == '"') {
                text[out++] = bytes[++at];
            } else if (at + 1 < to) {
                fault = "something stands behind the quote that closes a cell";
                return;
            } else {
                return;
            }
        }
        fault = "a quote is opened and never closed";
    }
}
