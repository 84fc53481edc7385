package dk.fristvagt.rules;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.Segment;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A rule as it applies to a course on a day: where it is anchored and whether it has ended (domain.md §5).
 *
 * @param anchorSegment the first begun segment that the rule covers
 * @param anchorDay the day its calendar clock runs from
 * @param stated whether the spell states that day; else it is the segment's first day
 * @param ended whether the rule has ended in the course
 * @param endDay the last day on which it applied, {@link Days#NEVER} while it has not ended
 */
record Application(
        Rule rule,
        Course course,
        Segment anchorSegment,
        LocalDate anchorDay,
        boolean stated,
        boolean ended,
        LocalDate endDay) {

    /** Days after the anchor segment that a calendar due has at least when the course began before it. */
    private static final int LEAST_DAYS_FROM_ANCHOR = 28;

    /** The application of {@code rule} to {@code course}, empty when no begun segment is covered. */
    static Optional<Application> of(Rule rule, Course course) {
        List<Segment> segments = course.segments();
        Segment anchor = null;
        for (int i = 0; i < course.begun() && anchor == null; i++) {
            if (rule.covers(segments.get(i).spell())) {
                anchor = segments.get(i);
            }
        }
        if (anchor == null) {
            return Optional.empty();
        }
        int outside = course.begun();
        while (outside > 0 && !rule.covers(segments.get(outside - 1).spell())) {
            outside--;
        }
        boolean left = outside < course.begun();
        boolean ended = left || course.closed();
        LocalDate endDay = left ? segments.get(outside).from().minusDays(1) : ended ? course.lastDay() : Days.NEVER;
        Optional<LocalDate> stated = stated(rule, anchor.spell());
        LocalDate anchorDay = stated.orElse(anchorsOnCourse(rule) ? course.start() : anchor.from());
        return Optional.of(new Application(rule, course, anchor, anchorDay, stated.isPresent(), ended, endDay));
    }

    /** The first day from which facts count unless a band says otherwise (domain.md §6). */
    LocalDate countsFrom() {
        return Days.earlier(anchorDay, course.start());
    }

    /** Whether the rule first applied some way into the course. */
    boolean joinedLater() {
        return anchorSegment != course.segments().get(0);
    }

    /** The least calendar due of a rule that joined later. */
    LocalDate leastDue() {
        return anchorSegment.from().plusDays(LEAST_DAYS_FROM_ANCHOR);
    }

    private static boolean anchorsOnCourse(Rule rule) {
        return !(rule.due() instanceof Rule.Due.Calendar calendar) || calendar.anchor() == Rule.Anchor.COURSE_START;
    }

    private static Optional<LocalDate> stated(Rule rule, BenefitSpell spell) {
        if (!(rule.due() instanceof Rule.Due.Calendar calendar)) {
            return Optional.empty();
        }
        return switch (calendar.anchor()) {
            case COURSE_START -> Optional.empty();
            case REGISTERED_ON -> spell.registeredOn();
            case CONTACTED_ON -> spell.contactedOn();
            case FIRST_ABSENCE_ON -> spell.firstAbsenceOn();
        };
    }
}
