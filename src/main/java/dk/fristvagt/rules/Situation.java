package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Timeline;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything one evaluation looks at: a citizen's facts, the day, the timeline and the clock, in the order needed. */
final class Situation {
    private static final Comparator<Meeting> BY_HELD = Comparator.<Meeting, LocalDate>comparing(
                    meeting -> meeting.heldOn().orElseThrow())
            .thenComparing(Meeting::meetingId, Days.UTF8);
    private static final Comparator<Meeting> BY_PLANNED = Comparator.<Meeting, LocalDate>comparing(
                    meeting -> meeting.plannedOn().orElseThrow())
            .thenComparing(Meeting::meetingId, Days.UTF8);

    final Facts facts;
    final Today today;
    final Timeline timeline;
    final HoursClock clock;
    final Rulebook rulebook;
    final Trace trace;
    private Course unitsOf;
    private String jobcenter;
    private String akasseUnit;
    /** Meetings held, by heldOn, then meetingId. */
    final List<Meeting> held = new ArrayList<>();
    /** Meetings booked, by plannedOn, then meetingId. */
    final List<Meeting> booked = new ArrayList<>();

    Situation(Facts facts, LocalDate day, Rulebook rulebook, Trace trace) {
        this.facts = facts;
        this.today = new Today(day);
        this.timeline = Timeline.of(facts.spells(), today);
        this.clock = new HoursClock(facts.hours(), timeline, today);
        this.rulebook = rulebook;
        this.trace = trace;
        for (Event<Meeting> event : facts.meetings()) {
            Meeting meeting = event.fact();
            if (meeting.held()) {
                held.add(meeting);
            } else if (meeting.booked()) {
                booked.add(meeting);
            }
        }
        held.sort(BY_HELD);
        booked.sort(BY_PLANNED);
    }

    /** The unit responsible for {@code course}, read from its latest begun segment (domain.md §8). */
    String unit(Course course, Rule.Responsible responsible, boolean convenedByAkasse) {
        boolean akasse = switch (responsible) {
            case JOBCENTER -> false;
            case AKASSE -> true;
            case AKASSE_IF_FIRST -> course.latest().spell().akasseFirst();
            case CONVENER -> convenedByAkasse;
        };
        if (course != unitsOf) {
            unitsOf = course;
            jobcenter = UnitName.jobcenter(course.latest().spell());
            akasseUnit = UnitName.akasse(course.latest().spell());
        }
        return akasse ? akasseUnit : jobcenter;
    }

    /** Whether an exemption that covers {@code obligation} contains today. */
    boolean exempt(Exemption.Obligation obligation) {
        for (Event<Exemption> event : facts.exemptions()) {
            Exemption exemption = event.fact();
            if (exemption.covers().contains(obligation) && today.within(exemption.from(), exemption.to())) {
                if (trace.on()) {
                    trace.add(new Trace.Step.ExemptToday(exemption));
                }
                return true;
            }
        }
        return false;
    }
}
