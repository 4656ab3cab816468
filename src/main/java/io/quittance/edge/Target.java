package io.quittance.edge;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The target of a request as received: the server decodes nothing, since an order id may hold any character. */
final class Target {
    private Target() {}

    /** The path, still percent-encoded, without scheme, host and query. */
    static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return uri;
        }
        int authority = uri.indexOf("//");
        int slash = authority < 0 ? -1 : uri.indexOf('/', authority + 2);
        return slash < 0 ? "/" : uri.substring(slash);
    }

    /** The exact bytes of the query string; the server hands each byte over as one character. */
    static byte[] query(HttpServerExchange exchange) {
        return exchange.getQueryString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The percent-decoded text, or null where an escape is broken or the bytes are not UTF-8; a plus stays a plus. */
    static @Nullable String decoded(String encoded) {
        return encoded.indexOf('%') < 0 && isAscii(encoded) ? encoded : unescaped(encoded, false);
    }

    /** As {@link #decoded(String)}, and a plus is a blank, as in query strings. */
    static @Nullable String decodedParameter(String encoded) {
        return encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0 && isAscii(encoded)
                ? encoded
                : unescaped(encoded, true);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String unescaped(String encoded, boolean plusIsBlank) {
        byte[] bytes = encoded.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = plusIsBlank && bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
