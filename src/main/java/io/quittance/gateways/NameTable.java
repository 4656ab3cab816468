package io.quittance.gateways;

import java.util.Arrays;
import java.util.List;

/** Finds the slot of a declared name by its bytes, without making a string of it. */
final class NameTable {
    private final byte[][] names;
    private final int[] slots;
    private final int mask;

    /** The position in the list is the slot. */
    NameTable(List<byte[]> declared) {
        int size = Integer.highestOneBit(Math.max(1, declared.size())) * 4;
        this.names = new byte[size][];
        this.slots = new int[size];
        this.mask = size - 1;
        for (int slot = 0; slot < declared.size(); slot++) {
            byte[] name = declared.get(slot);
            int at = place(name, 0, name.length);
            names[at] = name;
            slots[at] = slot;
        }
    }

    /** The slot of the name in that range, or {@link Fields#ABSENT}. */
    int find(byte[] text, int start, int end) {
        int at = place(text, start, end);
        return names[at] == null ? Fields.ABSENT : slots[at];
    }

    /** A few bytes tell the declared names of one message apart; what collides is compared anyway. */
    private static int spread(byte[] text, int start, int end) {
        int hash = (end - start) * 31 + text[start];
        hash = hash * 31 + text[end - 1];
        hash = hash * 31 + text[(start + end) >>> 1];
        return hash ^ hash >>> 7;
    }

    private int place(byte[] text, int start, int end) {
        int at = start == end ? 0 : spread(text, start, end) & mask;
        while (names[at] != null && !Arrays.equals(names[at], 0, names[at].length, text, start, end)) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
