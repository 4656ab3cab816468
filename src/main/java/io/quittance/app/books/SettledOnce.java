package io.quittance.app.books;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which orders have settled, as 128 bits of a SHA-256 hash each: up to 43 bytes of memory for an order, half as much again while it
 * grows. That two orders share one is less likely than that the memory fails.
 */
final class SettledOnce {
    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest digest = sha256();
    private long[] slots = new long[2 * FIRST_SLOTS];
    private int size;

    /** Whether nothing of that kind and key has settled before; from now on it has. */
    boolean isFirst(byte kind, byte[] key) {
        digest.update(kind);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(key));
        if (!put(slots, hash.getLong(), hash.getLong())) {
            return false;
        }
        size++;
        if (size > slots.length / 2 / 4 * 3) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] more = new long[Math.multiplyExact(slots.length, 2)];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if ((slots[slot] | slots[slot + 1]) != 0) {
                put(more, slots[slot], slots[slot + 1]);
            }
        }
        slots = more;
    }

    /** A slot whose two halves are 0 is empty. */
    private static boolean put(long[] slots, long high, long low) {
        int mask = slots.length / 2 - 1;
        int slot = (int) high & mask;
        while ((slots[2 * slot] | slots[2 * slot + 1]) != 0) {
            if (slots[2 * slot] == high && slots[2 * slot + 1] == low) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        slots[2 * slot] = high;
        slots[2 * slot + 1] = low;
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
