package io.quittance.topology.balances;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bytes in a tree, in the order in which a store has them; counts what is read. */
public final class TreeBytes implements SortedBytes {
    private final NavigableMap<byte[], byte[]> tree = new TreeMap<>(Arrays::compareUnsigned);
    private long reads;

    @Override
    public byte @Nullable [] get(byte[] key) {
        reads++;
        return tree.get(key);
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            tree.remove(key);
        } else {
            tree.put(key, value);
        }
    }

    @Override
    public void visit(byte[] from, byte[] before, Visitor visitor) {
        if (Arrays.compareUnsigned(from, before) < 0) {
            visit(tree.subMap(from, true, before, false), visitor);
        }
    }

    @Override
    public void visitDown(byte[] from, byte[] before, Visitor visitor) {
        if (Arrays.compareUnsigned(from, before) < 0) {
            visit(tree.subMap(from, true, before, false).descendingMap(), visitor);
        }
    }

    /** How many entries were read so far. */
    long reads() {
        return reads;
    }

    /** What stands in it now. */
    NavigableMap<byte[], byte[]> copy() {
        return new TreeMap<>(tree);
    }

    private void visit(Map<byte[], byte[]> entries, Visitor visitor) {
        for (Map.Entry<byte[], byte[]> entry : entries.entrySet()) {
            reads++;
            if (!visitor.goesOnAfter(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }
}
