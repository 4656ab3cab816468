package io.quittance.topology.balances;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that change again and again: what they are now stands in memory until it is written, which is to be done before what changed
 * them is committed. Nobody but whoever changes them writes.
 */
final class UnwrittenBytes implements SortedBytes {
    private static final byte[] TAKEN_AWAY = {};

    private final SortedBytes store;
    private final NavigableMap<byte[], byte[]> changed = new TreeMap<>(Arrays::compareUnsigned);

    /** Before that store; no value in it is empty. */
    UnwrittenBytes(SortedBytes store) {
        this.store = store;
    }

    /** Writes all that has changed. */
    void write() {
        changed.forEach((key, value) -> store.put(key, there(value)));
        changed.clear();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        byte[] value = changed.get(key);
        return value == null ? store.get(key) : there(value);
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        changed.put(key, value == null ? TAKEN_AWAY : value);
    }

    @Override
    public void visit(byte[] from, byte[] before, Visitor visitor) {
        show(both(from, before), visitor);
    }

    @Override
    public void visitDown(byte[] from, byte[] before, Visitor visitor) {
        show(both(from, before).descendingMap(), visitor);
    }

    private NavigableMap<byte[], byte[]> both(byte[] from, byte[] before) {
        NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
        store.visit(from, before, (key, value) -> {
            found.put(key, value);
            return true;
        });
        if (Arrays.compareUnsigned(from, before) < 0) {
            found.putAll(changed.subMap(from, true, before, false));
        }
        return found;
    }

    private static void show(NavigableMap<byte[], byte[]> found, Visitor visitor) {
        for (var entry : found.entrySet()) {
            byte[] value = there(entry.getValue());
            if (value != null && !visitor.goesOnAfter(entry.getKey(), value)) {
                return;
            }
        }
    }

    private static byte @Nullable [] there(byte[] value) {
        return value.length == 0 ? null : value;
    }
}
