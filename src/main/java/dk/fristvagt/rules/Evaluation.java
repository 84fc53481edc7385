package dk.fristvagt.rules;

import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Seniority;
import dk.fristvagt.seniority.Timeline;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation of a citizen on a day came to.
 *
 * @param deadlines in key order
 * @param next the next day on which anything can come out differently by itself; may be early, is never late
 */
public record Evaluation(LocalDate day, List<Deadline> deadlines, LocalDate next, Timeline timeline, HoursClock clock) {

    /** The course that {@code id} names, if it is known; a dropped one too. */
    public Optional<Course> course(String id) {
        for (Course course : timeline.courses()) {
            if (course.id().equals(id)) {
                return Optional.of(course);
            }
        }
        return Optional.empty();
    }

    /** The latest begun dagpenge course, if there is one. */
    public Optional<Course> dagpenge() {
        return Evaluator.latestDagpenge(timeline);
    }

    /** Seniority in the course of {@code deadline} on the day, in hundredths of a month. */
    public int seniorityHundredths(Deadline deadline) {
        Optional<Course> course =
                deadline.rule().invitation() ? dagpenge() : course(deadline.id().subjectId());
        return Seniority.hundredthsOfMonths(course.orElseThrow(), clock, day);
    }
}
