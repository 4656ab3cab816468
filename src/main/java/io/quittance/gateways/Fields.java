package io.quittance.gateways;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The decoded pairs of one message, as slices of one array of bytes in the dialect's charset. A pair stands at the top of the message,
 * inside the optional wrapper, or deeper in JSON; where the wrapper is there, the pairs inside it count and not those beside it.
 */
final class Fields {
    /** More parameters than this make a message unreadable (reliability.md, rule 10). */
    static final int MAX_PAIRS = 100;

    static final int ABSENT = -1;
    static final int TOP = 0;
    static final int WRAPPED = 1;
    static final int NESTED = 2;

    private static final int STRIDE = 5;

    private final int[] topSlots;
    private int @Nullable [] wrappedSlots;
    private byte[] text = new byte[0];
    private int[] bounds = new int[16 * STRIDE];
    private int length;
    private int count;
    private int seen;
    private boolean wrapped;
    private boolean isAscii;
    private boolean hasDelimiters = true;
    private @Nullable String fault;

    Fields(int declared) {
        topSlots = new int[declared];
        Arrays.fill(topSlots, ABSENT);
    }

    void text(byte[] bytes) {
        text = bytes;
    }

    void textLength(int bytes) {
        length = bytes;
    }

    int textLength() {
        return length;
    }

    byte[] text() {
        return text;
    }

    /** Adds a pair; one that is not declared and not signed is only counted. */
    void add(int slot, boolean kept, int region, int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (++seen > MAX_PAIRS) {
            fail("more than " + MAX_PAIRS + " parameters");
            return;
        }
        if (slot != ABSENT) {
            int[] slots = region == WRAPPED ? wrappedSlots() : topSlots;
            if (slots[slot] != ABSENT) {
                fail("a name arrives twice");
                return;
            }
            slots[slot] = count;
        } else if (!kept) {
            return;
        }
        int at = count++ * STRIDE;
        if (at == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * at);
        }
        bounds[at] = nameStart;
        bounds[at + 1] = nameEnd;
        bounds[at + 2] = valueStart;
        bounds[at + 3] = valueEnd;
        bounds[at + 4] = region;
    }

    private int[] wrappedSlots() {
        int[] slots = wrappedSlots;
        if (slots == null) {
            slots = new int[topSlots.length];
            Arrays.fill(slots, ABSENT);
            wrappedSlots = slots;
        }
        return slots;
    }

    /** Says what the reader saw: nothing beyond ASCII, any delimiter inside a name or a value. */
    void sawOnly(boolean ascii, boolean delimiters) {
        isAscii = ascii;
        hasDelimiters = delimiters;
    }

    boolean isAscii() {
        return isAscii;
    }

    /** Whether a delimiter may stand inside a name or a value. */
    boolean hasDelimiters() {
        return hasDelimiters;
    }

    /** Says that the wrapper is there. */
    void wrap() {
        wrapped = true;
    }

    /** Ends the reading: of the fields that may be wrapped, only those inside the wrapper count where it is there. */
    void settle(boolean[] absolute) {
        if (!wrapped) {
            return;
        }
        for (int slot = 0; slot < topSlots.length; slot++) {
            if (!absolute[slot]) {
                topSlots[slot] = wrappedSlots()[slot];
            }
        }
    }

    /** Lets go of everything that was read so far. */
    void clear() {
        Arrays.fill(topSlots, ABSENT);
        wrappedSlots = null;
        count = 0;
    }

    /** Keeps the first fault. */
    void fail(String message) {
        if (fault == null) {
            fault = message;
        }
    }

    @Nullable String fault() {
        return fault;
    }

    int count() {
        return count;
    }

    /** Whether the pair is one of those that a signature over all names covers. */
    boolean inSignedRegion(int pair) {
        return bounds[pair * STRIDE + 4] == (wrapped ? WRAPPED : TOP);
    }

    boolean isWrapped() {
        return wrapped;
    }

    int pair(int slot) {
        return topSlots[slot];
    }

    int nameStart(int pair) {
        return bounds[pair * STRIDE];
    }

    int nameEnd(int pair) {
        return bounds[pair * STRIDE + 1];
    }

    int valueStart(int pair) {
        return bounds[pair * STRIDE + 2];
    }

    int valueEnd(int pair) {
        return bounds[pair * STRIDE + 3];
    }

    boolean isAbsent(int slot) {
        return topSlots[slot] == ABSENT;
    }

    boolean isBlank(int slot) {
        int pair = topSlots[slot];
        return pair == ABSENT || valueStart(pair) == valueEnd(pair);
    }

    /** Takes a value away, as if the field had not arrived. */
    void forget(int slot) {
        topSlots[slot] = ABSENT;
    }

    boolean valueIs(int pair, byte[] expected) {
        return Arrays.equals(text, valueStart(pair), valueEnd(pair), expected, 0, expected.length);
    }

    /** Whether the field has that value; compares without making a string of it where the value is ASCII. */
    boolean textIs(int slot, String expected, Charset charset) {
        int pair = topSlots[slot];
        if (pair == ABSENT) {
            return false;
        }
        int start = valueStart(pair);
        if (valueEnd(pair) - start != expected.length()) {
            return expected.equals(string(slot, charset));
        }
        for (int i = 0; i < expected.length(); i++) {
            char next = expected.charAt(i);
            if (next > 0x7f) {
                return expected.equals(string(slot, charset));
            }
            if (text[start + i] != next) {
                return false;
            }
        }
        return true;
    }

    /** The text of a field, or null where it is absent or blank. */
    @Nullable String string(int slot, Charset charset) {
        if (isBlank(slot)) {
            return null;
        }
        int pair = topSlots[slot];
        return new String(text, valueStart(pair), valueEnd(pair) - valueStart(pair), charset);
    }

    int compareNames(int left, int right) {
        return Arrays.compareUnsigned(text, nameStart(left), nameEnd(left), text, nameStart(right), nameEnd(right));
    }

    int compareName(int pair, byte[] name) {
        return Arrays.compareUnsigned(text, nameStart(pair), nameEnd(pair), name, 0, name.length);
    }
}
