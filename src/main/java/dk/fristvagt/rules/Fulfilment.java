package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import java.time.LocalDate;
import java.util.List;

/**
 * How far an occurrence is fulfilled today (domain.md §7, §8).
 *
 * @param satisfiedOn the day it was satisfied, {@link Days#NEVER} while it is not
 * @param achieved how many meetings count, at most as many as required; 0 or 1 for offers and CVs
 * @param factIds what counts, in order
 * @param bookedEnough whether what is booked by the due day is enough
 * @param nextBooked the next day for which something that would count is booked, {@link Days#NEVER} for none
 */
record Fulfilment(
        LocalDate satisfiedOn, int achieved, List<String> factIds, boolean bookedEnough, LocalDate nextBooked) {
    boolean satisfied() {
        return Days.exists(satisfiedOn);
    }
}
