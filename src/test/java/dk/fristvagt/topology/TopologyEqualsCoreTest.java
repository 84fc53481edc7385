package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.Event;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.AvroAlerts;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.AvroMeasures;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same histories through the topology and through the core: alert by alert, deadline by deadline, measure by measure. */
class TopologyEqualsCoreTest {
    private static final int HISTORIES = 300;

    @Test
    void aCrowdOfRandomHistories() {
        List<History> crowd = RandomHistories.first(HISTORIES).toList();
        assertEqual(new TopologyPlayer(Rig.MONITOR).inPassesOf(3), crowd);
    }

    @Test
    void withARestartEveryFewSteps() {
        List<History> crowd =
                RandomHistories.first(HISTORIES + 20).skip(HISTORIES).toList();
        assertEqual(new TopologyPlayer(Rig.MONITOR).restartingAfter(step -> step % 37 == 0), crowd);
    }

    private static void assertEqual(TopologyPlayer player, List<History> crowd) {
        List<Event<?>> events = new ArrayList<>();
        crowd.forEach(history -> events.addAll(history.events()));
        LocalDate until =
                crowd.stream().map(History::until).max(LocalDate::compareTo).orElseThrow();

        List<Alert> said = new ArrayList<>();
        Backtest.Result expected = new Backtest(Rig.MONITOR)
                .play(events, until, alert -> said.add(AvroAlerts.toAvro(alert)), Backtest.Progress.NONE);
        SortedMap<String, Deadline> rows = new TreeMap<>();
        AvroDeadlines avro = new AvroDeadlines(new WorkingDaysOfDenmark());
        expected.rows().forEach(row -> rows.put(row.key(), avro.toAvro(row.citizenId(), row.deadline())));

        SortedMap<String, MeetingMeasure> measures = new TreeMap<>();
        expected.measures()
                .forEach(row -> measures.put(row.key(), AvroMeasures.toAvro(row.citizenId(), row.measure())));

        TopologyPlayer.Played played = player.play(events, until);

        Map<String, List<Alert>> byCitizen = byCitizen(played.alerts());
        assertThat(said).isNotEmpty();
        byCitizen(said)
                .forEach((citizen, alerts) ->
                        assertThat(byCitizen.remove(citizen)).isEqualTo(alerts));
        assertThat(byCitizen).isEmpty();
        assertThat(played.deadlines()).isEqualTo(rows);
        assertThat(measures).isNotEmpty();
        assertThat(played.measures()).isEqualTo(measures);
        assertThat(played.deadLetters())
                .hasSize(Math.toIntExact(expected.behindHorizon()))
                .allMatch("BEHIND_HORIZON"::equals);
    }

    private static Map<String, List<Alert>> byCitizen(List<Alert> alerts) {
        return alerts.stream().collect(Collectors.groupingBy(Alert::getCitizenId, TreeMap::new, Collectors.toList()));
    }
}
