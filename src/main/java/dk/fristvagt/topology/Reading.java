package dk.fristvagt.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a task has read, and so in which {@link Phase} it is.
 *
 * <p>It never waits: the broker is asked, and the answer is looked at on the next tick.
 */
public final class Reading {
    /** A partition that has not moved for so long, before its end is reached, is reported. */
    static final Duration STALLED_AFTER = Duration.ofSeconds(60);

    /**
     * A backlog ends when what was waiting has been read and nothing from before today has come since; but neither an
     * unending trickle of late events nor a registry that stays away holds the agenda up for longer than this.
     */
    static final Duration LONGEST_BACKLOG = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final String task;
    private final Set<TopicPartition> inputs;
    private final EndOffsets endOffsets;
    private final Positions positions;
    private final LongSupplier nanoTime;

    private final Map<TopicPartition, Long> processed = new HashMap<>();
    private final Map<TopicPartition, Movement> movements = new HashMap<>();
    private final Set<TopicPartition> stalled = new HashSet<>();

    private Phase phase = Phase.CATCHING_UP;
    private CompletableFuture<Map<TopicPartition, Long>> asked;
    private boolean askingFailed;
    private long backlogSince;
    private boolean lateSinceLastLook;
    private long processedRecords;

    /**
     * Where a partition was when it last moved.
     *
     * @param inTask how many records the task had processed, while it holds records of the partition; else -1
     */
    private record Movement(long position, long inTask, long nanos) {
        boolean standsStill(long positionNow, long inTaskNow) {
            return position == positionNow && inTask == inTaskNow;
        }
    }

    public Reading(
            String task,
            Set<TopicPartition> inputs,
            EndOffsets endOffsets,
            Positions positions,
            LongSupplier nanoTime) {
        this.task = task;
        this.inputs = Set.copyOf(inputs);
        this.endOffsets = endOffsets;
        this.positions = positions;
        this.nanoTime = nanoTime;
    }

    /** Begins: asks where the inputs end now. */
    public void begin() {
        inputs.forEach(positions::begin);
        ask();
    }

    /** The task is no longer this instance's. */
    public void end() {
        inputs.forEach(positions::unwatch);
    }

    public Phase phase() {
        return phase;
    }

    /** The partitions that have not moved for {@link #STALLED_AFTER} though their end is not reached. */
    Set<TopicPartition> stalled() {
        return Set.copyOf(stalled);
    }

    /** A record has been processed. */
    public void processed(TopicPartition partition, long offset) {
        processed.put(partition, offset);
        processedRecords++;
    }

    /** An event from before today has come while the task was live. */
    void late() {
        lateSinceLastLook = true;
        if (phase == Phase.LIVE) {
            phase = Phase.BACKLOG;
            backlogSince = nanoTime.getAsLong();
            inputs.forEach(positions::watch);
            ask();
        }
    }

    /**
     * Looks whether the phase has ended.
     *
     * @param nothingParked whether no record is waiting for its schema
     */
    public void look(boolean nothingParked) {
        if (phase == Phase.LIVE) {
            return;
        }
        Optional<Map<TopicPartition, Long>> ends = ends();
        if (ends.isEmpty()) {
            return;
        }
        boolean allRead = true;
        long now = nanoTime.getAsLong();
        for (TopicPartition partition : inputs) {
            if (passed(partition, ends.get().getOrDefault(partition, 0L))) {
                stalled.remove(partition);
            } else {
                allRead = false;
                watchMovement(partition, ends.get().get(partition), now);
            }
        }
        boolean late = lateSinceLastLook;
        lateSinceLastLook = false;
        if (!allRead) {
            return;
        }
        if (phase == Phase.BACKLOG && now - backlogSince < LONGEST_BACKLOG.toNanos()) {
            if (!nothingParked) {
                return;
            }
            if (late) {
                ask();
                return;
            }
        } else if (phase == Phase.CATCHING_UP && !nothingParked) {
            return;
        }
        if (phase == Phase.CATCHING_UP) {
            LOG.info("Task {} has read what was waiting for it and is live", task);
        }
        phase = Phase.LIVE;
        inputs.forEach(positions::unwatch);
        movements.clear();
    }

    private void ask() {
        movements.clear();
        asked = endOffsets.of(inputs);
    }

    private Optional<Map<TopicPartition, Long>> ends() {
        if (!asked.isDone()) {
            return Optional.empty();
        }
        if (asked.isCompletedExceptionally()) {
            if (!askingFailed) {
                askingFailed = true;
                LOG.warn("Task {} cannot learn where its inputs end; it asks again until the broker answers", task);
            }
            ask();
            return Optional.empty();
        }
        askingFailed = false;
        return Optional.of(asked.join());
    }

    private boolean passed(TopicPartition partition, long end) {
        long last = processed.getOrDefault(partition, -1L);
        if (last + 1 >= end) {
            return true;
        }
        // The consumer is past the end, and what it gave to the task on the way has been processed: the offsets in
        // between are transaction markers, aborted records or were compacted away.
        return positions
                .of(partition)
                .filter(position -> position.next() >= end && last >= position.lastDelivered())
                .isPresent();
    }

    private void watchMovement(TopicPartition partition, long end, long now) {
        long last = processed.getOrDefault(partition, -1L);
        Optional<Positions.Position> read = positions.of(partition);
        long position = Math.max(last + 1, read.map(Positions.Position::next).orElse(0L));
        // A task takes the oldest of the records that it holds, so those of a quiet topic wait for the busy ones: then
        // the partition stands still only if the task does.
        long inTask = read.filter(there -> last < there.lastDelivered()).isPresent() ? processedRecords : -1;
        Movement before = movements.get(partition);
        if (before == null || !before.standsStill(position, inTask)) {
            movements.put(partition, new Movement(position, inTask, now));
            stalled.remove(partition);
        } else if (now - before.nanos() >= STALLED_AFTER.toNanos() && stalled.add(partition)) {
            LOG.warn(
                    "Task {} has made no progress on {} for {} s: it stands at offset {} and must reach {} to be live."
                            + " Look for a broker that is away or a producer whose transaction hangs.",
                    task,
                    partition,
                    STALLED_AFTER.toSeconds(),
                    position,
                    end);
        }
    }
}
