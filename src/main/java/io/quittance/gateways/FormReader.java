package io.quittance.gateways;

/**
 * Reads a form or a query string byte by byte (gateways/README.md, rules 3 and 17 and juhe): {@code +} is a blank, a {@code %} that
 * two hex digits do not follow stays a {@code %}, empty segments are skipped, a name without {@code =} is blank.
 */
final class FormReader {
    private static final boolean[] SPECIAL = special();

    private FormReader() {}

    /** Fills the fields; {@code all} keeps the pairs whose names are not declared too. */
    static void read(byte[] body, NameTable names, boolean all, Fields fields) {
        byte[] text = new byte[body.length + 1];
        fields.text(text);
        int in = 0;
        int out = 0;
        int bits = 0;
        boolean delimiters = false;
        while (in < body.length && fields.fault() == null) {
            if (body[in] == '&') {
                in++;
                continue;
            }
            int start = out;
            int nameEnd = -1;
            for (; in < body.length; in++) {
                byte next = body[in];
                if (!SPECIAL[next & 0xff]) {
                    bits |= next;
                    text[out++] = next;
                    continue;
                }
                if (next == '&') {
                    break;
                }
                if (next == '=') {
                    delimiters |= nameEnd >= 0;
                    nameEnd = nameEnd < 0 ? out : nameEnd;
                } else if (next == '+') {
                    next = ' ';
                } else if (isEscape(body, in)) {
                    next = (byte) (SignatureText.hexDigit(body[in + 1]) << 4 | SignatureText.hexDigit(body[in + 2]));
                    in += 2;
                    delimiters |= next == '&' || next == '=';
                }
                bits |= next;
                text[out++] = next;
            }
            add(text, names, all, fields, start, nameEnd, out);
            text[out++] = '&';
        }
        fields.textLength(out);
        fields.sawOnly(bits >= 0, delimiters);
    }

    private static void add(byte[] text, NameTable names, boolean all, Fields fields, int start, int nameEnd, int end) {
        int lastOfName = nameEnd < 0 ? end : nameEnd;
        int value = nameEnd < 0 ? end : nameEnd + 1;
        fields.add(names.find(text, start, lastOfName), all, Fields.TOP, start, lastOfName, value, end);
    }

    private static boolean isEscape(byte[] body, int at) {
        return at + 2 < body.length
                && SignatureText.hexDigit(body[at + 1]) >= 0
                && SignatureText.hexDigit(body[at + 2]) >= 0;
    }

    private static boolean[] special() {
        boolean[] special = new boolean[256];
        for (char next : new char[] {'&', '=', '+', '%'}) {
            special[next] = true;
        }
        return special;
    }
}
