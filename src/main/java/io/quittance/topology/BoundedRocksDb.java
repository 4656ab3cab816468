package io.quittance.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.IndexType;
import org.rocksdb.Options;

/** Puts every store under the one bound of the process, {@link RocksDbMemory}; Kafka Streams makes one for each store. */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Small, since many stores share the buffers: with Kafka's 16 MB the arenas alone exceed them and writes stall (kafka-facts.md). */
    private static final long WRITE_BUFFER_BYTES = 2L * 1024 * 1024;

    private static final int WRITE_BUFFERS = 2;
    /**
     * With RocksDB's 4, and buffers as small as that, merging files was a fifth of all that settling took; looking into some more files,
     * each with a filter, takes less.
     */
    private static final int FILES_BEFORE_MERGE = 10;

    /**
     * Of a write buffer, for its filter: 8 bits a key for rows of 50 bytes, more for larger ones. Settling looks for each new order in the
     * buffer first; walking its list for that took about as long as all else in the look.
     */
    private static final double SHARE_OF_FILTER = 0.02;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(RocksDbMemory.SETTING) instanceof RocksDbMemory memory)) {
            throw new IllegalStateException(
                    "store " + storeName + " has no memory: give StreamsProperties a RocksDbMemory");
        }
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        // Filters, which Streams has on, in parts: those of ten million orders would push everything else out of the
        // cache, and each other.
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        options.setTableFormatConfig(table);
        // Most of what is looked for is a new order, which is in no file; Streams leaves the last level without
        // filters.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
        options.setMemtablePrefixBloomSizeRatio(SHARE_OF_FILTER);
        options.setMemtableWholeKeyFiltering(true);
        options.setLevel0FileNumCompactionTrigger(FILES_BEFORE_MERGE);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the buffers are shared and outlive each store; RocksDbMemory closes them.
    }
}
