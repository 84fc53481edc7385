package dk.fristvagt.testing;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes down the events of one made-up citizen, with everything that is nasty about envelopes: times near midnight and
 * around the change to summer time, ties, duplicates, and ids whose order in UTF-8 is not their order in UTF-16.
 */
final class Pen {
    /** Clock times at which day, date and order go wrong most easily. */
    private static final List<LocalTime> AWKWARD_TIMES = List.of(
            LocalTime.MIDNIGHT,
            LocalTime.of(0, 0, 0, 1_000_000),
            LocalTime.of(0, 30),
            LocalTime.of(2, 30),
            LocalTime.of(9, 0),
            LocalTime.of(12, 15, 17),
            LocalTime.of(23, 0),
            LocalTime.of(23, 59),
            LocalTime.of(23, 59, 59, 999_000_000));

    private final Dice dice;
    private final String citizenId;
    private final boolean awkwardIds;
    private LocalDate until = Days.NEVER;
    private final List<Event<?>> written = new ArrayList<>();
    private final Set<String> eventIds = new HashSet<>();
    private int objects;

    Pen(Dice dice, String citizenId) {
        this.dice = dice;
        this.citizenId = citizenId;
        awkwardIds = dice.chance(0.05);
    }

    /** An id that no other object of the citizen has. */
    String newId(String prefix) {
        objects++;
        if (awkwardIds && dice.chance(0.5)) {
            // U+1D538 sorts after U+FF21 as UTF-8 bytes, before it as UTF-16 units.
            return prefix + '-' + dice.oneOf("\uD835\uDD38", "\uFF21", "Å", "z") + '-' + objects;
        }
        return dice.chance(0.85) ? String.format("%s-%02d", prefix, objects) : prefix + '-' + dice.hex();
    }

    /** From now on, nothing that is recorded after {@code day} is written. */
    void stopAfter(LocalDate day) {
        until = day;
    }

    int count() {
        return written.size();
    }

    List<Event<?>> written() {
        return written;
    }

    /** Writes that {@code fact} was recorded on {@code day}. */
    void write(LocalDate day, Fact fact) {
        write(instantOn(day), fact, false);
    }

    /** Writes that the object of {@code fact} was annulled on {@code day}. */
    void annul(LocalDate day, Fact fact) {
        write(instantOn(day), fact, true);
    }

    /** Writes two states of one object at the very same instant: the greater event id wins. */
    void writeTie(LocalDate day, Fact one, Fact other) {
        Instant at = instantOn(day);
        write(at, one, false);
        write(at, other, dice.chance(0.2));
    }

    /** Writes two different events that share time and id: the greater canonical form wins. */
    void writeConflict(LocalDate day, Fact one, Fact other) {
        if (!day.isAfter(until)) {
            write(instantOn(day), one, false);
            Event<?> first = written.get(written.size() - 1);
            written.add(new Event<>(first.eventId(), citizenId, first.recordedAt(), first.source(), false, other));
        }
    }

    /** Writes an event that is there already once more. */
    void repeatOne() {
        written.add(dice.oneOf(written));
    }

    private void write(Instant at, Fact fact, boolean annulled) {
        if (LocalDate.ofInstant(at, History.COPENHAGEN).isAfter(until)) {
            return;
        }
        String source = dice.oneOf("akasse", "ydelse", "fagsystem");
        written.add(new Event<>(newEventId(), citizenId, at, source, annulled, fact));
    }

    private String newEventId() {
        String id;
        do {
            id = dice.chance(0.9)
                    ? String.format("%s-e%03d", citizenId, dice.between(0, 999))
                    : dice.oneOf("A", "z", "E-", "ø", "0") + dice.hex();
        } while (!eventIds.add(id));
        return id;
    }

    /** An instant whose civil date in Copenhagen is {@code day}. */
    private Instant instantOn(LocalDate day) {
        LocalTime time =
                dice.chance(0.6) ? dice.oneOf(AWKWARD_TIMES) : LocalTime.of(dice.between(0, 23), dice.between(0, 59));
        // 02:30 is skipped or passed twice when the clock changes; both passes are used.
        ZonedDateTime local = day.atTime(time).atZone(History.COPENHAGEN);
        return (dice.chance(0.5) ? local.withLaterOffsetAtOverlap() : local.withEarlierOffsetAtOverlap()).toInstant();
    }
}
