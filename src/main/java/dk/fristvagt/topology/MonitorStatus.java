package dk.fristvagt.topology;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.monitor.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How an instance of the monitor is doing: what each of its tasks does now, and what it has done since it started.
 *
 * <p>For readiness, metrics and whoever plays days against a simulated clock. Safe for use by several threads.
 */
public final class MonitorStatus {
    private final Map<Count, LongAdder> counts = adders(Count.class);
    private final Map<Alert.Type, LongAdder> alerts = adders(Alert.Type.class);
    private final Map<Cause, LongAdder> deadLetters = adders(Cause.class);
    private final Map<String, Report> tasks = new ConcurrentHashMap<>();
    private volatile boolean running;

    /** What is counted besides alerts and dead letters. */
    public enum Count {
        /** Events that reached the core. */
        EVENTS,
        /** Events that changed what is known. */
        MERGES,
        /** Events that share their stamp with a different event (domain.md §2). */
        CONFLICTS,
        EVALUATIONS,
        /** Alerts that entered a ledger without being sent (domain.md §10, silent-before). */
        SILENCED,
        /** Rows of the deadlines table that were sent, tombstones included. */
        ROWS,
        /** Failed evaluations, each of which put a citizen into quarantine or left one there. */
        QUARANTINED,
        /** Records that had to wait for their schema. */
        PARKED,
        /** Agenda entries that no file named. */
        STALE_ENTRIES,
        /** Files that could not be read when their day came. */
        UNREADABLE_FILES,
        /** Citizens of whom nothing was left to keep. */
        PURGED
    }

    /**
     * What a task does now.
     *
     * @param task as Kafka Streams names it, {@code 0_3}
     * @param cursor how far the agenda has been worked off
     * @param day the business day; empty while none may be evaluated on
     * @param moreDue whether agenda entries are due that have not been worked off
     * @param parked how many records wait for their schema
     * @param stalled input partitions that make no progress
     * @param obstacles what keeps it from being ready
     */
    public record TaskState(
            String task,
            Phase phase,
            Instant cursor,
            Optional<LocalDate> day,
            boolean moreDue,
            int parked,
            Set<TopicPartition> stalled,
            Set<Obstacle> obstacles) {
        /** How long ago that was due which the task works off now; zero when nothing is due. */
        public Duration behind(Instant now) {
            return moreDue && now.isAfter(cursor) ? Duration.between(cursor, now) : Duration.ZERO;
        }

        /** Whether everything that was due at {@code instant} has been worked off. */
        public boolean hasReached(Instant instant) {
            return phase == Phase.LIVE
                    && !moreDue
                    && parked == 0
                    && day.isPresent()
                    && cursor.getEpochSecond() >= instant.getEpochSecond();
        }
    }

    // ---- for whoever watches

    /** What the tasks of this instance do, by their name. */
    public SortedMap<String, TaskState> tasks() {
        SortedMap<String, TaskState> states = new TreeMap<>();
        tasks.forEach((task, report) -> report.state().ifPresent(state -> states.put(task, state)));
        return states;
    }

    /** What keeps this instance from being ready; empty when it is. */
    public Set<Obstacle> obstacles() {
        Set<Obstacle> all = EnumSet.noneOf(Obstacle.class);
        if (!running) {
            all.add(Obstacle.NOT_RUNNING);
        }
        for (Report report : tasks.values()) {
            all.addAll(report.state().map(TaskState::obstacles).orElse(EnumSet.of(Obstacle.CATCHING_UP)));
        }
        return Collections.unmodifiableSet(all);
    }

    /**
     * Whether this instance has {@code tasks} tasks and all of them have worked off everything that was due at
     * {@code instant}: the barrier between two days of a simulated clock.
     */
    public boolean everyTaskHasReached(Instant instant, int tasks) {
        Collection<TaskState> states = tasks().values();
        return states.size() == tasks && states.stream().allMatch(state -> state.hasReached(instant));
    }

    /**
     * Whether this instance runs, nothing keeps it from being ready, and every task it has, if any, has worked off what
     * was due: what it was given is done.
     */
    public boolean nothingLeft() {
        return obstacles().isEmpty()
                && tasks().values().stream()
                        .allMatch(task -> task.phase() == Phase.LIVE && !task.moreDue() && task.parked() == 0);
    }

    /** How often something has happened since the start. */
    public long count(Count what) {
        return counts.get(what).sum();
    }

    /** How many alerts of a type have been said since the start. */
    public long alerts(Alert.Type type) {
        return alerts.get(type).sum();
    }

    /** How many records have gone to the dead letters for a cause since the start. */
    public long deadLetters(Cause cause) {
        return deadLetters.get(cause).sum();
    }

    // ---- for the topology

    /** A task is this instance's from now on. */
    Report open(String task) {
        Report report = new Report(task);
        tasks.put(task, report);
        return report;
    }

    void running(boolean now) {
        running = now;
    }

    void add(Count what, long amount) {
        counts.get(what).add(amount);
    }

    void deadLetter(Cause cause) {
        deadLetters.get(cause).increment();
    }

    /** Counts what came of an event or a day, once it is stored and said. */
    void add(Outcome outcome) {
        outcome.alerts().forEach(alert -> alerts.get(alert.type()).increment());
        add(Count.ROWS, outcome.rows().size());
        add(Count.EVALUATIONS, outcome.evaluations());
        add(Count.SILENCED, outcome.silenced());
        if (outcome.purged()) {
            add(Count.PURGED, 1);
        }
        outcome.merge().ifPresent(merge -> {
            switch (merge) {
                case CHANGED -> add(Count.MERGES, 1);
                case CONFLICT -> add(Count.CONFLICTS, 1);
                case UNCHANGED, BEHIND_HORIZON -> {}
            }
        });
    }

    /** Where a task reports what it does. */
    final class Report {
        private final String task;
        private volatile TaskState state;

        private Report(String task) {
            this.task = task;
        }

        void update(TaskState now) {
            if (!now.equals(state)) {
                state = now;
            }
        }

        /** The task is no longer this instance's. */
        void close() {
            tasks.remove(task, this);
        }

        private Optional<TaskState> state() {
            return Optional.ofNullable(state);
        }
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        Function.identity(), any -> new LongAdder(), (a, b) -> a, () -> new EnumMap<>(type)));
    }
}
