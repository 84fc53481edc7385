package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.List;

/** The status of an occurrence today: the numbered lines of domain.md §8, in their order. */
final class StatusDecision {
    private final Situation situation;
    private final Application application;
    private final Exemption.Obligation obligation;

    StatusDecision(Situation situation, Application application, Exemption.Obligation obligation) {
        this.situation = situation;
        this.application = application;
        this.obligation = obligation;
    }

    /**
     * Decides for an occurrence of a rule that is not rolling.
     *
     * @param statutoryPassed for an advisory occurrence: whether the statutory one's due day is over for sure
     */
    Status decide(DueDay due, Fulfilment fulfilment, boolean advisory, boolean statutoryPassed) {
        Today today = situation.today;
        LocalDate d = due.day();
        LocalDate lastDay = application.course().lastDay();
        if (fulfilment.satisfied()) {
            return line(1, fulfilment.satisfiedOn().isAfter(d) ? Status.MET_LATE : Status.MET);
        }
        boolean ended = application.ended() || statutoryPassed;
        if (!ended && fulfilment.bookedEnough() && application.course().runs()) {
            return line(2, Status.BOOKED);
        }
        if (ended && (advisory || d.isAfter(application.endDay()))) {
            return line(3, Status.CEASED);
        }
        boolean curable = advisory || application.rule().curable();
        if (!curable && !d.isAfter(lastDay) && today.passed(d)) {
            return line(4, due.confirmed() ? Status.LAPSED : Status.DUE);
        }
        if (ended) {
            return line(5, Status.LAPSED);
        }
        return open(d, due.confirmed());
    }

    /** Decides for a rolling rule, which is never met. */
    Status decideRolling(LocalDate d, boolean confirmed, boolean bookedEnough) {
        Course course = application.course();
        boolean ended = application.ended();
        if (!ended && bookedEnough && course.runs()) {
            return line(2, Status.BOOKED);
        }
        if (ended) {
            if (d.isAfter(application.endDay())) {
                return line(3, Status.CEASED);
            }
            return line(5, situation.today.passed(d) ? Status.LAPSED : Status.CEASED);
        }
        return open(d, confirmed);
    }

    /** Lines 6 to 9: what is neither satisfied, booked nor ended. */
    private Status open(LocalDate d, boolean confirmed) {
        Today today = situation.today;
        if (situation.exempt(obligation)) {
            return line(6, Status.EXEMPT);
        }
        LocalDate lastDay = application.course().lastDay();
        if (!application.course().runs() || lastDay.isBefore(d) && today.passed(d)) {
            return line(7, Status.PAUSED);
        }
        if (today.passed(d)) {
            return line(8, confirmed ? Status.OVERDUE : Status.DUE);
        }
        return line(9, Status.UPCOMING);
    }

    private Status line(int line, Status status) {
        if (situation.trace.on()) {
            situation.trace.add(new Trace.Step.Decided(line, status));
        }
        return status;
    }

    /** The smallest value of {@code ladder} (greatest first) that {@code due} is not farther away than, else 0. */
    static int stage(Today today, List<Integer> ladder, LocalDate due) {
        if (!Days.exists(due)) {
            return 0;
        }
        int stage = 0;
        for (int i = 0; i < ladder.size(); i++) {
            int days = ladder.get(i);
            if (!today.reached(due.minusDays(days))) {
                break;
            }
            stage = days;
        }
        return stage;
    }
}
