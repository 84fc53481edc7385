package dk.fristvagt.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alert.Deadline;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.wire.AvroAlerts;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.AvroMeasures;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final WorkingDays WORKING_DAYS = new WorkingDaysOfDenmark();

    private final List<Alert> alerts = new ArrayList<>();
    private final List<dk.fristvagt.alert.Alert> onTopics = new ArrayList<>();
    private final SortedMap<String, Deadline> table = new TreeMap<>();
    private final SortedMap<String, MeetingMeasure> measures = new TreeMap<>();
    private Backtest.Result backtest;

    @BeforeEach
    void playACase() {
        CaseFiles.Case played = CaseFiles.all().stream()
                .filter(one -> one.name().equals("meeting-on-the-day-of-three-months"))
                .findFirst()
                .orElseThrow();
        CitizenMonitor monitor =
                new CitizenMonitor(RulebookYaml.builtIn(), WORKING_DAYS, CitizenMonitor.Settings.DEFAULT);
        backtest = new Backtest(monitor).play(played.events(), played.until(), alerts::add, Backtest.Progress.NONE);
        alerts.forEach(alert -> onTopics.add(AvroAlerts.toAvro(alert)));
        AvroDeadlines avro = new AvroDeadlines(WORKING_DAYS);
        backtest.rows().forEach(row -> table.put(row.key(), avro.toAvro(row.citizenId(), row.deadline())));
        backtest.measures()
                .forEach(row -> measures.put(row.key(), AvroMeasures.toAvro(row.citizenId(), row.measure())));
    }

    private Comparison compare() {
        return Comparison.of(onTopics, table, measures, alerts, backtest, WORKING_DAYS);
    }

    @Test
    void what_is_the_same_is_equal_in_whatever_order_the_topics_were_read() {
        Collections.reverse(onTopics);

        Comparison comparison = compare();

        assertThat(comparison.equal()).isTrue();
        assertThat(comparison.alerts()).isEqualTo(alerts.size()).isPositive();
        assertThat(comparison.deadlines()).isEqualTo(backtest.rows().size()).isPositive();
        assertThat(comparison.measures()).isEqualTo(backtest.measures().size()).isPositive();
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void a_field_that_differs_is_shown_from_both_sides() {
        onTopics.get(0).setAchieved(7);

        Comparison comparison = compare();

        assertThat(comparison.different()).isEqualTo(1);
        assertThat(comparison.differences()).hasSize(2);
        assertThat(comparison.differences().get(0))
                .startsWith("alert on the topic:")
                .contains("\"achieved\":7");
        assertThat(comparison.differences().get(1))
                .startsWith("alert of backtest:")
                .doesNotContain("\"achieved\":7");
    }

    @Test
    void an_alert_that_is_there_twice_is_a_difference() {
        onTopics.add(onTopics.get(onTopics.size() - 1));

        assertThat(compare().equal()).isFalse();
    }

    @Test
    void an_alert_that_is_missing_is_a_difference() {
        onTopics.remove(onTopics.size() - 1);

        assertThat(compare().equal()).isFalse();
    }

    @Test
    void a_deadline_that_is_missing_is_a_difference() {
        table.remove(table.firstKey());

        Comparison comparison = compare();

        assertThat(comparison.different()).isEqualTo(1);
        assertThat(comparison.differences().get(0)).isEqualTo("deadline on the topic:  nothing");
    }

    @Test
    void a_measure_with_another_field_is_a_difference() {
        measures.get(measures.firstKey()).setTrial(true);

        Comparison comparison = compare();

        assertThat(comparison.different()).isEqualTo(1);
        assertThat(comparison.differences().get(0))
                .startsWith("measure on the topic:")
                .contains("\"trial\":true");
    }

    @Test
    void only_the_first_of_many_differences_are_shown() {
        onTopics.clear();
        table.clear();

        Comparison comparison = compare();

        assertThat(comparison.different())
                .isEqualTo(alerts.size() + backtest.rows().size());
        assertThat(comparison.differences()).hasSize(20);
    }
}
