package io.quittance.topology.balances;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One of the tables of one account in a store: its keys are the account's name, a zero, the table's mark, a time and a tie. */
final class Table {
    private final SortedBytes store;
    private final byte[] head;

    Table(SortedBytes store, String account, char mark) {
        this.store = store;
        byte[] name = account.getBytes(StandardCharsets.UTF_8);
        this.head = Arrays.copyOf(name, name.length + 2);
        this.head[name.length + 1] = (byte) mark;
    }

    SortedBytes store() {
        return store;
    }

    /** The key of that moment; those of earlier moments are lower. */
    byte[] key(Moment moment) {
        byte[] tie = moment.tie().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + Long.BYTES + tie.length)
                .put(head)
                .putLong(moment.at() ^ Long.MIN_VALUE)
                .put(tie)
                .array();
    }

    /** The key of what the account has once. */
    byte[] key() {
        return head;
    }

    /** The moment of a key of this table. */
    Moment moment(byte[] key) {
        int tie = head.length + Long.BYTES;
        return new Moment(time(key), new String(key, tie, key.length - tie, StandardCharsets.UTF_8));
    }

    /** The time alone of a key of this table. */
    long time(byte[] key) {
        return ByteBuffer.wrap(key).getLong(head.length) ^ Long.MIN_VALUE;
    }

    /** Shows what stands from one moment on and before another. */
    void visit(Moment from, Moment before, SortedBytes.Visitor visitor) {
        store.visit(key(from), key(before), visitor);
    }

    /** The same from the last one back. */
    void visitDown(Moment from, Moment before, SortedBytes.Visitor visitor) {
        store.visitDown(key(from), key(before), visitor);
    }
}
