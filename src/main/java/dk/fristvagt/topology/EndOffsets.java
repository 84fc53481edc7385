package dk.fristvagt.topology;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Tells where partitions end now: a task has caught up when it has read up to there (architecture.md, phases). */
@FunctionalInterface
public interface EndOffsets {
    /**
     * The offset after the last record that a reader of committed records can read now, for each of {@code partitions}.
     * Completes exceptionally when the broker does not answer.
     */
    CompletableFuture<Map<TopicPartition, Long>> of(Set<TopicPartition> partitions);
}
