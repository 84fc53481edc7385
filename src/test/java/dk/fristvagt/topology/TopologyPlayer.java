package dk.fristvagt.topology;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.CitizenMonitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Plays a history through the topology in the test driver, day by day, as domain.md §10 says: midnight comes and is worked
 * off, then the events recorded on the day come in the order of recordedAt and eventId.
 */
public final class TopologyPlayer {
    private static final Comparator<Event<?>> RECORDED =
            Comparator.<Event<?>, Instant>comparing(Event::recordedAt).thenComparing(Event::eventId, Days.UTF8);

    private final CitizenMonitor monitor;
    private IntPredicate restartsAfter = step -> false;
    private int passCount = 1_000;

    /** A player of the topology around {@code monitor}. */
    public TopologyPlayer(CitizenMonitor monitor) {
        this.monitor = monitor;
    }

    /** Ends the task and begins it anew with what its stores hold, after those steps (days and events, from 0). */
    public TopologyPlayer restartingAfter(IntPredicate steps) {
        restartsAfter = steps;
        return this;
    }

    /** Works off no more than {@code entries} agenda entries in one pass. */
    public TopologyPlayer inPassesOf(int entries) {
        passCount = entries;
        return this;
    }

    /**
     * What came out.
     *
     * @param alerts in the order in which they were said; those of one step by citizen and sequence
     * @param deadlines the deadlines table at the end
     * @param measures the measures of meetings at the end
     * @param deadLetters their codes
     */
    public record Played(
            List<Alert> alerts,
            SortedMap<String, Deadline> deadlines,
            SortedMap<String, MeetingMeasure> measures,
            List<String> deadLetters) {}

    /** Plays {@code events} to the end of {@code until}. Events recorded later are left out. */
    public Played play(List<? extends Event<?>> events, LocalDate until) {
        List<Event<?>> ordered = new ArrayList<>(events);
        ordered.sort(RECORDED);
        if (ordered.isEmpty()) {
            return new Played(List.of(), new TreeMap<>(), new TreeMap<>(), List.of());
        }
        LocalDate first = Days.civil(ordered.get(0).recordedAt());
        Pace pace = new Pace(Duration.ofMillis(1), passCount, Duration.ofDays(1));
        try (Rig rig = new Rig(AgendaKeys.midnight(first), monitor, 1, pace)) {
            return new Run(rig).play(ordered, first, until);
        }
    }

    private final class Run {
        private final Rig rig;
        private final List<Alert> alerts = new ArrayList<>();
        private final List<String> deadLetters = new ArrayList<>();
        private int step;

        private Run(Rig rig) {
            this.rig = rig;
        }

        private Played play(List<Event<?>> events, LocalDate first, LocalDate until) {
            int next = 0;
            for (LocalDate day = first; !day.isAfter(until); day = day.plusDays(1)) {
                rig.advanceTo(AgendaKeys.midnight(day));
                take();
                while (next < events.size()
                        && Days.civil(events.get(next).recordedAt()).equals(day)) {
                    Event<?> event = events.get(next++);
                    rig.clock.set(event.recordedAt());
                    rig.pipe(event);
                    take();
                }
            }
            return new Played(alerts, rig.table(), rig.measureTable(), deadLetters);
        }

        private void take() {
            rig.said().forEach(said -> alerts.add(said.alert()));
            rig.letters().forEach(letter -> deadLetters.add(letter.code()));
            if (restartsAfter.test(step++)) {
                rig.restart().settle();
            }
        }
    }
}
