package dk.fristvagt.seniority;

import dk.fristvagt.facts.BenefitSpell;
import java.time.LocalDate;

/**
 * A maximal run of consecutive days with the same effective spell (domain.md §3).
 *
 * @param to the last day, {@link dk.fristvagt.facts.Days#NEVER} while it is open-ended
 * @param begun whether its first day has come; one that has not serves the projection of hours only
 */
public record Segment(BenefitSpell spell, LocalDate from, LocalDate to, Family family, boolean begun) {
    /** Whether this segment may continue a course whose latest segment is {@code earlier}, leaving the gap aside. */
    boolean sameFamilyAs(Segment earlier) {
        return family == earlier.family
                || family == Family.KONTANTHJAELP
                        && earlier.family == Family.UDDANNELSESHJAELP
                        && !from.isBefore(Family.MERGED_FROM);
    }
}
