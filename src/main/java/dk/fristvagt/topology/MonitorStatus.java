package dk.fristvagt.topology;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.wire.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How an instance of the monitor is doing: what each of its tasks does now, and what it has done since it started.
 *
 * <p>For readiness, metrics and whoever plays days against a simulated clock. Safe for use by several threads.
 */
public final class MonitorStatus {
    /** Stands for a rule that is not in the rulebook. */
    public static final String UNKNOWN_RULE = "unknown";

    private static final long NEVER = Long.MIN_VALUE;

    private final Units units;
    private final Set<String> rules;
    private final LongSupplier nanoTime;
    private final Backlog.Turns turns;

    private final Map<Count, LongAdder> counts = adders(Count.class);
    private final Map<AlertKind, LongAdder> alerts = new ConcurrentHashMap<>();
    private final Latency eventToAlert = new Latency();
    private final Map<Fact.Kind, LongAdder> events = adders(Fact.Kind.class);
    private final AtomicLongArray lastRecord = never();
    private final AtomicLongArray newestRecorded = never();
    private final RestoreProgress restores = new RestoreProgress(List.of(Names.CITIZENS, Names.AGENDA));
    private final Map<Cause, LongAdder> deadLetters = adders(Cause.class);
    private final Map<String, Report> tasks = new ConcurrentHashMap<>();
    private volatile boolean running;

    /**
     * Nothing has happened yet.
     *
     * @param units that alerts are counted by
     * @param rules the ids that alerts are counted by
     * @param nanoTime as {@link System#nanoTime}
     */
    MonitorStatus(Units units, Set<String> rules, LongSupplier nanoTime) {
        this.units = units;
        this.rules = Set.copyOf(rules);
        this.nanoTime = nanoTime;
        turns = new Backlog.Turns(nanoTime.getAsLong());
    }

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
        /** Measures of meetings that were sent, tombstones included. */
        MEASURES,
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
     * @param backlog how many are due, as far as it is known, counted up to 100 000
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
            int backlog,
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
        return alerts.entrySet().stream()
                .filter(alert -> alert.getKey().type() == type)
                .mapToLong(alert -> alert.getValue().sum())
                .sum();
    }

    /**
     * What kind of alert it is.
     *
     * @param unit as its topic has it: {@link Units#UNROUTED} when it is not known
     * @param rule the id, or {@link #UNKNOWN_RULE}
     */
    public record AlertKind(Alert.Type type, String unit, String rule) {}

    /** How many alerts of each kind have been said since the start. */
    public Map<AlertKind, Long> alerts() {
        return alerts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, alert -> alert.getValue().sum()));
    }

    /** How long it took from recording an event to saying the alerts that it caused at once. */
    public Latency.Counted eventToAlert() {
        return eventToAlert.counted();
    }

    /** How many valid events of a kind have reached the core since the start. */
    public long events(Fact.Kind kind) {
        return events.get(kind).sum();
    }

    /** When the last record of the input of a kind was taken, valid or not; empty when none was since the start. */
    public Optional<Instant> lastRecord(Fact.Kind kind) {
        return instant(lastRecord.get(kind.ordinal()));
    }

    /** The newest recordedAt of the valid events of a kind; empty when there was none since the start. */
    public Optional<Instant> newestRecorded(Fact.Kind kind) {
        return instant(newestRecorded.get(kind.ordinal()));
    }

    /** Since the task that ticked longest ago has ticked; zero when there is no task. */
    public Duration sinceTick() {
        long now = nanoTime.getAsLong();
        return tasks.values().stream()
                .map(report -> Duration.ofNanos(Math.max(0, now - report.ticked)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** What is still to be restored of the stores. */
    public RestoreProgress restores() {
        return restores;
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

    Backlog.Turns turns() {
        return turns;
    }

    /** A record of the input of {@code kind} has been taken. */
    void received(Fact.Kind kind, Instant now) {
        lastRecord.setRelease(kind.ordinal(), now.toEpochMilli());
    }

    /** A valid event has been taken in. */
    void taken(Event<?> event) {
        Fact.Kind kind = event.fact().kind();
        add(Count.EVENTS, 1);
        events.get(kind).increment();
        long recorded = event.recordedAt().toEpochMilli();
        if (recorded > newestRecorded.get(kind.ordinal())) {
            newestRecorded.accumulateAndGet(kind.ordinal(), recorded, Math::max);
        }
    }

    /** {@code number} alerts were said {@code length} after the event that caused them had been recorded. */
    void answered(Duration length, int number) {
        eventToAlert.add(length, number);
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
        outcome.alerts()
                .forEach(alert -> alerts.computeIfAbsent(kind(alert), any -> new LongAdder())
                        .increment());
        add(Count.ROWS, outcome.rows().size());
        add(Count.MEASURES, outcome.measures().size());
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

    private AlertKind kind(Alert alert) {
        String rule = alert.rule().id();
        return new AlertKind(alert.type(), units.topicUnit(alert.unit()), rules.contains(rule) ? rule : UNKNOWN_RULE);
    }

    /** Where a task reports what it does. */
    final class Report {
        private final String task;
        private volatile TaskState state;
        private volatile long ticked = nanoTime.getAsLong();

        private Report(String task) {
            this.task = task;
        }

        /** The task has looked at the clock and does this. */
        void update(TaskState now) {
            ticked = nanoTime.getAsLong();
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

    private static AtomicLongArray never() {
        AtomicLongArray times = new AtomicLongArray(Fact.Kind.values().length);
        for (int i = 0; i < times.length(); i++) {
            times.set(i, NEVER);
        }
        return times;
    }

    private static Optional<Instant> instant(long epochMilli) {
        return epochMilli == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(epochMilli));
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        Function.identity(), any -> new LongAdder(), (a, b) -> a, () -> new EnumMap<>(type)));
    }
}
