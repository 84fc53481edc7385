package dk.fristvagt.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The timestamp of an input record. A record without one is as old as can be: the extractors that come with Kafka Streams
 * stop the task for it or drop it, and it is neither a failure nor nothing.
 */
public final class ReceivedTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
