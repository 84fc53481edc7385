package dk.fristvagt.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where partitions end for a reader of committed records. */
public final class AdminEndOffsets implements EndOffsets {
    private final Admin admin;

    public AdminEndOffsets(Admin admin) {
        this.admin = admin;
    }

    @Override
    public CompletableFuture<Map<TopicPartition, Long>> of(Set<TopicPartition> partitions) {
        ListOffsetsResult asked = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        return asked.all().toCompletionStage().toCompletableFuture().thenApply(answers -> {
            Map<TopicPartition, Long> ends = new HashMap<>();
            answers.forEach((partition, answer) -> ends.put(partition, answer.offset()));
            return ends;
        });
    }
}
