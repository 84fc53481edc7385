package dk.fristvagt.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.testing.Example;
import dk.fristvagt.testing.Play;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.DeadlineJson;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples come out of a backtest line by line. */
class ExamplesTest {
    private static final int COUNT = 21;
    private static final AvroDeadlines ROWS = new AvroDeadlines(new WorkingDaysOfDenmark());

    private static final List<Example> EXAMPLES = Example.all();

    @Test
    void all_examples_are_here() {
        assertThat(EXAMPLES).hasSize(COUNT);
    }

    @TestFactory
    Stream<DynamicTest> a_backtest_gives_exactly_the_expected_alerts_and_deadlines() {
        return EXAMPLES.stream().map(example -> dynamicTest(example.name(), () -> backtest(example)));
    }

    private static void backtest(Example example) {
        List<String> alerts = new ArrayList<>();
        Backtest.Result result = new Backtest(Play.MONITOR)
                .play(
                        example.events(),
                        example.until(),
                        alert -> alerts.add(AlertJson.line(alert)),
                        Backtest.Progress.NONE);
        List<String> deadlines = result.rows().stream()
                .map(row -> DeadlineJson.line(ROWS.toAvro(row.citizenId(), row.deadline())))
                .toList();
        example.assertCameOut(alerts, deadlines);
    }
}
