package dk.fristvagt.monitor;

import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.seniority.Seniority;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a statistic needs to know about one meeting that was held, as the day it was held on stood by what is known now.
 *
 * <p>There is one for every HELD meeting on a day on benefit. A meeting outside any benefit has none: seniority runs in
 * a course only, and without a spell neither municipality nor a-kasse is known.
 *
 * <p>Which joint meeting of the course it is, the first, second or third, follows from the measures of the same
 * {@code courseId} in the order of {@code heldOn}, then meetingId.
 *
 * @param unit who held it: {@code jobcenter-<municipality>}, {@code akasse-<code>} or {@code unrouted}
 * @param municipality of the spell of that day, four digits
 * @param akasse of the spell of that day
 * @param group of benefit on that day
 * @param seniority band of the course on that day (domain.md §4)
 * @param trial whether the course was under the a-kasse trial on that day: {@code akasseFirst} of its spell
 * @param courseId names the course among those of the citizen
 * @param courseStart first day of the course
 */
public record MeetingMeasure(
        String meetingId,
        String unit,
        String municipality,
        Optional<String> akasse,
        Meeting.Type type,
        LocalDate heldOn,
        Group group,
        Seniority.Band seniority,
        Optional<Meeting.Participation> participation,
        Optional<Meeting.Form> form,
        boolean trial,
        String courseId,
        LocalDate courseStart) {

    private static final char SEPARATOR = '|';

    /** {@code citizenId|meetingId}. */
    public static String key(String citizenId, String meetingId) {
        return citizenId + SEPARATOR + meetingId;
    }
}
