package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.testing.Example;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.DeadlineJson;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Kafka Streams gives every citizen one place and one order, and nothing else: what comes out is what the core says. */
class TopologyEqualsCoreTest {
    private static final int HISTORIES = 300;
    private static final AvroDeadlines ROWS = new AvroDeadlines(new WorkingDaysOfDenmark());

    private static final List<Event<?>> EVENTS = new ArrayList<>();
    private static final Map<String, List<String>> SAID_BY_THE_CORE = new TreeMap<>();
    private static Backtest.Result core;
    private static DriverBacktest topology;

    @BeforeAll
    static void playRandomHistoriesThroughBoth() {
        List<History> histories = RandomHistories.first(HISTORIES).toList();
        histories.forEach(history -> EVENTS.addAll(history.events()));
        LocalDate until =
                histories.stream().map(History::until).max(LocalDate::compareTo).orElseThrow();
        core = new Backtest(Rig.MONITOR)
                .play(EVENTS, until, TopologyEqualsCoreTest::remember, Backtest.Progress.NONE);
        topology = DriverBacktest.play(EVENTS, until);
    }

    private static void remember(Alert alert) {
        SAID_BY_THE_CORE
                .computeIfAbsent(alert.citizenId(), id -> new ArrayList<>())
                .add(AlertJson.line(alert));
    }

    @Test
    void three_hundred_random_histories_say_the_same_alert_by_alert_in_sequence() {
        Map<String, List<String>> said = new TreeMap<>();
        topology.said().forEach((citizen, alerts) -> said.put(
                citizen,
                alerts.stream().map(one -> AlertJson.line(one.alert())).toList()));

        assertThat(SAID_BY_THE_CORE).hasSizeGreaterThan(HISTORIES * 9 / 10);
        assertThat(said.keySet()).isEqualTo(SAID_BY_THE_CORE.keySet());
        SAID_BY_THE_CORE.forEach(
                (citizen, alerts) -> assertThat(said.get(citizen)).as(citizen).isEqualTo(alerts));
    }

    @Test
    void three_hundred_random_histories_leave_the_same_deadlines() {
        assertThat(topology.table().values().stream().map(DeadlineJson::line))
                .containsExactlyInAnyOrderElementsOf(rows(core));
    }

    @Test
    void every_alert_goes_to_the_topic_of_its_unit_under_its_citizen() {
        assertThat(topology.said().values().stream().flatMap(List::stream))
                .isNotEmpty()
                .allSatisfy(one -> {
                    String unit = one.alert().getUnit();
                    assertThat(one.topic()).isEqualTo(Rig.TOPICS.alerts(Rig.UNITS.topicUnit(unit)));
                    assertThat(one.key()).isEqualTo(one.alert().getCitizenId());
                });
    }

    @Test
    void nothing_of_a_valid_history_becomes_a_dead_letter() {
        assertThat(topology.deadLetters().stream().map(Rig.Letter::code)).isEmpty();
        assertThat(core.behindHorizon()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> the_examples_come_out_of_the_topology_line_by_line() {
        return Example.all().stream().map(example -> dynamicTest(example.name(), () -> {
            DriverBacktest played = DriverBacktest.play(example.events(), example.until());
            example.assertCameOut(
                    played.said().values().stream()
                            .flatMap(List::stream)
                            .map(one -> AlertJson.line(one.alert()))
                            .toList(),
                    played.table().values().stream().map(DeadlineJson::line).toList());
        }));
    }

    private static List<String> rows(Backtest.Result result) {
        return result.rows().stream()
                .map(row -> DeadlineJson.line(ROWS.toAvro(row.citizenId(), row.deadline())))
                .toList();
    }
}
