package io.quittance.edge;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a query string strictly: each name once, percent-encoded UTF-8. */
final class Parameters {
    private Parameters() {}

    /** The decoded parameters by name, or null where a name comes twice or an escape is broken. */
    static @Nullable Map<String, String> of(String query) {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new HashMap<>();
        int start = 0;
        while (start <= query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            if (end > start && !put(parameters, query.substring(start, end))) {
                return null;
            }
            start = end + 1;
        }
        return parameters;
    }

    private static boolean put(Map<String, String> parameters, String pair) {
        int equals = pair.indexOf('=');
        String name = Target.decodedParameter(equals < 0 ? pair : pair.substring(0, equals));
        String value = Target.decodedParameter(equals < 0 ? "" : pair.substring(equals + 1));
        return name != null && value != null && parameters.putIfAbsent(name, value) == null;
    }
}
