package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which meetings count towards an occurrence, held and booked (domain.md §6 bands, §7 series, §8 booking). */
final class Meetings {
    /** How long a booking stands after its day before somebody must have said what became of it (domain.md §8). */
    static final int REGISTRATION_LAG_DAYS = 5;

    private final Situation situation;
    private final Application application;
    private final Rule.SatisfiedBy.Meetings wanted;

    Meetings(Situation situation, Application application, Rule.SatisfiedBy.Meetings wanted) {
        this.situation = situation;
        this.application = application;
        this.wanted = wanted;
    }

    /** How far occurrence {@code k} with the due day {@code due} is fulfilled. */
    Fulfilment of(int k, LocalDate due) {
        Today today = situation.today;
        LocalDate from = lower();
        LocalDate to = upper(due);
        LocalDate closedOn = application.course().closedOn();
        boolean traced = situation.trace.on();
        if (traced) {
            situation.trace.add(new Trace.Step.Window(from, to));
            explainOthers();
        }
        LocalDate satisfiedOn = Days.NEVER;
        List<String> counted = new ArrayList<>(k);
        for (Meeting meeting : situation.held) {
            LocalDate day = meeting.heldOn().orElseThrow();
            if (!wanted(meeting)) {
                continue;
            }
            if (day.isBefore(from) || day.isAfter(to) || !day.isBefore(closedOn) || !today.reached(day)) {
                if (traced) {
                    situation.trace.add(new Trace.Step.NotCounted(
                            meeting.meetingId(), meeting.heldOn(), refusal(day, from, to, closedOn)));
                }
                continue;
            }
            if (counted.size() == k) {
                // Only a trace goes on after the last one that is needed.
                situation.trace.add(
                        new Trace.Step.NotCounted(meeting.meetingId(), meeting.heldOn(), Trace.Refusal.NOT_NEEDED));
                continue;
            }
            counted.add(meeting.meetingId());
            if (traced) {
                situation.trace.add(new Trace.Step.Counted(meeting.meetingId(), day, counted.size()));
            }
            if (counted.size() == k) {
                satisfiedOn = day;
                if (!traced) {
                    break;
                }
            }
        }
        int missing = k - counted.size();
        int booked = 0;
        LocalDate nextBooked = Days.NEVER;
        LocalDate bookedTo = Days.earlier(to, due);
        for (Meeting meeting : situation.booked) {
            LocalDate day = meeting.plannedOn().orElseThrow();
            if (!wanted(meeting)) {
                continue;
            }
            if (day.isBefore(from) || day.isAfter(to) || !day.isBefore(closedOn)) {
                if (traced) {
                    situation.trace.add(new Trace.Step.NotCounted(
                            meeting.meetingId(), meeting.plannedOn(), refusal(day, from, to, closedOn)));
                }
                continue;
            }
            boolean byDue = !day.isAfter(bookedTo);
            boolean stands =
                    (byDue && booked < missing || traced) && !today.passed(Days.plusDays(day, REGISTRATION_LAG_DAYS));
            if (byDue && stands) {
                booked++;
            }
            if (traced) {
                situation.trace.add(
                        stands
                                ? new Trace.Step.Booking(meeting.meetingId(), day, byDue)
                                : new Trace.Step.NotCounted(
                                        meeting.meetingId(), meeting.plannedOn(), Trace.Refusal.BOOKING_NOT_KEPT));
            }
            if (!Days.exists(nextBooked) && !today.passed(day)) {
                nextBooked = day;
            }
        }
        return new Fulfilment(satisfiedOn, counted.size(), counted, missing > 0 && booked >= missing, nextBooked);
    }

    private boolean wanted(Meeting meeting) {
        return wanted.types().contains(meeting.type())
                && (wanted.convener().isEmpty() || wanted.convener().get() == meeting.convenedBy());
    }

    private LocalDate lower() {
        Rule.Band.Lower lower = wanted.band().lower();
        if (lower instanceof Rule.Band.Lower.AfterReach after) {
            return Days.plusDays(
                    situation
                            .clock
                            .reach(application.course(), after.months(), 1)
                            .day(),
                    1);
        }
        return lower instanceof Rule.Band.Lower.CourseStart
                ? application.course().start()
                : application.countsFrom();
    }

    /** An upper bound is widened to the shifted due day of the occurrence (domain.md §7, Exemption shift). */
    private LocalDate upper(LocalDate due) {
        if (wanted.band().upperReach().isEmpty()) {
            return Days.NEVER;
        }
        int months = wanted.band().upperReach().getAsInt();
        return Days.later(situation.clock.reach(application.course(), months, 1).day(), due);
    }

    private static Trace.Refusal refusal(LocalDate day, LocalDate from, LocalDate to, LocalDate closedOn) {
        if (day.isBefore(from)) {
            return Trace.Refusal.BEFORE_THE_BAND;
        }
        if (!day.isBefore(closedOn)) {
            return Trace.Refusal.AFTER_CLOSING;
        }
        return day.isAfter(to) ? Trace.Refusal.AFTER_THE_BAND : Trace.Refusal.IN_THE_FUTURE;
    }

    private void explainOthers() {
        situation.facts.meetings().forEach(event -> {
            Meeting meeting = event.fact();
            Trace.Refusal refusal;
            if (!wanted.types().contains(meeting.type())) {
                refusal = Trace.Refusal.OTHER_TYPE;
            } else if (!wanted(meeting)) {
                refusal = Trace.Refusal.OTHER_CONVENER;
            } else if (!meeting.held() && !meeting.booked()) {
                refusal = Trace.Refusal.NOT_HELD;
            } else {
                return;
            }
            situation.trace.add(new Trace.Step.NotCounted(
                    meeting.meetingId(), meeting.heldOn().or(meeting::plannedOn), refusal));
        });
    }
}
