package dk.fristvagt.testing;

import dk.fristvagt.facts.Group;
import java.time.LocalDate;

/**
 * A stretch of benefit as the life really goes, before anybody records it.
 *
 * @param to the last day, {@link dk.fristvagt.facts.Days#NEVER} when it goes on for ever
 */
record Stay(Group group, LocalDate from, LocalDate to, Draft.SpellDraft spell) {
    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    boolean dagpenge() {
        return group == Group.DAGPENGE;
    }
}
