package dk.fristvagt.topology;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The positions in Kafka's test driver, which has no consumer: what is processed is all there is. */
public enum NoConsumer implements Positions {
    POSITIONS;

    @Override
    public void begin(TopicPartition partition) {
        // nothing is kept
    }

    @Override
    public void watch(TopicPartition partition) {
        // nothing is kept
    }

    @Override
    public void unwatch(TopicPartition partition) {
        // nothing is kept
    }

    @Override
    public Optional<Position> of(TopicPartition partition) {
        return Optional.empty();
    }
}
