package io.quittance.gateways;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Digests and signatures as text, read strictly (gateways/README.md, rule 2): hex without regard to case and without trimming;
 * base64 padded, with nothing left over in its last digit, where a blank counts as {@code +}.
 */
final class SignatureText {
    private static final byte[] UPPER = ascii("0123456789ABCDEF");
    private static final byte[] LOWER = ascii("0123456789abcdef");
    private static final byte[] BASE64 = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    private static final byte[] HEX_VALUES = values(UPPER, LOWER);
    private static final byte[] BASE64_VALUES = base64Values();

    private SignatureText() {}

    /** The value of a hex digit, or -1. */
    static int hexDigit(byte digit) {
        return digit < 0 ? -1 : HEX_VALUES[digit];
    }

    static byte[] upperHex(byte[] bytes) {
        return hex(bytes, UPPER);
    }

    static byte[] lowerHex(byte[] bytes) {
        return hex(bytes, LOWER);
    }

    /** The bytes of the hex digits in that range, or null where they are not such. */
    static byte @Nullable [] parseHex(byte[] text, int start, int end) {
        if ((end - start & 1) != 0) {
            return null;
        }
        byte[] bytes = new byte[(end - start) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = hexDigit(text[start + 2 * i]);
            int low = hexDigit(text[start + 2 * i + 1]);
            if (high < 0 || low < 0) {
                return null;
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    /** The bytes of the base64 text in that range, or null where it is not strict. */
    static byte @Nullable [] parseBase64(byte[] text, int start, int end) {
        int length = end - start;
        if (length == 0 || length % 4 != 0) {
            return null;
        }
        int padding = text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
        int digits = length - padding;
        byte[] bytes = new byte[length / 4 * 3 - padding];
        int buffer = 0;
        int out = 0;
        for (int i = 0; i < digits; i++) {
            byte digit = text[start + i];
            int value = digit < 0 ? -1 : BASE64_VALUES[digit];
            if (value < 0) {
                return null;
            }
            buffer = buffer << 6 | value;
            int bits = (i + 1) * 6 % 8;
            if (bits != 6 && out < bytes.length) {
                bytes[out++] = (byte) (buffer >>> bits);
            }
        }
        int left = padding == 0 ? 0 : padding == 1 ? buffer & 3 : buffer & 15;
        return left == 0 ? bytes : null;
    }

    private static byte[] hex(byte[] bytes, byte[] digits) {
        byte[] text = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = digits[bytes[i] >> 4 & 15];
            text[2 * i + 1] = digits[bytes[i] & 15];
        }
        return text;
    }

    private static byte[] values(byte[]... alphabets) {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte[] alphabet : alphabets) {
            for (int i = 0; i < alphabet.length; i++) {
                values[alphabet[i]] = (byte) i;
            }
        }
        return values;
    }

    private static byte[] base64Values() {
        byte[] values = values(BASE64);
        values[' '] = values['+'];
        return values;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
