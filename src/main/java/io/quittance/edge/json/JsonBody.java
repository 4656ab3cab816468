package io.quittance.edge.json;

import io.quittance.edge.Problem.Fault;
import io.quittance.gateways.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of a request, read by name. Whatever is wrong becomes a fault and the reading goes on; what was never asked for is
 * an unknown name, told by {@link #faults()}.
 */
public final class JsonBody {
    private static final String QUOTE = "must be text in quotes";

    private final Map<String, JsonValue> values;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    private JsonBody(Map<String, JsonValue> values) {
        this.values = values;
    }

    /**
     * Reads a body.
     *
     * @throws UnreadableJson where it is no JSON object in UTF-8, or a name comes twice in it; the message says where
     */
    public static JsonBody of(byte[] body) throws UnreadableJson {
        return new JsonBody(JsonObjects.read(body));
    }

    /** The text under that name, or null where there is none. */
    public @Nullable String text(String name) {
        return switch (value(name)) {
            case JsonValue.Text text -> text.text();
            case JsonValue.Nothing nothing -> null;
            case JsonValue.Flag flag -> fault(name, QUOTE);
            case JsonValue.Figure figure -> fault(name, QUOTE);
            case JsonValue.Nested nested -> fault(name, QUOTE);
            case JsonValue.Array array -> fault(name, QUOTE);
        };
    }

    /** The text under that name; that there is none, or a blank one, is a fault. */
    public @Nullable String required(String name) {
        if (value(name) instanceof JsonValue.Nothing) {
            return fault(name, "is required");
        }
        String text = text(name);
        return text != null && text.isBlank() ? fault(name, "is required and blank") : text;
    }

    /** What the reader makes of the text under that name: null, and a fault with these words, where it makes nothing of it. */
    public <T> @Nullable T read(
            String name, @Nullable String text, Function<String, @Nullable T> reader, String fault) {
        T read = text == null ? null : reader.apply(text);
        if (text != null && read == null) {
            tell(name, fault);
        }
        return read;
    }

    /** Whether that is {@code true}; false where there is nothing. */
    public boolean flag(String name) {
        JsonValue value = value(name);
        if (value instanceof JsonValue.Flag flag) {
            return flag.is();
        }
        if (!(value instanceof JsonValue.Nothing)) {
            tell(name, "must be true or false");
        }
        return false;
    }

    /** The texts of the object under that name, in their order; empty where there is none. */
    public Map<String, String> texts(String name) {
        JsonValue value = value(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof JsonValue.Nested nested) {
            nested.values().forEach((key, each) -> {
                if (each instanceof JsonValue.Text text) {
                    texts.put(key, text.text());
                } else if (!(each instanceof JsonValue.Nothing)) {
                    tell(name + "." + key, QUOTE);
                }
            });
        } else if (!(value instanceof JsonValue.Nothing)) {
            tell(name, "must be an object of texts");
        }
        return texts;
    }

    /** Adds a fault that only the caller could see. */
    public void tell(String name, String detail) {
        faults.add(new Fault(name, detail));
    }

    /** Everything that is wrong, with the names that were never asked for; ask last. */
    public List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                String nearest = NearestName.of(name, asked).orElse("");
                all.add(new Fault(name, "is not a name that this request has; did you mean " + nearest + "?"));
            }
        }
        return all;
    }

    private JsonValue value(String name) {
        asked.add(name);
        return values.getOrDefault(name, new JsonValue.Nothing());
    }

    private @Nullable String fault(String name, String detail) {
        tell(name, detail);
        return null;
    }
}
