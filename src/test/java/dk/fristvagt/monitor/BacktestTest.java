package dk.fristvagt.monitor;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.rules.RuleDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * "For each day from the first recorded day to the last day wanted: begin the day, then apply that day's events in
 * (recordedAt, eventId) order" (domain.md §10).
 *
 * <p>kth-cv from 10 January 2022 is due on 31 January: WARNING(7) on 24, WARNING(3) on 28 January, OVERDUE on 1 February.
 */
class BacktestTest {
    private final Backtest backtest = new Backtest(
            new CitizenMonitor(RuleDraft.rulebook(RuleDraft.kthCv()), day -> true, CitizenMonitor.Settings.DEFAULT));

    private final List<String> said = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    private static <F extends Fact> Event<F> event(String citizenId, String eventId, String at, Draft<F> draft) {
        return new Event<>(eventId, citizenId, Instant.parse(at), "test", false, draft.fact());
    }

    private static Event<?> begins(String citizenId) {
        return event(
                citizenId, "e1-" + citizenId, "2022-01-10T09:00:00Z", spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"));
    }

    private Backtest.Result play(String until, Event<?>... events) {
        return backtest.play(
                Arrays.asList(events),
                day(until),
                alert -> said.add(shown(alert)),
                (day, played) -> progress.add(day + " " + played));
    }

    private static String shown(Alert alert) {
        return alert.saidOn() + " " + alert.citizenId() + " " + alert.type()
                + (alert.stage() == 0 ? "" : "(" + alert.stage() + ")")
                + alert.causedBy().map(id -> " by " + id).orElse("");
    }

    @Test
    void everyDayIsPlayedToTheLastOneWanted() {
        Backtest.Result result = play("2022-02-02", begins("c1"));

        assertThat(said)
                .containsExactly("2022-01-24 c1 WARNING(7)", "2022-01-28 c1 WARNING(3)", "2022-02-01 c1 OVERDUE");
        assertThat(progress).startsWith("2022-01-10 1").endsWith("2022-02-02 1").hasSize(24);
        assertThat(result.rows())
                .extracting(row -> row.key() + " " + row.deadline().status())
                .containsExactly("c1|kth-cv|a|1 OVERDUE");
        // the event, then three days on which something changes
        assertThat(result.evaluations()).isEqualTo(4);
        assertThat(result.files()).containsOnlyKeys("c1");
        assertThat(result.files().get("c1").sequence()).isEqualTo(3);
    }

    @Test
    void aDayBeginsBeforeItsEvents() {
        play("2022-02-01", begins("c1"), event("c1", "e2", "2022-02-01T00:00:00Z", cv("v", "2022-02-01")));

        assertThat(said).endsWith("2022-02-01 c1 OVERDUE", "2022-02-01 c1 RESOLVED by e2");
    }

    @Test
    void theRecordedDayIsThatOfCopenhagen() {
        // 31 January 23:30 in UTC is 1 February in Copenhagen: the day has made it overdue
        play("2022-02-01", begins("c1"), event("c1", "e2", "2022-01-31T23:30:00Z", cv("v", "2022-01-31")));

        assertThat(said).endsWith("2022-02-01 c1 OVERDUE", "2022-02-01 c1 WITHDRAWN by e2");
    }

    @Test
    void eventsOfADayAreAppliedInTheOrderTheyWereRecordedIn() {
        // whatever order they are given in; at one instant U+FF21 comes before U+1D538
        Event<?> first = event("c1", "z", "2022-02-05T08:00:00Z", cv("v1", "2022-02-05"));
        Event<?> second = event("c1", "\uFF21", "2022-02-05T09:00:00Z", cv("v1").registeredOn("2022-02-05"));
        Event<?> third = event("c1", "\uD835\uDD38", "2022-02-05T09:00:00Z", cv("v2", "2022-02-04"));

        play("2022-02-06", third, second, first, begins("c1"));

        assertThat(said.subList(3, said.size()))
                .containsExactly(
                        "2022-02-05 c1 RESOLVED by z",
                        "2022-02-05 c1 OVERDUE by \uFF21",
                        "2022-02-05 c1 RESOLVED by \uD835\uDD38");
    }

    @Test
    void onADayCitizensBeginInTheOrderOfTheirKeys() {
        // "c-1|" is before "c|"
        play("2022-01-24", begins("c"), begins("d"), begins("c-1"));

        assertThat(said)
                .containsExactly("2022-01-24 c-1 WARNING(7)", "2022-01-24 c WARNING(7)", "2022-01-24 d WARNING(7)");
    }

    @Test
    void rowsComeInTheOrderOfTheirKeys() {
        assertThat(play("2022-01-24", begins("c"), begins("d"), begins("c-1")).rows())
                .extracting(Backtest.Row::key)
                .containsExactly("c-1|kth-cv|a|1", "c|kth-cv|a|1", "d|kth-cv|a|1");
    }

    @Test
    void whatIsRecordedAfterTheLastDayIsLeftOut() {
        Backtest.Result result =
                play("2022-01-30", begins("c1"), event("c1", "e2", "2022-01-31T09:00:00Z", cv("v", "2022-01-20")));

        assertThat(result.rows().get(0).deadline().achieved()).isZero();
        assertThat(progress).last().isEqualTo("2022-01-30 1");
    }

    @Test
    void nothingIsPlayedBeforeTheFirstEvent() {
        Backtest.Result result = play("2022-01-09", begins("c1"));

        assertThat(result.rows()).isEmpty();
        assertThat(progress).isEmpty();
    }

    @Test
    void withoutEventsThereIsNothing() {
        Backtest.Result result = play("2022-01-30");

        assertThat(result.rows()).isEmpty();
        assertThat(result.files()).isEmpty();
        assertThat(result.evaluations()).isZero();
        assertThat(progress).isEmpty();
    }

    @Test
    void duplicatesCostNothingAndConflictsAreCounted() {
        Event<?> other = event(
                "c1",
                "e1-c1",
                "2022-01-10T09:00:00Z",
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-12-31"));

        Backtest.Result result = play("2022-01-10", begins("c1"), begins("c1"), other);

        assertThat(result.conflicts()).isEqualTo(1);
        assertThat(result.behindHorizon()).isZero();
        assertThat(result.evaluations()).isEqualTo(1);
    }

    @Test
    void aRowThatIsGoneIsNoLongerAmongTheRows() {
        Event<?> annulled = new Event<>(
                "e2",
                "c1",
                Instant.parse("2022-01-20T09:00:00Z"),
                "test",
                true,
                begins("c1").fact());

        assertThat(play("2022-01-20", begins("c1"), begins("c2"), annulled).rows())
                .extracting(Backtest.Row::key)
                .containsExactly("c2|kth-cv|a|1");
    }

    @Test
    void aCitizenThatIsPurgedIsGone() {
        // closed on 1 April 2022, dropped on 1 April 2023, purged on 29 February 2024 (28 February + 24 months + 1 day)
        Event<?> over = event(
                "c1",
                "e1",
                "2022-01-10T09:00:00Z",
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28"));

        assertThat(play("2024-02-28", over).files()).hasSize(1);
        assertThat(play("2024-02-29", over).files()).isEmpty();
        assertThat(play("2024-02-29", over).rows()).isEmpty();
    }

    @Test
    void whatIsBehindTheHorizonIsCounted() {
        // seven years after: the spell of 2014 is forgotten on the evaluation of 10 January 2022
        Event<?> old = event(
                "c1",
                "e0",
                "2014-01-10T09:00:00Z",
                spell("old", KONTANTHJAELP_JOBPARAT, "2014-01-10").to("2014-02-28"));
        Event<?> held = event("c1", "e2", "2022-01-11T09:00:00Z", held("m", Meeting.Type.JOBSAMTALE, "2014-02-01"));
        Event<?> wakes = event("c1", "e-", "2015-06-01T09:00:00Z", cv("v", "2015-06-01"));

        assertThat(play("2022-01-11", old, wakes, begins("c1"), held).behindHorizon())
                .isEqualTo(1);
    }

    @Test
    void theResultDoesNotDependOnTheOrderTheEventsAreGivenIn() {
        List<Event<?>> events = new ArrayList<>(List.of(
                begins("c1"),
                begins("c2"),
                event("c1", "e2", "2022-01-26T09:00:00Z", cv("v", "2022-01-26")),
                event("c2", "e3", "2022-02-03T09:00:00Z", cv("v", "2022-02-03"))));
        List<LocalDate> days = new ArrayList<>();
        List<Alert> forward = new ArrayList<>();
        List<Alert> backward = new ArrayList<>();

        backtest.play(events, day("2022-02-10"), forward::add, (day, played) -> days.add(day));
        Collections.reverse(events);
        backtest.play(events, day("2022-02-10"), backward::add, Backtest.Progress.NONE);

        assertThat(backward).isEqualTo(forward);
        assertThat(forward).hasSize(6);
        assertThat(days).hasSize(32);
    }

    @Test
    void theResultCannotBeChanged() {
        Backtest.Result result = play("2022-01-24", begins("c1"));

        assertThatThrownBy(() -> result.rows().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> result.files().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
