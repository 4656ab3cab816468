package io.quittance.gateways;

/**
 * Walks over comma-separated values cell by cell (RFC 4180) without decoding them. In UTF-8 and in GBK no byte of a longer character is
 * a quote, a comma or the end of a line, so that bytes may be looked at one by one.
 */
final class CsvScan {
    private final byte[] bytes;
    private final int limit;
    private int at;
    private int start;
    private int end;
    private boolean endsRow;

    CsvScan(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.at = from;
        this.limit = limit;
    }

    /** Whether another row begins here. */
    boolean hasMore() {
        return at < limit;
    }

    /** Where the next cell or row begins. */
    int position() {
        return at;
    }

    /** Goes over one cell, quotes and blanks around it included, and over what ends it. */
    void next() {
        start = at;
        int content = skipBlanks(bytes, at, limit);
        if (content < limit && bytes[content] == '"') {
            at = behindQuotes(content + 1);
        }
        while (at < limit && bytes[at] != ',' && !isLineEnd(bytes[at])) {
            at++;
        }
        end = at;
        endsRow = at == limit || bytes[at] != ',';
        if (at < limit) {
            boolean isPair = bytes[at] == '\r' && at + 1 < limit && bytes[at + 1] == '\n';
            at += isPair ? 2 : 1;
        }
    }

    /** The byte behind the quote that closes, or the limit where none does. */
    private int behindQuotes(int from) {
        int next = from;
        while (next < limit) {
            if (bytes[next] != '"') {
                next++;
            } else if (next + 1 < limit && bytes[next + 1] == '"') {
                next += 2;
            } else {
                return next + 1;
            }
        }
        return limit;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Whether the cell was the last of its row. */
    boolean endsRow() {
        return endsRow;
    }

    /** The first byte from there on that is neither a blank nor a tab; exports put tabs before long digits. */
    static int skipBlanks(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The end of the same without the blanks and tabs that close it. */
    static int dropBlanks(byte[] bytes, int from, int limit) {
        int at = limit;
        while (at > from && isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }

    static boolean isLineEnd(byte next) {
        return next == '\n' || next == '\r';
    }
}
