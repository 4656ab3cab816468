package io.quittance.gateways;

import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes fields as a form, a query string or a JSON object of strings, in their order. */
final class WireText {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String UNRESERVED = "-_.~*";

    /** Upper case, as RFC 3986 wants it and as the gateways' own examples write it. */
    private static final String HEX = "0123456789ABCDEF";

    private WireText() {}

    /** A form: a blank as {@code +}. */
    static String form(Map<String, String> fields, Charset charset) {
        return pairs(fields, charset, "+");
    }

    /** A query string: a blank as {@code %20}, which every server reads alike. */
    static String query(Map<String, String> fields, Charset charset) {
        return pairs(fields, charset, "%20");
    }

    /** A JSON object in which every value is a string. */
    static String json(Map<String, String> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            fields.forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }
        return text.toString();
    }

    /** Percent-encodes text that goes beyond ASCII, and leaves other text as it is. */
    static String encodedBeyondAscii(String text, Charset charset) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                StringBuilder out = new StringBuilder();
                encode(text, charset, "%20", out);
                return out.toString();
            }
        }
        return text;
    }

    private static String pairs(Map<String, String> fields, Charset charset, String blank) {
        StringBuilder out = new StringBuilder();
        fields.forEach((name, value) -> {
            if (!out.isEmpty()) {
                out.append('&');
            }
            encode(name, charset, blank, out);
            out.append('=');
            encode(value, charset, blank, out);
        });
        return out.toString();
    }

    private static void encode(String text, Charset charset, String blank, StringBuilder out) {
        for (byte next : text.getBytes(charset)) {
            if (isPlain(next)) {
                out.append((char) next);
            } else if (next == ' ') {
                out.append(blank);
            } else {
                out.append('%').append(HEX.charAt(next >> 4 & 15)).append(HEX.charAt(next & 15));
            }
        }
    }

    private static boolean isPlain(byte next) {
        return (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z')
                || (next >= '0' && next <= '9')
                || UNRESERVED.indexOf(next) >= 0;
    }
}
