package dk.fristvagt.testing;

import static dk.fristvagt.facts.Meeting.Convener.AKASSE;
import static dk.fristvagt.facts.Meeting.Convener.JOBCENTER;
import static dk.fristvagt.facts.Meeting.Type.CV_SAMTALE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.OPFOELGNINGSSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.RAADIGHEDSSAMTALE;

import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The duties of a stay, as far as a made-up history needs them: near these days its events are worth putting. */
final class Duties {
    private Duties() {}

    /**
     * On dagpenge.
     *
     * @param clock empty when the stay continues a course
     */
    static List<Duty> ofDagpenge(Stay stay, Optional<RoughClock> clock) {
        List<Duty> duties = new ArrayList<>();
        LocalDate from = stay.from();
        LocalDate registered = stay.spell().registeredOn.orElse(from);
        boolean young = stay.spell().youngWithoutEducation;
        int year = from.getYear();
        duties.add(Duty.cv(from, registered.plusWeeks(2)));
        if (year < 2024) {
            duties.add(Duty.meeting(CV_SAMTALE, AKASSE, from, registered.plusWeeks(2)));
        } else if (!young) {
            duties.add(Duty.meeting(JOBSAMTALE, AKASSE, from, registered.plusWeeks(2)));
        }
        if (clock.isEmpty()) {
            return duties;
        }
        RoughClock reach = clock.get();
        boolean from2026 = !from.isBefore(LocalDate.of(2026, 7, 1));
        if (year < 2024) {
            at(duties, reach, 3, FAELLES_JOBSAMTALE, JOBCENTER, from);
            at(duties, reach, 6, FAELLES_JOBSAMTALE, JOBCENTER, from);
            for (int k = 1; k <= 4; k++) {
                at(duties, reach, 1.5 * k, JOBSAMTALE, JOBCENTER, from);
            }
            at(duties, reach, 3, RAADIGHEDSSAMTALE, AKASSE, from);
            at(duties, reach, 6, RAADIGHEDSSAMTALE, AKASSE, from);
        } else if (young) {
            int required = from2026 ? 4 : 6;
            for (int k = 1; k <= required; k++) {
                at(duties, reach, 6.0 * k / required, JOBSAMTALE, JOBCENTER, from);
            }
        } else {
            int required = from2026 ? 2 : 3;
            for (int k = 1; k <= required; k++) {
                at(duties, reach, 3.0 * k / required, JOBSAMTALE, AKASSE, from);
                at(duties, reach, 3 + 3.0 * k / required, JOBSAMTALE, JOBCENTER, from);
            }
        }
        at(duties, reach, 16, FAELLES_JOBSAMTALE, JOBCENTER, from);
        reach.reach(6).ifPresent(day -> duties.add(Duty.offer(from, day)));
        reach.reach(12).ifPresent(day -> lastTwelveMonths(duties, from, day));
        return duties;
    }

    /** On any other benefit; {@code begins} says whether the stay begins a course. */
    static List<Duty> ofOthers(Stay stay, boolean begins) {
        List<Duty> duties = new ArrayList<>();
        LocalDate from = stay.from();
        LocalDate contacted = stay.spell().contactedOn.orElse(from);
        LocalDate absent = stay.spell().firstAbsenceOn.orElse(from);
        boolean sick = stay.group() == Group.SYGEDAGPENGE;
        if (sick) {
            duties.add(Duty.meeting(OPFOELGNINGSSAMTALE, JOBCENTER, from, absent.plusWeeks(8).minusDays(1)));
            series(duties, OPFOELGNINGSSAMTALE, from, absent);
        } else {
            duties.add(Duty.meeting(JOBSAMTALE, JOBCENTER, from, contacted.plusWeeks(1)));
            duties.add(Duty.cv(from, contacted.plusWeeks(3)));
        }
        if (begins) {
            if (!sick) {
                series(duties, JOBSAMTALE, from, from);
            }
            duties.add(Duty.offer(from, from.plusMonths(6).minusDays(1)));
            lastTwelveMonths(duties, from, from.plusMonths(12).minusDays(1));
        }
        return duties;
    }

    private static void at(
            List<Duty> duties,
            RoughClock clock,
            double months,
            Meeting.Type type,
            Meeting.Convener convener,
            LocalDate since) {
        clock.reach(months).ifPresent(day -> duties.add(Duty.meeting(type, convener, since, day)));
    }

    private static void series(List<Duty> duties, Meeting.Type type, LocalDate since, LocalDate anchor) {
        for (int k = 1; k <= 4; k++) {
            duties.add(Duty.meeting(type, JOBCENTER, since, anchor.plusDays(45L * k)));
        }
    }

    /** The rolling targets, first asked for on {@code eligible}. */
    private static void lastTwelveMonths(List<Duty> duties, LocalDate since, LocalDate eligible) {
        duties.add(Duty.meeting(JOBSAMTALE, JOBCENTER, since, eligible));
        duties.add(Duty.offer(since, eligible));
    }
}
