package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** So many meetings per twelve months, in any course (domain.md §7, fokus-samtaler). */
final class RollingMeetings {
    private RollingMeetings() {}

    /**
     * How it stands with a citizen who is eligible from {@code eligible}.
     *
     * @param due the day on which the meetings run out
     * @param achieved how many lie in the last months
     * @param factIds those that count now, latest first
     */
    record Standing(LocalDate due, int achieved, List<String> factIds, boolean bookedEnough, LocalDate nextBooked) {}

    static Standing of(Situation situation, Rule.SatisfiedBy.MeetingsPerMonths wanted, LocalDate eligible) {
        Today today = situation.today;
        List<String> counted = new ArrayList<>(wanted.count());
        int seen = 0;
        LocalDate due = eligible;
        for (int i = situation.held.size() - 1; i >= 0 && seen < wanted.count(); i--) {
            Meeting meeting = situation.held.get(i);
            LocalDate day = meeting.heldOn().orElseThrow();
            if (!wanted.types().contains(meeting.type()) || !today.reached(day)) {
                continue;
            }
            seen++;
            if (!today.reached(runsOut(day, wanted.months()))) {
                counted.add(meeting.meetingId());
                if (situation.trace.on()) {
                    situation.trace.add(new Trace.Step.Counted(meeting.meetingId(), day, seen));
                }
            }
            if (seen == wanted.count()) {
                due = Days.later(eligible, day.plusMonths(wanted.months()));
                if (situation.trace.on()) {
                    situation.trace.add(new Trace.Step.FourthLatest(meeting.meetingId(), day));
                }
            }
        }
        if (situation.trace.on()) {
            explainOthers(situation, wanted, counted);
        }
        boolean booked = false;
        LocalDate next = Days.NEVER;
        for (Meeting meeting : situation.booked) {
            if (!wanted.types().contains(meeting.type())) {
                continue;
            }
            LocalDate day = meeting.plannedOn().orElseThrow();
            boolean byDue = !day.isAfter(due);
            boolean stands = (byDue && !booked || situation.trace.on())
                    && !today.passed(day.plusDays(Meetings.REGISTRATION_LAG_DAYS));
            booked |= byDue && stands;
            if (situation.trace.on()) {
                situation.trace.add(
                        stands
                                ? new Trace.Step.Booking(meeting.meetingId(), day, byDue)
                                : new Trace.Step.NotCounted(
                                        meeting.meetingId(), meeting.plannedOn(), Trace.Refusal.BOOKING_NOT_KEPT));
            }
            if (!Days.exists(next) && !today.passed(day)) {
                next = day;
            }
        }
        return new Standing(due, counted.size(), counted, booked, next);
    }

    /** Writes down every meeting that is not among those {@code counted}, nor booked. */
    private static void explainOthers(
            Situation situation, Rule.SatisfiedBy.MeetingsPerMonths wanted, List<String> counted) {
        Set<String> counting = Set.copyOf(counted);
        for (Event<Meeting> event : situation.facts.meetings()) {
            Meeting meeting = event.fact();
            Trace.Refusal refusal;
            if (!wanted.types().contains(meeting.type())) {
                refusal = Trace.Refusal.OTHER_TYPE;
            } else if (meeting.booked() || counting.contains(meeting.meetingId())) {
                continue;
            } else if (!meeting.held()) {
                refusal = Trace.Refusal.NOT_HELD;
            } else if (!situation.today.reached(meeting.heldOn().orElseThrow())) {
                refusal = Trace.Refusal.IN_THE_FUTURE;
            } else if (situation.today.reached(runsOut(meeting.heldOn().orElseThrow(), wanted.months()))) {
                refusal = Trace.Refusal.TOO_LONG_AGO;
            } else {
                refusal = Trace.Refusal.NOT_NEEDED;
            }
            situation.trace.add(new Trace.Step.NotCounted(
                    meeting.meetingId(), meeting.heldOn().or(meeting::plannedOn), refusal));
        }
    }

    /**
     * The first day D on which {@code day} is no longer after D minus {@code months}. Taking months off clamps to the
     * end of the month, so it is not always {@code day} plus them: 29 February has run out on 1 March, not 28 February.
     */
    static LocalDate runsOut(LocalDate day, int months) {
        LocalDate candidate = day.plusMonths(months);
        return candidate.minusMonths(months).isBefore(day) ? candidate.plusDays(1) : candidate;
    }
}
