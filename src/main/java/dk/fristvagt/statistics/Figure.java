package dk.fristvagt.statistics;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.measure.Participation;
import dk.fristvagt.measure.SeniorityGroup;
import java.time.LocalDate;

/** Something that is counted: one number each. */
sealed interface Figure {
    /** Deadlines that stand. */
    record Standing(String unit, String rule, DeadlineStatus status, int stage, boolean advisory) implements Figure {}

    /**
     * Deadlines that were to be met in a month.
     *
     * @param month see {@link Months#number}
     */
    record Due(String unit, String rule, int month, DeadlineStatus outcome, boolean quota) implements Figure {}

    /**
     * Citizens whom a target concerns.
     *
     * @param eligible the day from which
     */
    record Target(String unit, String rule, LocalDate eligible, boolean missed) implements Figure {}

    /**
     * Deadlines that fall due in a week.
     *
     * @param week see {@link Months#week}
     */
    record FallingDue(String unit, String rule, int week, boolean booked, boolean advisory) implements Figure {}

    /**
     * Joint meetings held in a month.
     *
     * @param month see {@link Months#number}
     */
    record JointMeetings(
            String municipality, String akasse, SeniorityGroup seniority, Participation participation, int month)
            implements Figure {}
}
