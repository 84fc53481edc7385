package dk.fristvagt.monitor;

import dk.fristvagt.alerts.Said;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Facts;
import java.time.LocalDate;
import java.util.List;

/**
 * All that is kept about one citizen: what is known, what was said, what was published and when to look again.
 *
 * @param facts what is known
 * @param ledger what was said and still stands, in key order
 * @param sequence the sequence number of the last alert, 0 before the first
 * @param nextDay the next day on which anything can change by itself; {@link #AT_ONCE} when an evaluation is owed,
 *     {@link Days#NEVER} when nothing is to come
 * @param evaluated whether the citizen has ever been evaluated
 * @param rulebookNumber the number of the rulebook of the last evaluation, 0 before the first
 * @param published the deadline rows that stand in the deadlines table, in key order
 * @param measured the meetings whose measures stand, in the order of the meetings
 */
public record CitizenFile(
        String citizenId,
        Facts facts,
        List<Said> ledger,
        long sequence,
        LocalDate nextDay,
        boolean evaluated,
        int rulebookNumber,
        List<Published> published,
        List<Measured> measured) {

    /** A next day that has always come: facts were merged and not yet evaluated. */
    public static final LocalDate AT_ONCE = LocalDate.MIN;

    /** The file of a citizen nothing is known about. */
    public static CitizenFile empty(String citizenId) {
        return new CitizenFile(citizenId, Facts.NONE, List.of(), 0, Days.NEVER, false, 0, List.of(), List.of());
    }

    /** Whether the day has come on which the citizen must be evaluated. */
    public boolean isDue(LocalDate day) {
        return !nextDay.isAfter(day);
    }
}
