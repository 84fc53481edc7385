package dk.fristvagt.topology;

import org.apache.kafka.clients.admin.NewTopic;

/** One thing that setup does to the topics. */
public sealed interface TopicChange {
    /** The topic that it is done to. */
    String topic();

    /** A topic is made. */
    record Create(NewTopic wanted) implements TopicChange {
        @Override
        public String topic() {
            return wanted.name();
        }
    }

    /** A setting is changed. */
    record Alter(String topic, String key, String is, String should) implements TopicChange {}
}
