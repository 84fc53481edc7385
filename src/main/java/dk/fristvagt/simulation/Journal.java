package dk.fristvagt.simulation;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of one citizen as they are recorded.
 *
 * <p>Deliveries begin on a day. What was recorded before it is delivered then: each object once, as it stood, before the
 * offices open. What is recorded after the last day is not delivered.
 */
final class Journal {
    private static final int MINUTE = 60_000;
    private static final Comparator<Event<?>> BY_STAMP =
            Comparator.<Event<?>, java.time.Instant>comparing(Event::recordedAt).thenComparing(Event::eventId);

    private final String citizenId;
    private final String jobcentre;
    private final String akasse;
    private final Chance chance;
    private final int from;
    private final long begins;
    private final long ends;
    private final List<Event<?>> events = new ArrayList<>();

    Journal(Citizen citizen, Chance chance, int from, int to) {
        this.citizenId = citizen.id();
        this.jobcentre = "jobcentre-" + citizen.municipality();
        this.akasse = "akasse-" + citizen.akasse();
        this.chance = chance;
        this.from = from;
        this.begins = CivilDay.midnight(from);
        this.ends = CivilDay.midnight(to + 1);
    }

    /** Records {@code fact} in office hours on or after {@code day}, and after {@code previous}; when, in epoch millis. */
    long record(Fact fact, int day, long previous) {
        return record(fact, day, previous, false);
    }

    long record(Fact fact, int day, long previous, boolean annulled) {
        long millis = CivilDay.inOfficeHours(day, chance);
        if (millis <= previous) {
            millis = previous + MINUTE + chance.between(0, MINUTE);
        }
        String eventId = Ids.draw(chance);
        if (millis < ends) {
            boolean ofAkasse = fact.kind() == Fact.Kind.PAID_HOURS;
            events.add(new Event<>(
                    eventId, citizenId, CivilDay.instant(millis), ofAkasse ? akasse : jobcentre, annulled, fact));
        }
        return millis;
    }

    /** Gives what was recorded to {@code sink}, in order; how many events that are. */
    int deliver(EventSink sink) {
        if (events.isEmpty()) {
            return 0;
        }
        events.sort(BY_STAMP);
        int first = 0;
        while (first < events.size() && events.get(first).recordedAt().toEpochMilli() < begins) {
            first++;
        }
        List<Event<?>> known = known(first);
        known.forEach(sink::accept);
        for (int i = first; i < events.size(); i++) {
            sink.accept(events.get(i));
        }
        return known.size() + events.size() - first;
    }

    /** What was known of the first {@code count} events, as it is delivered on the first day. */
    private List<Event<?>> known(int count) {
        Map<String, Event<?>> latest = new LinkedHashMap<>();
        for (Event<?> event : events.subList(0, count)) {
            latest.put(event.fact().kind().ordinal() + event.fact().objectKey(), event);
        }
        List<Event<?>> known = new ArrayList<>(latest.size());
        for (Event<?> event : latest.values()) {
            if (!event.annulled()) {
                known.add(new Event<>(
                        event.eventId(),
                        citizenId,
                        CivilDay.instant(CivilDay.beforeOfficeHours(from, chance)),
                        event.source(),
                        false,
                        event.fact()));
            }
        }
        known.sort(BY_STAMP);
        return known;
    }
}
