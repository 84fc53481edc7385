package dk.fristvagt.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Gives all stores of this process one block cache and one write-buffer manager.
 *
 * <p>By default every store has a cache of 50 MiB and three write buffers of 16 MiB for itself: two stores times twelve
 * partitions times active and standby would be 4.6 GiB outside the heap, and nothing would say so.
 */
public final class RocksMemory implements RocksDBConfigSetter {
    /** Configuration key: bytes that blocks and write buffers of all stores of the process may take together. */
    public static final String TOTAL_BYTES = "fristvagt.rocksdb.total.bytes";

    /**
     * Enough for the files of some 40 000 citizens at 1.5 kB beside the write buffers. Citizens with events today are
     * read again and again; the others once per wake.
     */
    public static final long DEFAULT_TOTAL_BYTES = 128L * 1024 * 1024;

    /** Less than this is no cache: write buffers of a few stores alone take it. */
    public static final long LEAST_TOTAL_BYTES = 16L * 1024 * 1024;

    /** Write buffers take from the cache: half of it at most, since a file is written about as often as it is read. */
    private static final int WRITE_BUFFER_SHARE = 2;

    /**
     * Of one store. The manager flushes the largest when all together reach their share; small ones keep a single busy
     * store from holding that share alone.
     */
    private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;

    /** One that is written and two that are being flushed; a midnight writes every citizen once. */
    private static final int WRITE_BUFFERS = 3;

    /** Ten files of 1.5 kB in a block; a fourth of the index of the default of 4 KiB, which must stay in memory too. */
    private static final long BLOCK_BYTES = 16L * 1024;

    /** Kept for indexes and filters, which every read needs, against the blocks of a long scan. */
    private static final double INDEX_SHARE = 0.2;

    private static final int SHARDS_BY_SIZE = -1;

    private static Cache cache;
    private static WriteBufferManager writeBuffers;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        share(total(configs));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setBlockSize(BLOCK_BYTES);
        // Inside the cache, so that the bound holds for them as well.
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and manager belong to the process, not to a store.
    }

    private static synchronized void share(long total) {
        if (cache == null) {
            // Not strict: a read that finds the cache full of pinned blocks would fail, and with it the task.
            cache = new LRUCache(total, SHARDS_BY_SIZE, false, INDEX_SHARE);
            writeBuffers = new WriteBufferManager(total / WRITE_BUFFER_SHARE, cache);
        }
    }

    private static long total(Map<String, Object> configs) {
        Object total = configs.get(TOTAL_BYTES);
        return total == null ? DEFAULT_TOTAL_BYTES : Long.parseLong(total.toString());
    }
}
