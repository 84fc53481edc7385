package dk.fristvagt.cases;

import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Play;
import java.util.Set;
import java.util.TreeSet;

/** Which cells {@code rule/STATUS} some deadline of a history has on some day. */
final class Cells {
    private Cells() {}

    static Set<String> reachedBy(CaseFile one) {
        Set<String> cells = new TreeSet<>();
        one.histories().forEach(history -> reach(history, cells));
        return cells;
    }

    /** A row is published whenever its status changes, so the rows that were published show every status it had. */
    static void reach(History history, Set<String> cells) {
        for (Play.ChangedRow changed : new Play().play(history).rows()) {
            Outcome.Row row = changed.row();
            row.deadline().ifPresent(deadline -> cells.add(deadline.rule().id() + "/" + deadline.status()));
        }
    }
}
