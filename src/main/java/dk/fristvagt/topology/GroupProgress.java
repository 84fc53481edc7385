package dk.fristvagt.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells whether the instances together have committed everything before given offsets.
 *
 * <p>A committed offset does not always get to the end: Kafka Streams commits where it has processed something, and the
 * last offsets of a partition may be aborted records and the markers of transactions. So what is left of a partition that
 * stands still is looked at: if no record is there, the end has been reached. Not safe for use by several threads.
 */
public final class GroupProgress implements AutoCloseable {
    /** Longer than a commit interval: what stands still for so long is not about to be committed. */
    private static final Duration STANDS_STILL_AFTER = Duration.ofSeconds(2);

    private static final Duration LOOK_FOR = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final String group;
    private final Admin admin;
    private final Map<String, Object> client;
    private final LongSupplier nanoTime;

    private Map<TopicPartition, Long> lastLeft = Map.of();
    private long unchangedSince;

    /** Partitions from which nothing more is to come before this offset. */
    private final Map<TopicPartition, Long> emptyBefore = new HashMap<>();

    private Consumer<byte[], byte[]> consumer;

    public GroupProgress(String group, Admin admin, Map<String, Object> client, LongSupplier nanoTime) {
        this.group = group;
        this.admin = admin;
        this.client = client;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether everything before {@code ends} has been committed.
     *
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public boolean hasReached(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> left = left(ends);
        if (left.isEmpty()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (!left.equals(lastLeft)) {
            lastLeft = left;
            unchangedSince = now;
        } else if (now - unchangedSince >= STANDS_STILL_AFTER.toNanos()) {
            unchangedSince = now;
            left.forEach((partition, from) -> {
                if (isEmpty(partition, from, ends.get(partition))) {
                    emptyBefore.put(partition, ends.get(partition));
                }
            });
            return left(ends).isEmpty();
        }
        return false;
    }

    /**
     * Whether the group stands still and everything in it is somebody's: every one of {@code inputs} is assigned, and what
     * is assigned to this instance is what it works on. While partitions move, neither who gives a task away nor who is to
     * get it has it; two instances that looked at themselves alone would both leave, and nobody would do its work.
     *
     * @param ours client ids of this instance's consumers
     * @param worked the partitions of this instance's tasks
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    boolean isSettled(Set<TopicPartition> inputs, Set<String> ours, Set<Integer> worked) {
        ConsumerGroupDescription described = described();
        List<Member> members = described.members().stream()
                .map(member -> new Member(member.clientId(), member.assignment().topicPartitions()))
                .toList();
        return isSettled(described.groupState(), members, inputs, ours, worked);
    }

    /** A member of the group, and what is assigned to it. */
    record Member(String clientId, Set<TopicPartition> partitions) {}

    static boolean isSettled(
            GroupState state, List<Member> members, Set<TopicPartition> inputs, Set<String> ours, Set<Integer> worked) {
        Set<TopicPartition> assigned = new HashSet<>();
        Set<Integer> assignedHere = new HashSet<>();
        for (Member member : members) {
            assigned.addAll(member.partitions());
            if (ours.contains(member.clientId())) {
                member.partitions().forEach(partition -> assignedHere.add(partition.partition()));
            }
        }
        return state == GroupState.STABLE && assigned.containsAll(inputs) && assignedHere.equals(worked);
    }

    private ConsumerGroupDescription described() {
        try {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
        } catch (ExecutionException noAnswer) {
            throw new TopicSetup.TopicException("the broker does not say who is in group " + group + ": "
                    + noAnswer.getCause().getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TopicSetup.TopicException("interrupted while group " + group + " was looked at");
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }

    /** The partitions whose end has not been reached, with the offset that is committed, 0 for none. */
    private Map<TopicPartition, Long> left(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, Long> left = new HashMap<>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata offset = committed.get(partition);
            long reached = offset == null ? 0 : offset.offset();
            if (reached < end && emptyBefore.getOrDefault(partition, 0L) < end) {
                left.put(partition, reached);
            }
        });
        return left;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException noAnswer) {
            throw new TopicSetup.TopicException("the broker does not say what group " + group + " has committed: "
                    + noAnswer.getCause().getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TopicSetup.TopicException("interrupted while group " + group + " was looked at");
        }
    }

    /** Whether no committed record lies from {@code from} to before {@code end}. */
    private boolean isEmpty(TopicPartition partition, long from, long end) {
        if (consumer == null) {
            Map<String, Object> config = new HashMap<>(client);
            config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long begin = nanoTime.getAsLong();
        while (nanoTime.getAsLong() - begin < LOOK_FOR.toNanos()) {
            if (!consumer.poll(POLL).isEmpty()) {
                return false;
            }
            if (consumer.position(partition) >= end) {
                return true;
            }
        }
        return false;
    }
}
