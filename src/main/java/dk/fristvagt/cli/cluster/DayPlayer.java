package dk.fristvagt.cli.cluster;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.topology.MonitorStatus;
import dk.fristvagt.topology.SettableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Plays a history through a monitor on a real broker, day by day, so that it comes out as domain.md §10 says.
 *
 * <p>The order of a day is held by two barriers (architecture.md, state). The clock is set to the day, and every task
 * must have worked off what is due; only then are the day's events published, and every one must be committed before the
 * next day. Within a day the events of one citizen lie on several topics, between which Kafka has no order: they are
 * published in waves, so that no event overtakes an earlier one of the same citizen. Every day is played: one on which
 * nothing is due or recorded costs no more than a look at the agenda.
 */
public final class DayPlayer {
    private static final Comparator<Event<?>> RECORDED =
            Comparator.<Event<?>, Instant>comparing(Event::recordedAt).thenComparing(Event::eventId, Days.UTF8);

    private final SettableClock clock;
    private final Monitor monitor;
    private final EventPublisher publisher;
    private final CommittedOffsets committed;
    private final Patience patience;

    /** The monitor that is played to: one instance, or several of one group. */
    public interface Monitor {
        /** Whether every task has worked off everything that was due at {@code instant}. */
        boolean hasReached(Instant instant);

        /** How it is doing, for the message when it does not get there. */
        String describe();

        /** One instance in this JVM that has every task. */
        static Monitor of(MonitorStatus status, int tasks) {
            return of(() -> List.of(status), tasks);
        }

        /** Several instances in this JVM that share {@code tasks} tasks. */
        static Monitor of(Supplier<List<MonitorStatus>> instances, int tasks) {
            return new Instances(instances, tasks);
        }
    }

    private record Instances(Supplier<List<MonitorStatus>> instances, int tasks) implements Monitor {
        @Override
        public boolean hasReached(Instant instant) {
            int reached = 0;
            for (MonitorStatus status : instances.get()) {
                for (MonitorStatus.TaskState task : status.tasks().values()) {
                    if (!task.hasReached(instant)) {
                        return false;
                    }
                    reached++;
                }
            }
            return reached == tasks;
        }

        @Override
        public String describe() {
            List<String> states = new ArrayList<>();
            instances
                    .get()
                    .forEach(status -> status.tasks()
                            .values()
                            .forEach(task -> states.add(task.task() + " " + task.phase() + " at " + task.cursor()
                                    + (task.obstacles().isEmpty() ? "" : " " + task.obstacles()))));
            return states.size() + " of " + tasks + " tasks"
                    + (states.isEmpty() ? "" : ": " + String.join(", ", states));
        }
    }

    /** Hears how far the play has come. */
    public interface Audience {
        /**
         * {@code day} begins.
         *
         * @return false to end the play before it
         */
        boolean begins(LocalDate day);

        /** {@code day} has been played, and {@code events} events so far. */
        void played(LocalDate day, long events);
    }

    /**
     * A player.
     *
     * @param clock the monitor's business clock
     * @param committed of the monitor's group
     */
    public DayPlayer(
            SettableClock clock,
            Monitor monitor,
            EventPublisher publisher,
            CommittedOffsets committed,
            Patience patience) {
        this.clock = clock;
        this.monitor = monitor;
        this.publisher = publisher;
        this.committed = committed;
        this.patience = patience;
    }

    /**
     * Plays every day from {@code first} to {@code until}; events that were not recorded in between are left out.
     *
     * @throws Patience.TimedOutException when the monitor does not get through a day
     * @throws Patience.StoppedException when the thread is interrupted
     */
    public void play(List<Event<?>> events, LocalDate first, LocalDate until, Audience audience) {
        TreeMap<LocalDate, List<Event<?>>> byDay = new TreeMap<>();
        events.stream()
                .sorted(RECORDED)
                .forEach(event -> byDay.computeIfAbsent(Days.civil(event.recordedAt()), day -> new ArrayList<>())
                        .add(event));
        long published = 0;
        for (LocalDate day = first; !day.isAfter(until) && audience.begins(day); day = day.plusDays(1)) {
            begin(day);
            List<Event<?>> recorded = byDay.getOrDefault(day, List.of());
            for (List<Event<?>> wave : waves(recorded)) {
                publish(wave, day);
            }
            published += recorded.size();
            audience.played(day, published);
        }
    }

    private void begin(LocalDate day) {
        Instant end = SettableClock.endOf(day);
        clock.set(end);
        patience.until(
                () -> monitor.hasReached(end), () -> "the monitor to begin " + day + " (" + monitor.describe() + ")");
    }

    private void publish(List<Event<?>> wave, LocalDate day) {
        Map<TopicPartition, Long> ends = publisher.publish(wave);
        patience.until(
                () -> committed.passed(ends),
                () -> "the monitor to commit the events of " + day + " (" + monitor.describe() + ")");
    }

    /**
     * The events of one day, ordered, in waves: of one citizen a wave has events of one kind only, which one topic keeps
     * in order.
     */
    static List<List<Event<?>>> waves(List<Event<?>> events) {
        List<List<Event<?>>> waves = new ArrayList<>();
        Map<String, Integer> lastWave = new HashMap<>();
        Map<String, Fact.Kind> lastKind = new HashMap<>();
        for (Event<?> event : events) {
            Fact.Kind kind = event.fact().kind();
            Fact.Kind before = lastKind.put(event.citizenId(), kind);
            int wave = lastWave.getOrDefault(event.citizenId(), 0) + (before == null || before == kind ? 0 : 1);
            lastWave.put(event.citizenId(), wave);
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(event);
        }
        return waves;
    }
}
