package io.quittance.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a callback in the order of the document, as text; encoded only when it is sent, after signing. */
final class Form {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** Sets a field and gives the form back; a field that is there already keeps its place. */
    Form with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Takes a field out. */
    Form without(String name) {
        fields.remove(name);
        return this;
    }

    /** The text of a field; a field that is not there is an error of the imitation. */
    String text(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the form has no field " + name);
        }
        return value;
    }

    /** The fields as they stand. */
    Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** The body: {@code application/x-www-form-urlencoded} over UTF-8. */
    String encoded() {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
