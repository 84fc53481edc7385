package dk.fristvagt.topology;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Events of citizens whose deadlines are easy to work out by hand. */
final class Given {
    private Given() {}

    /** {@code day} at {@code time} in Copenhagen, as {@code at("2022-03-01", "09:00")}. */
    static Instant at(String day, String time) {
        return LocalDate.parse(day)
                .atTime(LocalTime.parse(time))
                .atZone(Days.COPENHAGEN)
                .toInstant();
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    static <F extends Fact> Event<F> event(String eventId, String citizenId, Instant recordedAt, F fact) {
        return new Event<>(eventId, citizenId, recordedAt, "test", false, fact);
    }

    /** Registered as unemployed on dagpenge on {@code from}: the CV is due by two weeks, warned about 7 and 3 days before. */
    static Event<BenefitSpell> spell(String eventId, String citizenId, Instant recordedAt, String from) {
        return event(eventId, citizenId, recordedAt, spell("s-" + citizenId, from, "0751"));
    }

    static BenefitSpell spell(String spellId, String from, String municipality) {
        return spell(spellId, LocalDate.parse(from), Days.NEVER, Optional.empty(), municipality);
    }

    static BenefitSpell spell(String spellId, String from, String to, String municipality) {
        return spell(spellId, LocalDate.parse(from), LocalDate.parse(to), Optional.empty(), municipality);
    }

    /** A spell with which a new dagpengeperiode begins. */
    static BenefitSpell period(String spellId, String from, String to) {
        LocalDate first = LocalDate.parse(from);
        return spell(spellId, first, LocalDate.parse(to), Optional.of(first), "0751");
    }

    private static BenefitSpell spell(
            String spellId, LocalDate from, LocalDate to, Optional<LocalDate> benefitPeriodStart, String municipality) {
        return new BenefitSpell(
                spellId,
                Group.DAGPENGE,
                from,
                to,
                Optional.of(from),
                Optional.empty(),
                Optional.empty(),
                benefitPeriodStart,
                BenefitSpell.Insurance.FULL_TIME,
                OptionalInt.empty(),
                false,
                false,
                false,
                municipality,
                Optional.of("3F"));
    }

    static Event<Cv> cv(String eventId, String citizenId, Instant recordedAt, String registeredOn) {
        LocalDate day = LocalDate.parse(registeredOn);
        return event(
                eventId,
                citizenId,
                recordedAt,
                new Cv("cv-" + citizenId, Optional.of(day), Optional.of(day), Optional.empty(), false));
    }

    /** A job interview that was held. */
    static Meeting meeting(String meetingId, String heldOn) {
        return new Meeting(
                meetingId,
                Meeting.Type.JOBSAMTALE,
                Meeting.Status.HELD,
                Optional.empty(),
                Optional.of(LocalDate.parse(heldOn)),
                Optional.of(LocalDate.parse(heldOn)),
                Meeting.Convener.JOBCENTER,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
