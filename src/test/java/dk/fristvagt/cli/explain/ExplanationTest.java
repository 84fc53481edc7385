package dk.fristvagt.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for the explanation of any citizen on any day, tried on random histories. */
class ExplanationTest {
    private static final int HISTORIES = 200;

    /** Days of each history that are explained, spread over it. */
    private static final int DAYS = 3;

    /** A number, a day, a month, with nothing of it left out. */
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[-.]\\d+)*");

    private static final CitizenMonitor MONITOR =
            new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
    private static final Explainer EXPLAINER = new Explainer(MONITOR, new WorkingDaysOfDenmark());

    /** An explanation and the deadlines of a backtest to the same day. */
    private record Explained(long history, Explanation explanation, List<Deadline> deadlines) {
        String name() {
            return "history " + history + " on " + explanation.day();
        }
    }

    private static final List<Explained> EXPLAINED = new ArrayList<>();

    @BeforeAll
    static void explain() {
        RandomHistories.first(HISTORIES).forEach(history -> {
            long days = ChronoUnit.DAYS.between(history.firstDay(), history.until());
            for (int i = 1; i <= DAYS; i++) {
                explain(history, history.firstDay().plusDays(days * i / DAYS));
            }
        });
    }

    private static void explain(History history, LocalDate day) {
        List<Alert> alerts = new ArrayList<>();
        Backtest.Result played = new Backtest(MONITOR).play(history.events(), day, alerts::add, Backtest.Progress.NONE);
        CitizenFile file = played.files().get(history.citizenId());
        if (file != null) {
            EXPLAINED.add(new Explained(
                    history.number(),
                    EXPLAINER.explain(file, alerts, day),
                    played.rows().stream().map(Backtest.Row::deadline).toList()));
        }
    }

    @Test
    void every_number_and_day_in_the_text_is_in_the_json() {
        for (Explained explained : EXPLAINED) {
            Set<String> onlyInText = numbers(withoutCutIds(ExplanationText.of(explained.explanation())));
            onlyInText.removeAll(numbers(ExplanationJson.of(explained.explanation())));
            assertThat(onlyInText).as(explained.name()).isEmpty();
        }
    }

    /** An id that is too long for its column is cut with an ellipsis; what is left of it is no number. */
    private static String withoutCutIds(String text) {
        return text.replaceAll("\\S*…", "");
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void no_line_is_wider_than_a_page() {
        for (Explained explained : EXPLAINED) {
            assertThat(ExplanationText.of(explained.explanation())
                            .lines()
                            .filter(line -> Shown.width(line) > Page.WIDTH))
                    .as(explained.name())
                    .isEmpty();
        }
    }

    @Test
    void the_deadlines_are_those_of_a_backtest() {
        for (Explained explained : EXPLAINED) {
            assertThat(explained.explanation().deadlines())
                    .as(explained.name())
                    .extracting(Explanation.DeadlineView::deadline)
                    .isEqualTo(explained.deadlines());
        }
    }

    @Test
    void every_deadline_says_how_it_came_about_and_what_it_rests_on() {
        for (Explained explained : EXPLAINED) {
            for (Explanation.DeadlineView view : explained.explanation().deadlines()) {
                assertThat(view.steps()).as(explained.name()).hasAtLeastOneElementOfType(Trace.Step.Decided.class);
                assertThat(view.restsOn()).as(explained.name()).isNotEmpty();
                assertThat(view.said().isEmpty() && view.standing().isPresent())
                        .as(explained.name() + ": what stands was never said")
                        .isFalse();
            }
        }
    }

    @Test
    void every_kind_of_step_and_every_refusal_is_met_so_each_has_words() {
        Set<String> steps = new TreeSet<>();
        Set<String> refusals = new TreeSet<>();
        EXPLAINED.stream()
                .flatMap(explained -> Stream.concat(
                        explained.explanation().deadlines().stream().flatMap(view -> view.steps().stream()),
                        explained.explanation().notDeadlines().stream().flatMap(none -> none.steps().stream())))
                .forEach(step -> {
                    steps.add(step.getClass().getSimpleName());
                    if (step instanceof Trace.Step.NotCounted not) {
                        refusals.add(not.refusal().name());
                    }
                });

        assertThat(steps)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Trace.Step.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
        // Nothing can be held or registered after it was recorded, and these histories grant no offer beforehand.
        assertThat(refusals)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Trace.Refusal.values())
                        .filter(refusal -> refusal != Trace.Refusal.IN_THE_FUTURE)
                        .map(Enum::name)
                        .toList());
    }
}
