package dk.fristvagt.cli.explain;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Segment;
import dk.fristvagt.seniority.Seniority;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why the deadlines of a citizen stand as they do on a day: what the evaluation found, put beside the facts it found it
 * in. Both the text and the JSON are made of this, so one says no number that the other does not.
 *
 * @param facts what is known on the day and has not been forgotten
 * @param spells every spell that is known, also one that begins later
 * @param stretches the timeline by date, with the gaps in it
 * @param deadlines in key order
 * @param notDeadlines occurrences that the evaluation looked at and that do not exist
 * @param alerts everything said about the citizen up to the day, in the order of their sequence
 * @param history whether what was said is known; if not, {@code alerts} is empty and the ledger says what stands
 */
record Explanation(
        String citizenId,
        LocalDate day,
        int rulebookNumber,
        Facts facts,
        List<Spell> spells,
        List<Stretch> stretches,
        List<CourseView> courses,
        List<DeadlineView> deadlines,
        List<NotADeadline> notDeadlines,
        List<Alert> alerts,
        boolean history) {

    /** Days, both included; {@code to} may be {@link dk.fristvagt.facts.Days#NEVER}. */
    record Interval(LocalDate from, LocalDate to) {}

    /**
     * A spell of benefit as it was recorded.
     *
     * @param begun whether its first day has come; if not, it is no part of the timeline
     * @param overlaid the days of it that another spell covers
     */
    record Spell(Event<BenefitSpell> event, boolean begun, List<Overlay> overlaid) {}

    /** Days of a spell that are covered by a later one. */
    record Overlay(Interval days, String spellId) {}

    /** What the timeline shows from one day to another. */
    sealed interface Stretch {
        Interval days();

        /**
         * Days on which a spell shows.
         *
         * @param courseId the course it belongs to; empty for an unknown group, and when the course has not begun
         */
        record OnBenefit(Interval days, Segment segment, Optional<String> courseId) implements Stretch {}

        /** Days without a spell. */
        record Gap(Interval days, long length) implements Stretch {}
    }

    /**
     * A course with its seniority.
     *
     * @param seniorityHundredths hundredths of a month on the day
     * @param months month by month for dagpenge, else empty
     * @param reaches the days on which it has so many months, for dagpenge; else empty
     */
    record CourseView(
            Course course,
            int seniorityHundredths,
            Seniority.Band band,
            List<MonthView> months,
            List<ReachView> reaches) {}

    /** A month, or several in a row that are alike. */
    sealed interface MonthView {
        YearMonth from();

        YearMonth to();

        /**
         * Months with hours, each as {@code month} says.
         *
         * @param count how many they are
         * @param cumulativeHundredths hundredths of months of seniority at the end of the last of them
         */
        record Hours(YearMonth from, YearMonth to, int count, HoursClock.MonthOfHours month, int cumulativeHundredths)
                implements MonthView {}

        /** Months without a day on dagpenge. */
        record Pause(YearMonth from, YearMonth to, int count) implements MonthView {}
    }

    /**
     * The day on which a course has {@code months} months.
     *
     * @param openMonth the latest month up to that day that is neither reported nor settled, where one keeps the day
     *     from being certain
     */
    record ReachView(int months, HoursClock.Reach reach, Optional<HoursClock.MonthOfHours> openMonth) {}

    /**
     * A deadline and how it came about.
     *
     * @param course the course it belongs to
     * @param openMonth the month that keeps its due day from being certain
     * @param unitName what the responsible unit is called, where it is among the units
     * @param daysLeft from the day to the due day, negative after it
     * @param standing what was last said about it and still stands
     * @param restsOn the events it rests on
     */
    record DeadlineView(
            Deadline deadline,
            String key,
            Optional<Course> course,
            Optional<HoursClock.MonthOfHours> openMonth,
            Optional<String> unitName,
            OptionalLong daysLeft,
            Optional<LocalDate> lastWorkingDay,
            List<Trace.Step> steps,
            Optional<Said> standing,
            List<Alert> said,
            List<Event<?>> restsOn) {
        Rule rule() {
            return deadline.rule();
        }
    }

    /** An occurrence that does not exist, and why. */
    record NotADeadline(DeadlineId id, List<Trace.Step> steps) {}
}
