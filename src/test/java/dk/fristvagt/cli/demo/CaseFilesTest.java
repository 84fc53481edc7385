package dk.fristvagt.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the demo plays touches everything. */
class CaseFilesTest {
    private static final List<CaseFiles.Case> CASES = CaseFiles.all();

    @Test
    void there_are_at_least_60_named_histories() {
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(60);
        assertThat(CASES).extracting(CaseFiles.Case::name).doesNotHaveDuplicates();
        assertThat(CASES).extracting(CaseFiles.Case::title).doesNotContain("");
    }

    @Test
    void no_citizen_is_in_two_of_them_so_they_can_be_played_together() {
        List<String> citizens = CASES.stream()
                .flatMap(each -> each.events().stream().map(Event::citizenId).distinct())
                .toList();

        assertThat(citizens).doesNotHaveDuplicates();
    }

    @Test
    void together_they_reach_every_rule_and_every_status() {
        Set<String> rules = new TreeSet<>();
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        CitizenMonitor monitor =
                new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        for (CaseFiles.Case each : CASES) {
            List<dk.fristvagt.alerts.Alert> alerts = new ArrayList<>();
            Backtest.Result played =
                    new Backtest(monitor).play(each.events(), each.until(), alerts::add, Backtest.Progress.NONE);
            alerts.forEach(alert -> {
                rules.add(alert.rule().id());
                alert.status().ifPresent(statuses::add);
            });
            played.rows().forEach(row -> {
                rules.add(row.deadline().rule().id());
                statuses.add(row.deadline().status());
            });
        }

        assertThat(rules)
                .isEqualTo(RulebookYaml.builtIn().rules().stream()
                        .map(Rule::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(statuses).containsExactlyInAnyOrder(Status.values());
    }
}
