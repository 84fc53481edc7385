package dk.fristvagt.topology;

import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plays a stored history through the topology in Kafka's test driver, day by day as {@link
 * dk.fristvagt.monitor.Backtest} plays it through the core: the clock passes midnight, then every event is read when it
 * was recorded.
 *
 * @param said by citizen, in the order in which it was said
 * @param table the deadlines table on the last day
 */
record DriverBacktest(
        Map<String, List<Rig.Said>> said, SortedMap<String, Deadline> table, List<Rig.Letter> deadLetters) {
    private static final Comparator<Event<?>> RECORDED = Comparator.<Event<?>, Instant>comparing(Event::recordedAt)
            .thenComparing(Event::eventId, Days.UTF8);

    static DriverBacktest play(List<Event<?>> events, LocalDate until) {
        List<Event<?>> ordered = new ArrayList<>(events);
        ordered.sort(RECORDED);
        LocalDate first = Days.civil(ordered.get(0).recordedAt());
        Map<String, List<Rig.Said>> said = new TreeMap<>();
        try (Rig rig = new Rig(AgendaKeys.midnight(first))) {
            int next = 0;
            for (LocalDate day = first; !day.isAfter(until); day = day.plusDays(1)) {
                rig.advanceTo(AgendaKeys.midnight(day));
                while (next < ordered.size() && Days.civil(ordered.get(next).recordedAt()).equals(day)) {
                    rig.clock.set(ordered.get(next).recordedAt());
                    rig.pipe(ordered.get(next++));
                }
                // Sequences begin anew when a citizen is forgotten, so a day's alerts are taken before the next day's.
                for (Rig.Said one : rig.said()) {
                    said.computeIfAbsent(one.alert().getCitizenId(), id -> new ArrayList<>()).add(one);
                }
            }
            return new DriverBacktest(said, new TreeMap<>(rig.table()), rig.letters());
        }
    }
}
