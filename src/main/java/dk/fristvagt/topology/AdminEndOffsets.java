package dk.fristvagt.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /**
     * The ends now of {@code partitions}, waited for.
     *
     * @param what they are, for the message
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public Map<TopicPartition, Long> now(Set<TopicPartition> partitions, String what) {
        try {
            return of(partitions).join();
        } catch (CompletionException noAnswer) {
            throw new TopicSetup.TopicException("the broker does not say where " + what + " end: "
                    + noAnswer.getCause().getMessage());
        }
    }

    /** The first {@code number} partitions of each of {@code topics}. */
    public static Set<TopicPartition> partitions(Collection<String> topics, int number) {
        return topics.stream()
                .flatMap(topic -> IntStream.range(0, number).mapToObj(p -> new TopicPartition(topic, p)))
                .collect(Collectors.toSet());
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
