package dk.fristvagt.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.testing.Play;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case comes out as it was calculated by hand. */
class CaseFilesTest {
    private static final int CASES_THE_DEMO_PROMISES = 60;

    private static final Map<String, CaseFile> CASES = CaseFile.all();

    @TestFactory
    Stream<DynamicTest> every_case_comes_out_as_calculated_by_hand() {
        return CASES.values().stream().map(one -> dynamicTest(one.name(), () -> comesOut(one)));
    }

    @TestFactory
    Stream<DynamicTest> every_case_reaches_what_it_says() {
        return CASES.values().stream()
                .map(one -> dynamicTest(
                        one.name(), () -> assertThat(Cells.reachedBy(one)).containsAll(one.reaches())));
    }

    @Test
    void the_cases_are_enough_for_the_demo_and_are_about_different_citizens() {
        assertThat(CASES.size()).isGreaterThanOrEqualTo(CASES_THE_DEMO_PROMISES);
        Map<String, String> caseOf = new HashMap<>();
        for (CaseFile one : CASES.values()) {
            for (Event<?> event : one.events()) {
                assertThat(caseOf.putIfAbsent(event.citizenId(), one.name()))
                        .as("the case that citizen %s is also in", event.citizenId())
                        .isIn(null, one.name());
            }
        }
    }

    private static void comesOut(CaseFile one) {
        List<String> alerts = new ArrayList<>();
        Backtest.Result result = new Backtest(Play.MONITOR)
                .play(
                        one.events(),
                        one.until(),
                        alert -> {
                            if (one.rules().contains(alert.rule().id())) {
                                alerts.add(line(alert));
                            }
                        },
                        Backtest.Progress.NONE);
        List<String> deadlines = result.rows().stream()
                .filter(row -> one.rules().contains(row.deadline().rule().id()))
                .map(row -> line(row.key(), row.deadline()))
                .toList();
        assertThat(alerts).as("alerts").containsExactlyInAnyOrderElementsOf(one.alerts());
        assertThat(deadlines).as("deadlines").containsExactlyInAnyOrderElementsOf(one.deadlines());
        one.measures()
                .ifPresent(expected -> assertThat(result.measures().stream()
                                .map(CaseFilesTest::line)
                                .toList())
                        .as("measures")
                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    private static String line(Alert alert) {
        return String.join(
                " ",
                alert.saidOn().toString(),
                alert.deadlineKey(),
                alert.type().name(),
                Integer.toString(alert.stage()),
                text(alert.reason()),
                text(alert.status()),
                text(alert.dueOn()),
                text(alert.basis()),
                alert.effectiveOn().toString());
    }

    private static String line(String key, Deadline deadline) {
        return String.join(
                " ",
                key,
                deadline.status().name(),
                Integer.toString(deadline.stage()),
                text(deadline.dueOn()),
                text(deadline.basis()),
                text(deadline.satisfiedOn()),
                Integer.toString(deadline.required()),
                Integer.toString(deadline.achieved()));
    }

    private static String line(Backtest.Measure row) {
        MeetingMeasure measure = row.measure();
        return String.join(
                " ",
                row.key(),
                measure.heldOn().toString(),
                measure.type().name(),
                measure.unit(),
                measure.group().name(),
                measure.seniority().name(),
                text(measure.participation()),
                text(measure.form()),
                measure.trial() ? "trial" : "-",
                measure.courseId(),
                measure.courseStart().toString());
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }
}
