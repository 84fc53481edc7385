package dk.fristvagt.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.rules.DeadlineDraft;
import dk.fristvagt.rules.RuleDraft;
import dk.fristvagt.rules.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A row is sent again exactly when it differs. */
class RowHashTest {
    private static final DeadlineDraft ROW = DeadlineDraft.of(RuleDraft.kthCv());

    private static long hash(DeadlineDraft draft) {
        return RowHash.of(draft.build());
    }

    @Test
    void anUnchangedRowHasItsHash() {
        assertThat(hash(DeadlineDraft.of(RuleDraft.kthCv()))).isEqualTo(hash(ROW));
    }

    @Test
    void whateverAReaderSeesChangesTheHash() {
        Map<String, DeadlineDraft> rows = new HashMap<>();
        rows.put("as it is", ROW);
        rows.put("rule version", DeadlineDraft.of(RuleDraft.kthCv().version(2)));
        rows.put("status", ROW.is(Status.OVERDUE));
        rows.put("stage", ROW.upcoming(7));
        rows.put("due", ROW.due("2022-07-10"));
        rows.put("basis", ROW.projected());
        rows.put("no due and no basis", ROW.notDue());
        rows.put("satisfied on", ROW.satisfiedOn("2022-07-01"));
        rows.put("satisfied on another day", ROW.satisfiedOn("2022-07-02"));
        rows.put("advisory", ROW.advisory());
        rows.put("achieved", ROW.progress(1, 1));
        rows.put("required", ROW.progress(0, 2));
        rows.put("next booked", ROW.nextBookedOn("2022-07-01"));
        rows.put("unit", ROW.unit("jobcenter-0851"));
        rows.put("course start", ROW.courseStart("2022-01-11"));
        rows.put("municipality", ROW.municipality("0851"));
        rows.put("a-kasse", ROW.akasse("3F"));
        rows.put("anchor", ROW.why("2022-01-11", "2022-07-09", List.of(), List.of()));
        rows.put("due before the shift", ROW.why("2022-01-10", "2022-07-10", List.of(), List.of()));
        rows.put("an exemption", ROW.why("2022-01-10", "2022-07-09", List.of("x"), List.of()));
        rows.put("a fact of the same id", ROW.why("2022-01-10", "2022-07-09", List.of(), List.of("x")));
        rows.put("two facts", ROW.why("2022-01-10", "2022-07-09", List.of(), List.of("x", "y")));
        rows.put("two facts the other way", ROW.why("2022-01-10", "2022-07-09", List.of(), List.of("y", "x")));
        rows.put("one of each", ROW.why("2022-01-10", "2022-07-09", List.of("x"), List.of("y")));

        Map<Long, String> seen = new HashMap<>();
        rows.forEach((what, row) -> {
            String same = seen.put(hash(row), what);
            assertThat(same).as("%s and %s", what, same).isNull();
        });
    }
}
