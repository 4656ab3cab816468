package io.quittance.topology.balances;

import org.jspecify.annotations.Nullable;

/** Bytes by key, in the unsigned order of the keys: what the join remembers everything in. */
public interface SortedBytes {
    /** What stands under that key. */
    byte @Nullable [] get(byte[] key);

    /** Puts a value under a key; null takes it away. */
    void put(byte[] key, byte @Nullable [] value);

    /** Shows what stands from one key on and before another, the lowest first, until the visitor has seen enough; it must change nothing. */
    void visit(byte[] from, byte[] before, Visitor visitor);

    /** The same from the highest down. */
    void visitDown(byte[] from, byte[] before, Visitor visitor);

    /** Looks at one entry after another. */
    @FunctionalInterface
    interface Visitor {
        /** Looks at an entry; false where it has seen enough. */
        boolean goesOnAfter(byte[] key, byte[] value);
    }
}
