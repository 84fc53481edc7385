package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One deadline of a citizen on one day (domain.md §8). No field moves by itself from day to day.
 *
 * @param stage the warning stage in days, 0 unless UPCOMING and near
 * @param due the due day after exemptions, {@link Days#NEVER} when there is none
 * @param basis empty when there is no due day
 * @param advisory an occurrence before the statutory one of a series: a pace, not a duty
 * @param unit who is told: {@code jobcenter-<municipality>}, {@code akasse-<code>} or {@code unrouted}
 * @param municipality of the course's latest begun segment, as is {@code akasse}
 * @param why how it came about, in short
 */
public record Deadline(
        DeadlineId id,
        Rule rule,
        Status status,
        int stage,
        LocalDate due,
        Optional<Basis> basis,
        Optional<LocalDate> satisfiedOn,
        boolean advisory,
        int required,
        int achieved,
        Optional<LocalDate> nextBookedOn,
        String unit,
        LocalDate courseStart,
        String municipality,
        Optional<String> akasse,
        Why why) {

    /** The due day, if there is one. */
    public Optional<LocalDate> dueOn() {
        return Days.exists(due) ? Optional.of(due) : Optional.empty();
    }

    /**
     * The summary of how a deadline came about that is published with it.
     *
     * @param anchor the day its clock runs from
     * @param unshifted the due day before exemptions, {@link Days#NEVER} when there was none
     * @param exemptionIds the exemptions that moved the due day, in the order they were applied
     * @param factIds the meetings, offers or CV that count towards it, in the order they count
     */
    public record Why(LocalDate anchor, LocalDate unshifted, List<String> exemptionIds, List<String> factIds) {}
}
