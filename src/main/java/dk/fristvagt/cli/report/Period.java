package dk.fristvagt.cli.report;

import java.time.LocalDate;

/**
 * What a report is about.
 *
 * @param from the first day
 * @param to the last day
 * @param until the day as of which it is counted: what was recorded after it is not known
 */
public record Period(LocalDate from, LocalDate to, LocalDate until) {
    boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
