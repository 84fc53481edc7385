package dk.fristvagt.monitor;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Merge;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import java.util.List;
import java.util.Optional;

/**
 * What came of an event or of a day.
 *
 * @param file the citizen's file from now on
 * @param changed whether {@code file} differs from the one given; if not, there is nothing to store
 * @param purged whether nothing is left that could influence anything, so that the file is to be deleted
 * @param alerts what to say, in order
 * @param rows the deadline rows to publish, in key order
 * @param measures the measures of meetings to publish, in the order of the meetings
 * @param merge what became of the event; empty where there was none
 * @param silenced how many alerts entered the ledger without being sent (domain.md §10, silent-before)
 * @param evaluations how many evaluations were made
 */
public record Outcome(
        CitizenFile file,
        boolean changed,
        boolean purged,
        List<Alert> alerts,
        List<Row> rows,
        List<MeasureRow> measures,
        Optional<Merge> merge,
        int silenced,
        int evaluations) {

    /**
     * One row of the deadlines table: its present state, or empty when it no longer exists.
     *
     * @param dropped of a row that no longer exists: whether its course was dropped twelve months after it closed, so that
     *     what became of the deadline stays true; else facts were corrected, or the deadline is no longer looked at
     */
    public record Row(DeadlineId id, Optional<Deadline> deadline, boolean dropped) {}

    /**
     * The measure of one meeting: as it is now, or empty when there is none any more, because the meeting was annulled
     * or corrected.
     *
     * @param hash of the measure, 0 when there is none
     */
    public record MeasureRow(String meetingId, long hash, Optional<MeetingMeasure> measure) {}
}
