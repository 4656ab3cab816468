package io.quittance.events;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow while one record after another is written into them; not thread-safe. */
final class OpenBytes extends OutputStream {
    private static final int START_LENGTH = 1024;
    /** A buffer that one big record has grown beyond this is not kept. */
    private static final int KEPT_LENGTH = 256 * 1024;

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

    @Override
    public void write(int value) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        if (count > bytes.length - length) {
            grow(count);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** What was written since the last restart, in an array of its own. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void grow(int count) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, count)));
    }
}
