package dk.fristvagt.topology;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** An alert in wire format, with the topic of the unit it is said to. */
record AlertOnTopic(String topic, byte[] alert) {
    /** Leads an alert to its topic; named, so that the described topology is the same in every run. */
    static final class Router implements TopicNameExtractor<String, AlertOnTopic> {
        @Override
        public String extract(String citizenId, AlertOnTopic value, RecordContext context) {
            return value.topic();
        }

        @Override
        public String toString() {
            return "the unit's alert topic";
        }
    }

    /** The alert's bytes, which are already what goes on the wire. */
    static final class Bytes implements Serializer<AlertOnTopic> {
        @Override
        public byte[] serialize(String topic, AlertOnTopic value) {
            return value.alert();
        }
    }
}
