package io.quittance.edge.placing;

import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.SignedRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps account numbers and names off topics: the last four digits and a keyed hash stay (DESIGN section 3). */
final class Masking {
    private static final Charset GBK = Charset.forName("GBK");
    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final char LAST_ASCII = 0x7f;
    private static final int SHOWN = 4;
    /** A number so short that four of its digits would be most of it shows none. */
    private static final int SHORTEST_SHOWN = 8;

    private Masking() {}

    /** The fields of a request as they are kept, without its signature, which would let the rest be guessed. */
    static Map<String, String> fields(Outbound outbound, SignedRequest signed, List<String> secrets, RequestHash hash) {
        Map<String, String> kept = new LinkedHashMap<>();
        String signature =
                outbound.signature() == null ? "" : outbound.signature().field();
        signed.fields().forEach((name, value) -> {
            RequestField field = outbound.fields().get(name);
            RequestRole role = field == null ? RequestRole.TEXT : field.role();
            if (role == RequestRole.ACCOUNT_NUMBER) {
                kept.put(name, number(value));
                kept.put(name + "Hash", hash.ofValue(name, value));
            } else if (role == RequestRole.ACCOUNT_NAME) {
                kept.put(name + "Hash", hash.ofValue(name, value));
            } else if (!name.equals(signature)) {
                kept.put(name, text(value, secrets));
            }
        });
        return kept;
    }

    /** A text in which none of the secrets stands. */
    static String text(String text, List<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, number(secret));
        }
        return masked;
    }

    /** Those that not every charset writes alike. */
    static List<String> beyondAscii(List<String> secrets) {
        return secrets.stream()
                .filter(secret -> secret.chars().anyMatch(next -> next > LAST_ASCII))
                .toList();
    }

    /**
     * The bytes of an answer in which none of the secrets stands in that charset, UTF-8 or GBK: neither as it is nor percent-escaped as
     * in a form, nor escaped as in JSON with hex digits of one case. The same array where none does.
     */
    static byte[] bytes(byte[] answer, List<String> secrets, Charset charset) {
        String singleBytes = new String(answer, StandardCharsets.ISO_8859_1);
        String masked = singleBytes;
        for (String secret : secrets) {
            String mask = number(secret);
            for (Charset written : List.of(charset, StandardCharsets.UTF_8, GBK)) {
                masked = masked.replace(singleBytes(secret, written), mask)
                        .replace(percentEscaped(secret, written, LOWER), mask)
                        .replace(percentEscaped(secret, written, UPPER), mask);
            }
            masked = masked.replace(escaped(secret, LOWER), mask).replace(escaped(secret, UPPER), mask);
        }
        return masked.equals(singleBytes) ? answer : masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Each byte as a character, so that bytes can be looked for in bytes. */
    private static String singleBytes(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    private static String number(String secret) {
        int shown = secret.length() >= SHORTEST_SHOWN && secret.chars().allMatch(next -> next >= '0' && next <= '9')
                ? SHOWN
                : 0;
        return "*".repeat(secret.length() - shown) + secret.substring(secret.length() - shown);
    }

    /** As JSON may write it. */
    private static String escaped(String secret, HexFormat hex) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char next = secret.charAt(i);
            if (next <= LAST_ASCII) {
                escaped.append(next);
            } else {
                escaped.append("\\u").append(hex.toHexDigits(next));
            }
        }
        return escaped.toString();
    }

    /** As a form may write it. */
    private static String percentEscaped(String secret, Charset charset, HexFormat hex) {
        StringBuilder escaped = new StringBuilder();
        for (byte next : secret.getBytes(charset)) {
            if (next < 0) {
                escaped.append('%').append(hex.toHexDigits(next));
            } else {
                escaped.append(next == ' ' ? '+' : (char) next);
            }
        }
        return escaped.toString();
    }
}
