package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether the other party was invited to a joint meeting in time (domain.md §6, akasse-invitation). */
final class Invitations {
    private Invitations() {}

    /** Whether the other party is to be invited to {@code meeting}. */
    static boolean concern(Meeting meeting, Course course) {
        return meeting.type() == Meeting.Type.FAELLES_JOBSAMTALE
                && (meeting.held() || meeting.booked())
                && meeting.plannedOn().isPresent()
                && !meeting.citizenDeclinedAkasse()
                && !course.start().isAfter(meeting.plannedOn().get());
    }

    static Deadline of(Situation situation, Course course, Rule rule, Meeting meeting) {
        Rule.Due.Invitation terms = (Rule.Due.Invitation) rule.due();
        DeadlineId id = new DeadlineId(rule.id(), meeting.meetingId(), 1);
        Today today = situation.today;
        LocalDate plannedOn = meeting.plannedOn().orElseThrow();
        LocalDate early = plannedOn.minusDays(terms.daysBefore());
        LocalDate due = meeting.bookedOn().isEmpty()
                ? early
                : Days.later(
                        early, Days.earlier(meeting.bookedOn().get().plusDays(terms.daysAfterBooking()), plannedOn));
        LocalDate satisfiedOn = satisfiedOn(today, meeting, plannedOn);
        Status status = status(today, meeting, plannedOn, due, satisfiedOn);
        boolean satisfied = Days.exists(satisfiedOn);
        if (situation.trace.on()) {
            situation.trace.begin(id);
            situation.trace.add(new Trace.Step.Invitation(
                    plannedOn, meeting.bookedOn(), meeting.akasseInvitedOn(), tookPart(meeting)));
            situation.trace.add(new Trace.Step.Decided(0, status));
        }
        return new Deadline(
                id,
                rule,
                status,
                status == Status.UPCOMING ? StatusDecision.stage(today, rule.ladder(), due) : 0,
                due,
                Optional.of(Basis.CONFIRMED),
                satisfied ? Optional.of(satisfiedOn) : Optional.empty(),
                false,
                1,
                satisfied ? 1 : 0,
                Optional.empty(),
                situation.unit(course, rule.responsible(), meeting.convenedBy() == Meeting.Convener.AKASSE),
                course.start(),
                course.latest().spell().municipality(),
                course.latest().spell().akasse(),
                new Deadline.Why(plannedOn, due, List.of(), List.of(meeting.meetingId())));
    }

    private static boolean tookPart(Meeting meeting) {
        return meeting.held()
                && meeting.participation().isPresent()
                && meeting.participation().get() == Meeting.Participation.BOTH;
    }

    private static LocalDate satisfiedOn(Today today, Meeting meeting, LocalDate plannedOn) {
        Optional<LocalDate> invitedOn = meeting.akasseInvitedOn();
        if (invitedOn.isPresent() && !invitedOn.get().isAfter(plannedOn) && today.reached(invitedOn.get())) {
            return invitedOn.get();
        }
        boolean held = tookPart(meeting) && today.reached(meeting.heldOn().orElseThrow());
        return held ? meeting.heldOn().orElseThrow() : Days.NEVER;
    }

    private static Status status(
            Today today, Meeting meeting, LocalDate plannedOn, LocalDate due, LocalDate satisfiedOn) {
        if (Days.exists(satisfiedOn)) {
            return satisfiedOn.isAfter(due) ? Status.MET_LATE : Status.MET;
        }
        if (meeting.held() || today.passed(plannedOn)) {
            return Status.LAPSED;
        }
        return today.passed(due) ? Status.OVERDUE : Status.UPCOMING;
    }
}
