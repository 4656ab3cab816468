package io.quittance.gateways;

/**
 * Reads a form or a query string byte by byte (gateways/README.md, rules 3 and 17 and juhe): {@code +} is a blank, a {@code %} that
 * two hex digits do not follow stays a {@code %}, empty segments are skipped, a name without {@code =} is blank.
 */
final class FormReader {
    private FormReader() {}

    /** Fills the fields; {@code all} keeps the pairs whose names are not declared too. */
    static void read(byte[] body, NameTable names, boolean all, Fields fields) {
        byte[] text = new byte[body.length + 1];
        fields.text(text);
        int in = 0;
        int out = 0;
        while (in < body.length && fields.fault() == null) {
            if (body[in] == '&') {
                in++;
                continue;
            }
            int start = out;
            int nameEnd = -1;
            for (; in < body.length && body[in] != '&'; in++) {
                byte next = body[in];
                if (next == '=' && nameEnd < 0) {
                    nameEnd = out;
                } else if (next == '+') {
                    next = ' ';
                } else if (next == '%' && isEscape(body, in)) {
                    next = (byte) (hex(body[in + 1]) << 4 | hex(body[in + 2]));
                    in += 2;
                }
                text[out++] = next;
            }
            add(text, names, all, fields, start, nameEnd, out);
            text[out++] = '&';
        }
        fields.textLength(out);
    }

    private static void add(byte[] text, NameTable names, boolean all, Fields fields, int start, int nameEnd, int end) {
        int lastOfName = nameEnd < 0 ? end : nameEnd;
        int value = nameEnd < 0 ? end : nameEnd + 1;
        fields.add(names.find(text, start, lastOfName), all, Fields.TOP, start, lastOfName, value, end);
    }

    private static boolean isEscape(byte[] body, int at) {
        return at + 2 < body.length && hex(body[at + 1]) >= 0 && hex(body[at + 2]) >= 0;
    }

    private static int hex(byte digit) {
        return SignatureText.hexDigit(digit);
    }
}
