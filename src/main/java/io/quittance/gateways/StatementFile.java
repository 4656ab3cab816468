package io.quittance.gateways;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's statement as it was exported: comma-separated values in UTF-8 or GBK, headings first. It is cut into rows, each of which
 * becomes a message of its own under the headings; its bytes are not changed. Lines that are empty are passed over.
 */
public final class StatementFile {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String CHARSET = "charset=";

    private final byte[] bytes;
    private final Charset charset;
    private final Row headings;
    private final List<Row> rows;

    /** One row: the line on which it begins, counted from 1, and its bytes without what ends the line. */
    public record Row(int line, int start, int end) {}

    private StatementFile(byte[] bytes, Charset charset, Row headings, List<Row> rows) {
        this.bytes = bytes;
        this.charset = charset;
        this.headings = headings;
        this.rows = rows;
    }

    /**
     * Cuts a file of at most so many rows. It is in the charset that its content type names; where it names none, in UTF-8 if it can be
     * read so, else in GBK.
     *
     * @throws UnreadableStatement where it is in neither, has no headings or too many rows
     */
    public static StatementFile of(byte[] bytes, @Nullable String contentType, int mostRows)
            throws UnreadableStatement {
        Charset charset = charsetOf(bytes, contentType);
        List<Row> rows = rows(bytes, mostRows + 1);
        if (rows.isEmpty()) {
            throw new UnreadableStatement("is empty; its first line must be the headings");
        }
        if (rows.size() > mostRows + 1) {
            throw new UnreadableStatement(
                    "has more than " + mostRows + " rows; send it in several files, " + "each with the headings");
        }
        return new StatementFile(bytes, charset, rows.getFirst(), rows.subList(1, rows.size()));
    }

    private static Charset charsetOf(byte[] bytes, @Nullable String contentType) throws UnreadableStatement {
        Charset declared = charset(contentType);
        if (declared == null) {
            throw new UnreadableStatement("has a charset that statements are not read in; send it as utf-8 or gbk");
        }
        if (Charsets.isText(bytes, bytes.length, declared)) {
            return declared;
        }
        if (charsetName(contentType) == null && Charsets.isText(bytes, bytes.length, GBK)) {
            return GBK;
        }
        throw new UnreadableStatement(
                charsetName(contentType) == null
                        ? "is text of neither UTF-8 nor GBK; export it as CSV in one of them"
                        : "is not in the charset that its content type names; name the right one, or none");
    }

    /** The charset that a content type names: UTF-8 where it names none, null where it is neither UTF-8 nor GBK. */
    static @Nullable Charset charset(@Nullable String contentType) {
        String name = charsetName(contentType);
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        return switch (name) {
            case "utf-8", "utf8" -> StandardCharsets.UTF_8;
            case "gbk", "gb2312" -> GBK;
            default -> null;
        };
    }

    private static @Nullable String charsetName(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int at = type.indexOf(CHARSET);
        if (at < 0) {
            return null;
        }
        int end = type.indexOf(';', at);
        String name = type.substring(at + CHARSET.length(), end < 0 ? type.length() : end)
                .strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static List<Row> rows(byte[] bytes, int most) {
        List<Row> rows = new ArrayList<>();
        CsvScan scan = new CsvScan(bytes, CsvReader.markEnd(bytes), bytes.length);
        int line = 1;
        while (scan.hasMore() && rows.size() <= most) {
            int start = scan.position();
            do {
                scan.next();
            } while (!scan.endsRow());
            if (CsvScan.skipBlanks(bytes, start, scan.end()) < scan.end()) {
                rows.add(new Row(line, start, scan.end()));
            }
            line += lineEnds(bytes, start, scan.position());
        }
        return rows;
    }

    private static int lineEnds(byte[] bytes, int start, int end) {
        int ends = 0;
        for (int at = start; at < end; at++) {
            boolean isPair = bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n';
            if (CsvScan.isLineEnd(bytes[at]) && !isPair) {
                ends++;
            }
        }
        return ends;
    }

    /** The rows under the headings, in the order of the file. */
    public List<Row> rows() {
        return rows;
    }

    /** The bytes of the headings, without what ends their line. */
    public byte[] headings() {
        return Arrays.copyOfRange(bytes, headings.start(), headings.end());
    }

    /** What the file is written in: UTF-8 or GBK. */
    public Charset charset() {
        return charset;
    }

    /** The content type of the messages that its rows become. */
    public String contentType() {
        return "text/csv; charset=" + charset.name().toLowerCase(Locale.ROOT);
    }

    /** A row as a message: the bytes of the headings, a newline, the bytes of the row. */
    public byte[] message(Row row) {
        byte[] message = underHeadings(row);
        int length = row.end() - row.start();
        System.arraycopy(bytes, row.start(), message, message.length - length, length);
        return message;
    }

    /** The same with empty cells in all columns but these: what nobody reads, such as a card number, goes no further. */
    public byte[] message(Row row, boolean[] kept) {
        byte[] message = underHeadings(row);
        int length = headings.end() - headings.start() + 1;
        CsvScan scan = new CsvScan(bytes, row.start(), row.end());
        int column = 0;
        do {
            scan.next();
            if (column > 0) {
                message[length++] = ',';
            }
            if (column < kept.length && kept[column]) {
                System.arraycopy(bytes, scan.start(), message, length, scan.end() - scan.start());
                length += scan.end() - scan.start();
            }
            column++;
        } while (!scan.endsRow());
        return Arrays.copyOf(message, length);
    }

    /** The headings and a newline, with room for the row. */
    private byte[] underHeadings(Row row) {
        int length = headings.end() - headings.start();
        byte[] message = new byte[length + 1 + row.end() - row.start()];
        System.arraycopy(bytes, headings.start(), message, 0, length);
        message[length] = '\n';
        return message;
    }
}
