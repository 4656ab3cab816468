package io.quittance.topology;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** The native memory that all stores of the process share: one block cache, out of which the write buffers are taken. */
public final class RocksDbMemory implements AutoCloseable {
    /** The name under which the Streams settings carry it to the stores. */
    static final String SETTING = "quittance.rocksdb.memory";

    private static final int SHARD_BITS_BY_SIZE = -1;
    private static final long WRITE_BUFFER_SHARE = 2;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /** Memory bounded by that many bytes. */
    public RocksDbMemory(long bytes) {
        RocksDB.loadLibrary();
        cache = new LRUCache(bytes, SHARD_BITS_BY_SIZE, false);
        writeBuffers = new WriteBufferManager(bytes / WRITE_BUFFER_SHARE, cache);
    }

    /** The bytes that it takes at the moment, write buffers included; 0 once it is closed. */
    public synchronized long usedBytes() {
        return cache.isOwningHandle() ? cache.getUsage() : 0;
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** To be closed after the stores are. */
    @Override
    public synchronized void close() {
        writeBuffers.close();
        cache.close();
    }
}
