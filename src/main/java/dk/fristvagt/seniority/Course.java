package dk.fristvagt.seniority;

import dk.fristvagt.facts.Days;
import java.time.LocalDate;
import java.util.List;

/**
 * A course of contact (kontaktforløb) as it stands on a day (domain.md §3): the segments over which seniority runs on.
 *
 * @param id the spellId of its first segment; {@code spellId#n} for the n-th course that begins with the same spell
 * @param segments all its segments by date, also those that have not begun
 * @param begun how many of them have begun, at least one
 * @param lastDay last day of its latest begun segment, {@link Days#NEVER} while that is open-ended
 * @param runs whether the citizen is in it today, or may be and only the registration is late
 * @param closedOn the day from which it is closed, {@link Days#NEVER} while it is not
 * @param dropped whether it closed twelve months ago and no longer exists
 */
public record Course(
        String id,
        Family family,
        List<Segment> segments,
        int begun,
        LocalDate lastDay,
        boolean runs,
        LocalDate closedOn,
        boolean dropped) {

    /** First day of its first segment. */
    public LocalDate start() {
        return segments.get(0).from();
    }

    /** Its latest segment that has begun; who is responsible is read from there. */
    public Segment latest() {
        return segments.get(begun - 1);
    }

    /** Whether seniority runs on paid hours. */
    public boolean dagpenge() {
        return family == Family.DAGPENGE;
    }

    /** Whether it is closed today. */
    public boolean closed() {
        return Days.exists(closedOn);
    }
}
