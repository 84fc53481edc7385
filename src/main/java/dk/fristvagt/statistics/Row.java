package dk.fristvagt.statistics;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.measure.Participation;
import dk.fristvagt.measure.SeniorityGroup;
import java.time.LocalDate;
import java.util.Optional;

/** What is kept of a row of a table: its dimensions. */
sealed interface Row {
    /**
     * A deadline.
     *
     * @param unit one of the units, or unrouted
     * @param rule one of the rulebook's, else {@link Vocabulary#UNKNOWN}
     * @param quota whether the version of the rule has a quota
     * @param dropped whether the deadline is gone because its course was dropped; what became of it is still counted
     * @param due the due day, or where an exemption without end left none the day on which it would have been due
     * @param eligible for a target the day from which it concerns the citizen; empty for other rules
     */
    record OfDeadline(
            String unit,
            String rule,
            boolean quota,
            boolean advisory,
            boolean dropped,
            DeadlineStatus status,
            int stage,
            Optional<LocalDate> due,
            Optional<LocalDate> eligible)
            implements Row {
        /** Whether it counts among what became of the deadlines of a month: a duty that is decided, or overdue. */
        boolean hasOutcome() {
            return !advisory
                    && eligible.isEmpty()
                    && due.isPresent()
                    && switch (status) {
                        case MET, MET_LATE, LAPSED, OVERDUE, CEASED, EXEMPT -> true;
                        case UPCOMING, BOOKED, PAUSED, DUE, UNKNOWN -> false;
                    };
        }

        OfDeadline asDropped() {
            return new OfDeadline(unit, rule, quota, advisory, true, status, stage, due, eligible);
        }
    }

    /**
     * A joint meeting that was held.
     *
     * @param month its first day
     * @param akasse one of the units' codes, else {@link Vocabulary#UNKNOWN}; so is {@code municipality}
     */
    record OfJointMeeting(
            String municipality, String akasse, SeniorityGroup seniority, Participation participation, LocalDate month)
            implements Row {}
}
