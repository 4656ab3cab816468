package io.quittance.gateways;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict decoding and encoding: what a charset cannot say is a fault, never a question mark. */
final class Charsets {
    private Charsets() {}

    /** Whether the bytes are text of the charset: no overlong forms, no surrogates, nothing cut off. */
    static boolean isText(byte[] bytes, int length, Charset charset) {
        int ascii = 0;
        while (ascii < length && bytes[ascii] >= 0) {
            ascii++;
        }
        if (ascii == length) {
            return true;
        }
        if (charset.equals(StandardCharsets.UTF_8)) {
            return isUtf8(bytes, ascii, length);
        }
        return decode(bytes, length, charset) != null;
    }

    /** The text of all bytes, or null where they are not text of the charset. */
    static @Nullable String decode(byte[] bytes, int length, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The bytes of the text, or null where the charset has no bytes for it (or half a surrogate pair stands in it). */
    static byte @Nullable [] encode(String text, Charset charset) {
        try {
            ByteBuffer buffer = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length) {
            int first = bytes[at];
            if (first >= 0) {
                at++;
                continue;
            }
            int size = first < -32 ? 2 : first < -16 ? 3 : 4;
            if (at + size > length || !isSequence(bytes, at, size)) {
                return false;
            }
            at += size;
        }
        return true;
    }

    private static boolean isSequence(byte[] bytes, int at, int size) {
        int point = bytes[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return false;
            }
            point = (point << 6) | (bytes[at + i] & 0x3f);
        }
        int lead = bytes[at] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return false;
        }
        return switch (size) {
            case 2 -> point >= 0x80;
            case 3 -> point >= 0x800 && (point < 0xd800 || point > 0xdfff);
            default -> point >= 0x10000 && point <= 0x10ffff;
        };
    }
}
