package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.PerfContext;
import org.rocksdb.PerfLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Over a store of RocksDB itself, whose rows are still in its write buffer. */
class BoundedRocksDbTest {
    private static final int ORDERS = 1_000;
    private static final int FEW = 50;

    @TempDir
    private Path folder;

    @Test
    void shouldTellNewOrdersWithoutWalkingTheWriteBuffer() throws RocksDBException {
        inStore(store -> {
            store.setPerfLevel(PerfLevel.ENABLE_COUNT);
            PerfContext counted = store.getPerfContext();
            counted.reset();

            for (int order = 0; order < ORDERS; order++) {
                assertThat(get(store, bytes("new", order))).isNull();
            }

            assertThat(counted.getBloomMemtableMissCount()).isBetween(ORDERS - (long) FEW, (long) ORDERS);
        });
    }

    @Test
    void shouldFindEveryRowOfTheWriteBuffer() throws RocksDBException {
        inStore(store -> {
            for (int order = 0; order < ORDERS; order++) {
                assertThat(get(store, bytes("order", order))).isEqualTo(bytes("row", order));
            }
            assertThat(keys(store)).hasSize(ORDERS).isSorted();
        });
    }

    private void inStore(Consumer<RocksDB> tried) throws RocksDBException {
        try (RocksDbMemory memory = new RocksDbMemory(64L << 20);
                Options options = new Options().setCreateIfMissing(true)) {
            options.setTableFormatConfig(new BlockBasedTableConfig());
            new BoundedRocksDb().setConfig("rows", options, Map.of(RocksDbMemory.SETTING, memory));
            try (RocksDB store = RocksDB.open(options, folder.toString())) {
                for (int order = 0; order < ORDERS; order++) {
                    store.put(bytes("order", order), bytes("row", order));
                }
                tried.accept(store);
            }
        }
    }

    private static List<String> keys(RocksDB store) {
        List<String> keys = new ArrayList<>();
        try (RocksIterator rows = store.newIterator()) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                keys.add(new String(rows.key(), StandardCharsets.UTF_8));
            }
        }
        return keys;
    }

    private static byte[] get(RocksDB store, byte[] key) {
        try {
            return store.get(key);
        } catch (RocksDBException e) {
            throw new AssertionError("RocksDB cannot read", e);
        }
    }

    private static byte[] bytes(String what, int order) {
        return (what + order).getBytes(StandardCharsets.UTF_8);
    }
}
