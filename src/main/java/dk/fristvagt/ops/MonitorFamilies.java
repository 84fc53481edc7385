package dk.fristvagt.ops;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.topology.Cause;
import dk.fristvagt.topology.Latency;
import dk.fristvagt.topology.MonitorStatus;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.topology.MonitorStatus.TaskState;
import dk.fristvagt.topology.Phase;
import dk.fristvagt.wire.Topics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the monitor of an instance does and has done since it started, as metrics. */
final class MonitorFamilies implements MultiCollector {
    private static final double MILLIS = 1000;

    private static final Map<Metric, Count> COUNTERS = new EnumMap<>(Map.of(
            Metric.EVALUATIONS, Count.EVALUATIONS,
            Metric.QUARANTINED, Count.QUARANTINED,
            Metric.CONFLICTS, Count.CONFLICTS,
            Metric.SILENCED_ALERTS, Count.SILENCED,
            Metric.DEADLINE_ROWS, Count.ROWS,
            Metric.MEASURE_ROWS, Count.MEASURES,
            Metric.PURGED_CITIZENS, Count.PURGED,
            Metric.STALE_AGENDA_ENTRIES, Count.STALE_ENTRIES,
            Metric.UNREADABLE_FILES, Count.UNREADABLE_FILES));

    private final MonitorStatus status;
    private final InstantSource clock;
    private final int rulebook;

    MonitorFamilies(MonitorStatus status, InstantSource clock, int rulebook) {
        this.status = status;
        this.clock = clock;
        this.rulebook = rulebook;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> families = new ArrayList<>();
        COUNTERS.forEach((metric, count) ->
                families.add(Family.of(metric).add(status.count(count)).snapshot()));
        families.add(events());
        families.add(alerts());
        families.add(deadLetters());
        families.add(eventToAlert());
        families.addAll(inputs());
        families.addAll(tasks(status.tasks().values(), clock.instant()));
        families.add(restores());
        families.add(Family.of(Metric.WATCHDOG_AGE_SECONDS)
                .add(seconds(status.sinceTick()))
                .snapshot());
        families.add(Family.of(Metric.RULEBOOK_VERSION).add(rulebook).snapshot());
        return new MetricSnapshots(families);
    }

    private MetricSnapshot events() {
        Family family = Family.of(Metric.EVENTS);
        for (Fact.Kind kind : Fact.Kind.values()) {
            family.add(status.events(kind), Topics.inputName(kind));
        }
        return family.snapshot();
    }

    private MetricSnapshot alerts() {
        Family family = Family.of(Metric.ALERTS);
        status.alerts().forEach((kind, number) -> family.add(number, kind.type().name(), kind.unit(), kind.rule()));
        return family.snapshot();
    }

    private MetricSnapshot deadLetters() {
        Family family = Family.of(Metric.DEAD_LETTERS);
        for (Cause cause : Cause.values()) {
            family.add(status.deadLetters(cause), cause.name());
        }
        return family.snapshot();
    }

    private MetricSnapshot eventToAlert() {
        Latency.Counted counted = status.eventToAlert();
        return Family.of(Metric.EVENT_TO_ALERT_SECONDS)
                .addBuckets(counted.bounds(), counted.counts(), counted.sum())
                .snapshot();
    }

    private List<MetricSnapshot> inputs() {
        Family last = Family.of(Metric.INPUT_LAST_RECORD_TIMESTAMP_SECONDS);
        Family newest = Family.of(Metric.INPUT_NEWEST_RECORDED_TIMESTAMP_SECONDS);
        for (Fact.Kind kind : Fact.Kind.values()) {
            String input = Topics.inputName(kind);
            last.addIfPresent(status.lastRecord(kind).map(MonitorFamilies::seconds), input);
            newest.addIfPresent(status.newestRecorded(kind).map(MonitorFamilies::seconds), input);
        }
        return List.of(last.snapshot(), newest.snapshot());
    }

    private static List<MetricSnapshot> tasks(Collection<TaskState> tasks, Instant now) {
        Family phases = Family.of(Metric.TASKS);
        for (Phase phase : Phase.values()) {
            phases.add(tasks.stream().filter(task -> task.phase() == phase).count(), phase.name());
        }
        Duration lag = tasks.stream()
                .map(task -> task.behind(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Optional<Double> day = tasks.stream()
                .flatMap(task -> task.day().stream())
                .min(LocalDate::compareTo)
                .map(date -> seconds(date.atStartOfDay(Days.COPENHAGEN).toInstant()));
        return List.of(
                phases.snapshot(),
                sum(
                        Metric.PARKED_RECORDS,
                        tasks.stream().mapToLong(TaskState::parked).sum()),
                sum(
                        Metric.AGENDA_BACKLOG_CITIZENS,
                        tasks.stream().mapToLong(TaskState::backlog).sum()),
                sum(
                        Metric.STALLED_PARTITIONS,
                        tasks.stream().mapToLong(task -> task.stalled().size()).sum()),
                Family.of(Metric.AGENDA_LAG_SECONDS).add(seconds(lag)).snapshot(),
                Family.of(Metric.BUSINESS_DAY_TIMESTAMP_SECONDS)
                        .addIfPresent(day)
                        .snapshot());
    }

    private static MetricSnapshot sum(Metric metric, long sum) {
        return Family.of(metric).add(sum).snapshot();
    }

    private MetricSnapshot restores() {
        Family family = Family.of(Metric.RESTORE_REMAINING_RECORDS);
        status.restores().left().forEach((store, left) -> family.add(left, store));
        return family.snapshot();
    }

    private static double seconds(Duration length) {
        return length.toMillis() / MILLIS;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }
}
