package dk.fristvagt.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alert.Deadline;
import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.alert.SummaryPart;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Units;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final LocalDate DAY = LocalDate.of(2027, 1, 4);

    private final Rows rows = new Rows(new Vocabulary(RulebookYaml.builtIn(), Units.load()));

    /** An exemption without end leaves no due day; the deadline belongs to the month in which it would have been due. */
    @Test
    void whoIsExemptWithoutEndIsCountedWhereTheDeadlineWouldHaveBeenDue() {
        Deadline exempt = deadline("dp-tilbud", 3);
        exempt.setStatus(DeadlineStatus.EXEMPT);
        exempt.setSummary(List.of(
                new SummaryPart("ANCHOR", List.of("2026-07-06")),
                new SummaryPart("UNSHIFTED_DUE", List.of("2027-01-04"))));

        assertThat(rows.of(exempt).due()).contains(DAY);
        assertThat(rows.of(exempt).hasOutcome()).isTrue();
        assertThat(rows.of(exempt).eligible()).as("no target").isEmpty();
    }

    @Test
    void theDueDayIsTheOneAfterExemptions() {
        Deadline moved = deadline("dp-tilbud", 3);
        moved.setDueOn(DAY.plusMonths(2));
        moved.setSummary(List.of(new SummaryPart("UNSHIFTED_DUE", List.of("2027-01-04"))));

        assertThat(rows.of(moved).due()).contains(DAY.plusMonths(2));
    }

    @Test
    void aDeadlineThatIsDueNowhereHasNoOutcome() {
        Deadline ceased = deadline("dp-tilbud", 3);
        ceased.setStatus(DeadlineStatus.CEASED);

        assertThat(rows.of(ceased).due()).isEmpty();
        assertThat(rows.of(ceased).hasOutcome()).isFalse();
    }

    @Test
    void aTargetIsAboutACitizenFromItsAnchor() {
        Deadline target = deadline("fokus-tilbud", 1);
        target.setSummary(List.of(new SummaryPart("ANCHOR", List.of("2027-01-04"))));

        assertThat(rows.of(target).eligible()).contains(DAY);
        assertThat(rows.of(target).hasOutcome()).isFalse();
    }

    @Test
    void theVersionOfARuleDecidesWhetherItHasAQuota() {
        assertThat(rows.of(deadline("dp-tilbud", 1)).quota()).isFalse();
        assertThat(rows.of(deadline("dp-tilbud", 3)).quota()).isTrue();
    }

    @Test
    void whatThisProgramDoesNotKnowIsNotALabel() {
        Deadline foreign = deadline("a-rule-of-tomorrow", 1);
        foreign.setUnit("jobcenter-9999");

        assertThat(rows.of(foreign).rule()).isEqualTo("unknown");
        assertThat(rows.of(foreign).unit()).isEqualTo("unrouted");
        assertThat(rows.of(deadline("dp-tilbud", 99)).rule())
                .as("a version of tomorrow")
                .isEqualTo("unknown");
    }

    private static Deadline deadline(String rule, int version) {
        Deadline deadline = new Deadline();
        deadline.setUnit("jobcenter-0101");
        deadline.setRuleId(rule);
        deadline.setRuleVersion(version);
        deadline.setStatus(DeadlineStatus.UPCOMING);
        deadline.setSummary(List.of());
        return deadline;
    }
}
