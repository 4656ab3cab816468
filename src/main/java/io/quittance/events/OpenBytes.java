package io.quittance.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;

/**
 * Bytes that grow while one record after another is written into them, in Avro's binary encoding; not thread-safe. Avro's own
 * encoder takes several calls and a buffer of its own for each of the small numbers that our records are made of.
 */
final class OpenBytes {
    private static final int START_LENGTH = 1024;
    /** A buffer that one big record has grown beyond this is not kept. */
    private static final int KEPT_LENGTH = 256 * 1024;

    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[START_LENGTH];
    private int length;

    /** Begins anew with the magic byte and the schema's id, big-endian. */
    void restart(byte magic, int id) {
        if (bytes.length > KEPT_LENGTH) {
            bytes = new byte[START_LENGTH];
        }
        bytes[0] = magic;
        bytes[1] = (byte) (id >>> 24);
        bytes[2] = (byte) (id >>> 16);
        bytes[3] = (byte) (id >>> 8);
        bytes[4] = (byte) id;
        length = 5;
    }

    /** An Avro int, long, length, count, or place of a symbol or branch: they are all written alike. */
    void writeNumber(long value) {
        reserve(LONGEST_NUMBER);
        length += BinaryData.encodeLong(value, bytes, length);
    }

    void writeBoolean(boolean value) {
        reserve(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void writeString(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        writeNumber(text.length);
        reserve(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    /** The rest of the buffer, which stays where it is. */
    void writeBytes(ByteBuffer value) {
        int count = value.remaining();
        writeNumber(count);
        reserve(count);
        value.get(value.position(), bytes, length, count);
        length += count;
    }

    /** How many bytes were written since the last restart. */
    int length() {
        return length;
    }

    /** What was written since the last restart, in an array of its own. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, count)));
        }
    }
}
