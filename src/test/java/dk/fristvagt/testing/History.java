package dk.fristvagt.testing;

import dk.fristvagt.facts.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that is ever recorded about one made-up citizen, and how long to watch.
 *
 * @param number what {@link RandomHistories#history} made it from
 * @param events by recordedAt and eventId; the same event may be there twice
 * @param until the last day to play
 */
public record History(long number, String citizenId, List<Event<?>> events, LocalDate until) {
    /** Where days begin (domain.md §2). */
    public static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");

    private static final Comparator<Event<?>> ARRIVAL =
            Comparator.<Event<?>, Instant>comparing(Event::recordedAt).thenComparing(Event::eventId);

    public History {
        List<Event<?>> sorted = new ArrayList<>(events);
        sorted.sort(ARRIVAL);
        events = List.copyOf(sorted);
    }

    /** The civil date on which {@code event} was recorded. */
    public static LocalDate recordedDay(Event<?> event) {
        return LocalDate.ofInstant(event.recordedAt(), COPENHAGEN);
    }

    /** The first recorded day. */
    public LocalDate firstDay() {
        return recordedDay(events.get(0));
    }

    /** The events by the day on which they were recorded. */
    public TreeMap<LocalDate, List<Event<?>>> byDay() {
        return events.stream().collect(Collectors.groupingBy(History::recordedDay, TreeMap::new, Collectors.toList()));
    }

    /** The same life with other events. */
    public History with(List<Event<?>> others) {
        return new History(number, citizenId, others, until);
    }

    /** One line per event, so that a history that fails can be read where it is reported. */
    @Override
    public String toString() {
        return "history " + number + " (" + events.size() + " events, until " + until + ")"
                + events.stream()
                        .map(event -> "\n  " + event.recordedAt() + ' ' + event.eventId()
                                + (event.annulled() ? " ANNULLED " : " ") + event.fact())
                        .collect(Collectors.joining());
    }
}
