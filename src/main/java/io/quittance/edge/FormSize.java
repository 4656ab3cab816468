package io.quittance.edge;

import org.jspecify.annotations.Nullable;

/** Counts the parameters of a form without reading it. */
final class FormSize {
    private static final String JSON = "application/json";

    private FormSize() {}

    /** Whether the form has more parameters than that; JSON has none, whether its header or its first character says so. */
    static boolean exceeds(byte[] body, @Nullable String contentType, int parameters) {
        if (body.length <= parameters || isJson(body, contentType)) {
            return false;
        }
        int separators = 0;
        for (byte b : body) {
            if (b == '&' && ++separators >= parameters) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJson(byte[] body, @Nullable String contentType) {
        if (contentType != null) {
            return contentType.regionMatches(true, 0, JSON, 0, JSON.length());
        }
        return body[0] == '{' || body[0] == '[';
    }
}
