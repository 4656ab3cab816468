package io.quittance.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The parameters of a request as decoded text, in the order of arrival.
 *
 * @param values name and text; in JSON a number counts as its literal text and {@code null} as absent
 * @param readable false where they cannot be read, or a name came twice so that nobody can know which one was meant
 */
record WebParameters(Map<String, String> values, boolean readable) {
    /** No parameters at all. */
    static final WebParameters NONE = new WebParameters(Map.of(), true);

    private static final WebParameters UNREADABLE = new WebParameters(Map.of(), false);
    private static final JsonFactory JSON = new JsonFactory();

    /** The parameters of {@code application/x-www-form-urlencoded}; an empty segment is skipped. */
    static WebParameters ofForm(byte[] form) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean unique = true;
        int start = 0;
        while (start <= form.length) {
            int end = indexOf(form, '&', start, form.length);
            if (end > start) {
                int equals = indexOf(form, '=', start, end);
                String value = equals == end ? "" : decoded(form, equals + 1, end);
                unique &= values.put(decoded(form, start, equals), value) == null;
            }
            start = end + 1;
        }
        return new WebParameters(Collections.unmodifiableMap(values), unique);
    }

    /** The members of a flat JSON object. */
    static WebParameters ofJson(byte[] json) {
        Map<String, String> values = new LinkedHashMap<>();
        boolean unique = true;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return UNREADABLE;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (!token.isScalarValue()) {
                    return UNREADABLE;
                }
                if (token != JsonToken.VALUE_NULL) {
                    unique &= values.put(name, parser.getString()) == null;
                }
            }
            return new WebParameters(Collections.unmodifiableMap(values), unique);
        } catch (JacksonException e) {
            return UNREADABLE;
        }
    }

    /** The text of a parameter; blank where it is absent. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    private static int indexOf(byte[] form, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (form[i] == wanted) {
                return i;
            }
        }
        return end;
    }

    /** Decodes UTF-8 percent-encoding; a stray {@code %} stays a {@code %}. */
    static String decoded(byte[] text, int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            int high = text[i] == '%' && i + 2 < end ? Character.digit(text[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(text[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(text[i] == '+' ? ' ' : text[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebParameters" + values.keySet();
    }
}
