package dk.fristvagt.cli.cluster;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has committed: what it has done for good. */
public final class CommittedOffsets {
    private final Admin admin;
    private final String group;

    public CommittedOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** Whether the group has committed every offset before those in {@code ends}. */
    public boolean passed(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return Answers.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (KafkaException refused) {
            throw new IllegalStateException("the broker does not say how far the group " + group + " is ("
                    + refused.getClass().getSimpleName() + ")");
        }
    }
}
