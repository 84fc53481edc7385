package dk.fristvagt.topology;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How much of the stores of an instance is still to be restored from their changelogs, told by Kafka Streams.
 *
 * <p>Counted in offsets, of which a transaction takes some for itself, so it is a little more than there are records.
 */
public final class RestoreProgress implements StateRestoreListener {
    private final Collection<String> stores;
    private final Map<TopicPartition, Restore> restores = new ConcurrentHashMap<>();

    private record Restore(String store, long end, long left) {}

    /**
     * Nothing is being restored yet.
     *
     * @param stores that there are
     */
    public RestoreProgress(Collection<String> stores) {
        this.stores = stores;
    }

    /** What is still to be restored of each store, 0 where nothing is being restored. */
    public SortedMap<String, Long> left() {
        SortedMap<String, Long> left = new TreeMap<>();
        stores.forEach(store -> left.put(store, 0L));
        restores.values().forEach(restore -> left.merge(restore.store(), restore.left(), Long::sum));
        return left;
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long startingOffset, long endingOffset) {
        restores.put(changelog, new Restore(store, endingOffset, Math.max(0, endingOffset - startingOffset)));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEndOffset, long restored) {
        restores.computeIfPresent(
                changelog,
                (same, restore) -> new Restore(store, restore.end(), Math.max(0, restore.end() - batchEndOffset - 1)));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        restores.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
        restores.remove(changelog);
    }
}
