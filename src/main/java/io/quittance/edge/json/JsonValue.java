package io.quittance.edge.json;

import java.util.Map;

/** A value as far as requests have it; {@code null} counts as nothing. */
sealed interface JsonValue {
    record Text(String text) implements JsonValue {}

    record Flag(boolean is) implements JsonValue {}

    record Nested(Map<String, JsonValue> values) implements JsonValue {}

    record Figure() implements JsonValue {}

    record Array() implements JsonValue {}

    record Nothing() implements JsonValue {}
}
