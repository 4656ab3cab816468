package io.quittance.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON as the documents show it: members in the order given, no blanks. */
final class Json {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** Adds a member: text, a whole number, a boolean, null, another object or a list of these. */
    Json with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds text members. */
    Json with(Map<String, String> texts) {
        members.putAll(texts);
        return this;
    }

    /** The document, non-ASCII characters as they are. */
    String written() {
        StringBuilder out = new StringBuilder();
        write(this, out, false);
        return out.toString();
    }

    /** The document, non-ASCII characters as <code>\</code>{@code u} and four lower-case hex digits. */
    String writtenInAscii() {
        StringBuilder out = new StringBuilder();
        write(this, out, true);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out, boolean ascii) {
        switch (value) {
            case Json object -> {
                String before = "{";
                for (Map.Entry<String, @Nullable Object> member : object.members.entrySet()) {
                    out.append(before);
                    text(member.getKey(), out, ascii);
                    out.append(':');
                    write(member.getValue(), out, ascii);
                    before = ",";
                }
                out.append(object.members.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(list.get(i), out, ascii);
                }
                out.append(']');
            }
            case String text -> text(text, out, ascii);
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Boolean flag -> out.append(flag.booleanValue());
            case null -> out.append("null");
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private static void text(String text, StringBuilder out, boolean ascii) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || (ascii && c > '~')) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
