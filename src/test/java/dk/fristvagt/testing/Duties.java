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
import java.time.temporal.ChronoUnit;
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
        duties.add(Duty.cv(stay, registered.plusWeeks(2)));
        if (year < 2024) {
            duties.add(Duty.meeting(CV_SAMTALE, AKASSE, stay, registered.plusWeeks(2)));
        } else if (!young) {
            duties.add(Duty.meeting(JOBSAMTALE, AKASSE, stay, registered.plusWeeks(2)));
        }
        if (clock.isEmpty()) {
            return duties;
        }
        RoughClock reach = clock.get();
        boolean from2026 = !from.isBefore(LocalDate.of(2026, 7, 1));
        if (year < 2024) {
            at(duties, reach, 3, FAELLES_JOBSAMTALE, stay);
            at(duties, reach, 6, FAELLES_JOBSAMTALE, stay);
            series(duties, reach, 0, 6, 4, JOBSAMTALE, JOBCENTER, stay);
            series(duties, reach, 0, 6, 2, RAADIGHEDSSAMTALE, AKASSE, stay);
        } else if (young) {
            series(duties, reach, 0, 6, from2026 ? 4 : 6, JOBSAMTALE, JOBCENTER, stay);
        } else {
            series(duties, reach, 0, 3, from2026 ? 2 : 3, JOBSAMTALE, AKASSE, stay);
            series(duties, reach, 3, 6, from2026 ? 2 : 3, JOBSAMTALE, JOBCENTER, stay);
        }
        at(duties, reach, 16, FAELLES_JOBSAMTALE, stay);
        reach.reach(6).ifPresent(day -> duties.add(Duty.offer(stay, day)));
        reach.reach(12).ifPresent(day -> lastTwelveMonths(duties, stay, day));
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
            duties.add(Duty.meeting(
                    OPFOELGNINGSSAMTALE, JOBCENTER, stay, absent.plusWeeks(8).minusDays(1)));
            series(duties, OPFOELGNINGSSAMTALE, stay, absent);
        } else {
            duties.add(Duty.meeting(JOBSAMTALE, JOBCENTER, stay, contacted.plusWeeks(1)));
            duties.add(Duty.cv(stay, contacted.plusWeeks(3)));
        }
        if (begins) {
            if (!sick) {
                series(duties, JOBSAMTALE, stay, from);
            }
            duties.add(Duty.offer(stay, from.plusMonths(6).minusDays(1)));
            lastTwelveMonths(duties, stay, from.plusMonths(12).minusDays(1));
        }
        return duties;
    }

    private static void at(List<Duty> duties, RoughClock clock, double months, Meeting.Type type, Stay stay) {
        clock.reach(months).ifPresent(day -> duties.add(Duty.meeting(type, JOBCENTER, stay, day)));
    }

    private static void series(
            List<Duty> duties,
            RoughClock clock,
            double fromMonths,
            double toMonths,
            int required,
            Meeting.Type type,
            Meeting.Convener convener,
            Stay stay) {
        for (int k = 1; k <= required; k++) {
            boolean last = k == required;
            clock.reach(fromMonths + (toMonths - fromMonths) * k / required)
                    .ifPresent(day -> duties.add(Duty.inSeries(type, convener, stay, day, last)));
        }
    }

    private static void series(List<Duty> duties, Meeting.Type type, Stay stay, LocalDate anchor) {
        long days = ChronoUnit.DAYS.between(anchor, anchor.plusMonths(6));
        for (int k = 1; k <= 4; k++) {
            duties.add(Duty.inSeries(type, JOBCENTER, stay, anchor.plusDays(days * k / 4 - 1), k == 4));
        }
    }

    /** The rolling targets, first asked for on {@code eligible}. */
    private static void lastTwelveMonths(List<Duty> duties, Stay stay, LocalDate eligible) {
        duties.add(Duty.meeting(JOBSAMTALE, JOBCENTER, stay, eligible));
        duties.add(Duty.offer(stay, eligible));
        duties.add(Duty.target(stay, eligible));
    }
}
