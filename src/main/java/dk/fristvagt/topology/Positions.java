package dk.fristvagt.topology;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells how far this instance's consumers have read.
 *
 * <p>A processor sees records only. That a partition is at its end when its last offsets are transaction markers, or
 * when it has no record at all, only the consumer knows.
 */
public interface Positions {
    /**
     * A task begins with {@code partition}, of which nothing has been given to it: whatever is known comes from an earlier
     * assignment. Its positions are kept from now on.
     */
    void begin(TopicPartition partition);

    /** Asks for the positions of {@code partition} to be kept again. */
    void watch(TopicPartition partition);

    /** They are no longer needed. */
    void unwatch(TopicPartition partition);

    /** How far {@code partition} has been read; empty while that is not known. */
    Optional<Position> of(TopicPartition partition);

    /**
     * How far a partition has been read.
     *
     * @param next the offset that the consumer reads next
     * @param lastDelivered the offset of the last record that the consumer gave to a task, -1 for none
     */
    record Position(long next, long lastDelivered) {}
}
