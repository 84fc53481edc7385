package dk.fristvagt.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Play;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.StoredCitizen;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** What holds for the core whatever the history (architecture.md, tests 2). */
class CorePropertiesTest {
    private static final int MOVED_DAYS = 7;

    @Property(tries = Thousand.HISTORIES, seed = "20260701", shrinking = ShrinkingMode.BOUNDED)
    void any_order_and_any_duplication_of_the_same_events_give_the_same_deadlines(
            @ForAll("histories") History history, @ForAll long shuffle) {
        Random random = new Random(shuffle);
        List<Event<?>> jumbled = new ArrayList<>(history.events());
        for (Event<?> event : history.events()) {
            if (random.nextInt(3) == 0) {
                jumbled.add(event);
            }
        }
        Collections.shuffle(jumbled, random);

        Outcome inOrder = knownAtTheEnd(history, history.events());
        Outcome outOfOrder = knownAtTheEnd(history, jumbled);

        assertThat(outOfOrder.rows()).isEqualTo(inOrder.rows());
        assertThat(outOfOrder.measures()).isEqualTo(inOrder.measures());
        assertThat(outOfOrder.alerts()).isEqualTo(inOrder.alerts());
        assertThat(outOfOrder.file()).isEqualTo(inOrder.file());
    }

    @Provide
    Arbitrary<History> histories() {
        return RandomHistories.arbitrary();
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void when_something_became_known_does_not_matter_for_the_deadlines_at_the_end(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            TreeMap<DeadlineId, Deadline> atOnce = new TreeMap<>();
            knownAtTheEnd(history, history.events())
                    .rows()
                    .forEach(row -> atOnce.put(row.id(), row.deadline().orElseThrow()));

            assertThat(new Play().play(history).deadlines()).isEqualTo(atOnce);
        });
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void when_something_became_known_does_not_matter_for_the_measures_at_the_end(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            TreeMap<String, MeetingMeasure> atOnce = new TreeMap<>();
            knownAtTheEnd(history, history.events())
                    .measures()
                    .forEach(row -> atOnce.put(row.meetingId(), row.measure().orElseThrow()));

            assertThat(new Play().play(history).measures()).isEqualTo(atOnce);
        });
    }

    /** Nine years on, most of what the measures rested on has been forgotten, and they stand as they were. */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void forgetting_and_purging_say_nothing_about_measures(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, shorter -> {
            History history = new History(
                    shorter.number(),
                    shorter.citizenId(),
                    shorter.events(),
                    shorter.until().plusYears(9));
            TreeMap<String, MeetingMeasure> atOnce = new TreeMap<>();
            knownAtTheEnd(history, history.events())
                    .measures()
                    .forEach(row -> atOnce.put(row.meetingId(), row.measure().orElseThrow()));

            int[] step = {0};
            Play.Played played = new Play()
                    .between(file -> ++step[0] % 30 == 0 ? Play.dueAtOnce(file) : file)
                    .play(history);

            assertThat(played.measures()).isEqualTo(atOnce);
            assertThat(played.measureRows())
                    .as("measures that changed once the events were over")
                    .allMatch(row -> row.day().isBefore(shorter.until().plusYears(1)));
        });
    }

    /** The hash decides whether a measure is sent: it must be blind to nothing, and see nothing that is not there. */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_measure_is_sent_when_it_differs_and_only_then(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            Map<String, Optional<MeetingMeasure>> sent = new HashMap<>();
            new Play()
                    .watchedBy(step -> {
                        step.outcome()
                                .measures()
                                .forEach(row -> assertThat(sent.put(row.meetingId(), row.measure()))
                                        .as("what was sent before %s", row)
                                        .isNotEqualTo(row.measure()));
                        CitizenFile unsent = unsent(step.outcome().file());
                        if (step.outcome().evaluations() > 0 && !step.outcome().purged()) {
                            Play.MONITOR
                                    .beginDay(unsent, step.day())
                                    .measures()
                                    .forEach(row -> assertThat(sent.get(row.meetingId()))
                                            .isEqualTo(row.measure()));
                        }
                    })
                    .play(history);
        });
    }

    /** {@code file} with an evaluation owed and no measure published. */
    private static CitizenFile unsent(CitizenFile file) {
        CitizenFile due = Play.dueAtOnce(file);
        return new CitizenFile(
                due.citizenId(),
                due.facts(),
                due.ledger(),
                due.sequence(),
                due.nextDay(),
                due.evaluated(),
                due.rulebookNumber(),
                due.published(),
                List.of());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void looking_on_every_day_says_nothing_more_than_looking_on_wake_days(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> assertSame(new Play().everyDay().play(history), new Play().play(history)));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_restart_after_every_step_changes_nothing(@ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(
                number,
                history -> assertSame(new Play().between(new Restart()).play(history), new Play().play(history)));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void the_ledger_never_repeats_itself_and_resolves_only_what_was_said(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            Map<DeadlineId, Alert> standing = new HashMap<>();
            new Play()
                    .watchedBy(step -> {
                        step.outcome().alerts().forEach(alert -> assertNews(standing, alert));
                        // A LAPSED ends without a word when its course is dropped; it is said anew should that be
                        // corrected.
                        standing.values()
                                .removeIf(said -> said.type() == Alert.Type.LAPSED
                                        && !step.deadlines().containsKey(said.deadline()));
                    })
                    .play(history);
        });
    }

    private static void assertNews(Map<DeadlineId, Alert> standing, Alert alert) {
        Alert said = standing.get(alert.deadline());
        if (alerting(alert)) {
            assertThat(said == null || isNews(said, alert))
                    .as("news after what stood: %s%nafter %s", alert, said)
                    .isTrue();
            standing.put(alert.deadline(), alert);
        } else {
            assertThat(said)
                    .as("what stood when this was taken back: %s", alert)
                    .isNotNull();
            assertThat(alert.unit()).isEqualTo(said.unit());
            standing.remove(alert.deadline());
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void sequences_begin_with_1_and_have_no_gaps(@ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            long[] last = {0};
            new Play()
                    .watchedBy(step -> {
                        for (Alert alert : step.outcome().alerts()) {
                            assertThat(alert.sequence()).isEqualTo(++last[0]);
                        }
                        assertThat(step.outcome().file().sequence()).isEqualTo(last[0]);
                        if (step.outcome().purged()) {
                            last[0] = 0;
                        }
                    })
                    .play(history);
        });
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void alert_ids_are_unique_and_the_same_on_every_replay(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            List<Alert> alerts = new Play().play(history).alerts();
            Set<Object> ids = new HashSet<>();
            alerts.forEach(alert -> assertThat(ids.add(alert.alertId()))
                    .as("a new id: " + alert)
                    .isTrue());
            assertThat(new Play().play(history).alerts()).isEqualTo(alerts);
        });
    }

    /** The last sentence of contract.md, after every step and not only at the end. */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void what_was_said_and_not_taken_back_is_what_is_in_an_alerting_state(
            @ForAll @IntRange(min = 1, max = Thousand.HISTORIES) int number) {
        Thousand.check(number, history -> {
            Map<DeadlineId, Alert> standing = new TreeMap<>();
            new Play()
                    .watchedBy(step -> {
                        step.outcome().alerts().forEach(alert -> {
                            if (alerting(alert)) {
                                standing.put(alert.deadline(), alert);
                            } else {
                                standing.remove(alert.deadline());
                            }
                        });
                        if (step.outcome().evaluations() > 0) {
                            assertConsistent(step, standing);
                        }
                        if (step.outcome().purged()) {
                            standing.clear();
                        }
                    })
                    .play(history);
        });
    }

    private static void assertConsistent(Play.Step step, Map<DeadlineId, Alert> standing) {
        Set<DeadlineId> alertingNow = new TreeSet<>();
        step.deadlines().forEach((id, deadline) -> {
            if (alerting(deadline) || standing.containsKey(id) && warningMayStand(step, deadline, standing.get(id))) {
                alertingNow.add(id);
            }
        });
        // A LAPSED about a course that was dropped stands for ever, with nothing said about it (domain.md §9).
        Set<DeadlineId> saidAndAlive = new TreeSet<>(standing.keySet());
        saidAndAlive.removeIf(id -> standing.get(id).type() == Alert.Type.LAPSED
                && !step.deadlines().containsKey(id));
        assertThat(saidAndAlive).as("said and not taken back on " + step.day()).isEqualTo(alertingNow);
        assertThat(step.outcome().file().ledger().stream().map(Said::deadline))
                .as("the ledger on " + step.day())
                .containsExactlyElementsOf(saidAndAlive);
        saidAndAlive.forEach(id -> assertThat(standing.get(id).unit())
                .as("the unit that was told last about " + id + " on " + step.day())
                .satisfiesAnyOf(
                        unit -> assertThat(unit)
                                .isEqualTo(step.deadlines().get(id).unit()),
                        unit -> assertThat(standing.get(id).type()).isEqualTo(Alert.Type.LAPSED)));
    }

    /** The alerting states of domain.md §9, first bullet. */
    private static boolean alerting(Deadline deadline) {
        return switch (deadline.status()) {
            case UPCOMING -> deadline.stage() > 0;
            case DUE, OVERDUE -> true;
            case LAPSED -> !deadline.rule().curable() && !deadline.advisory();
            case BOOKED, EXEMPT, PAUSED, MET, MET_LATE, CEASED -> false;
        };
    }

    private static boolean warningMayStand(Play.Step step, Deadline deadline, Alert said) {
        int greatest = deadline.advisory()
                ? Rule.ADVISORY_STAGE
                : Collections.max(deadline.rule().ladder());
        return said.type() == Alert.Type.WARNING
                && deadline.status() == Status.UPCOMING
                && !deadline.rule().rolling()
                && deadline.dueOn()
                        .filter(due -> ChronoUnit.DAYS.between(step.day(), due) <= greatest + MOVED_DAYS)
                        .isPresent();
    }

    private static boolean alerting(Alert alert) {
        return switch (alert.type()) {
            case WARNING, DUE, OVERDUE, LAPSED -> true;
            case RESOLVED, WITHDRAWN -> false;
        };
    }

    private static boolean isNews(Alert before, Alert now) {
        boolean moved = now.reason().equals(Optional.of(Alert.Reason.DUE_MOVED))
                && Math.abs(ChronoUnit.DAYS.between(
                                before.dueOn().orElseThrow(), now.dueOn().orElseThrow()))
                        >= MOVED_DAYS;
        return before.type() != now.type() || now.type() == Alert.Type.WARNING && now.stage() < before.stage() || moved;
    }

    /** The file after everything was merged in the order given, and evaluated once on the last day. */
    private static Outcome knownAtTheEnd(History history, List<Event<?>> events) {
        CitizenFile file = CitizenFile.empty(history.citizenId());
        for (Event<?> event : events) {
            file = Play.MONITOR.merge(file, event).file();
        }
        return Play.MONITOR.beginDay(file, history.until());
    }

    private static void assertSame(Play.Played played, Play.Played expected) {
        assertThat(played.alerts()).isEqualTo(expected.alerts());
        assertThat(played.rows()).isEqualTo(expected.rows());
        assertThat(played.deadlines()).isEqualTo(expected.deadlines());
        assertThat(played.measureRows()).isEqualTo(expected.measureRows());
        assertThat(played.measures()).isEqualTo(expected.measures());
        assertThat(played.file().ledger()).isEqualTo(expected.file().ledger());
        assertThat(played.file().sequence()).isEqualTo(expected.file().sequence());
        assertThat(played.file().published()).isEqualTo(expected.file().published());
        assertThat(played.file().measured()).isEqualTo(expected.file().measured());
    }

    /** Stores a file and reads it back, unless it is the one that was just read. */
    private static final class Restart implements UnaryOperator<CitizenFile> {
        private CitizenFile read;

        @Override
        public CitizenFile apply(CitizenFile file) {
            if (file != read) {
                read = CitizenFileCodec.decode(CitizenFileCodec.encode(new StoredCitizen(file, 0, 0)))
                        .file();
                assertThat(read).isEqualTo(file);
            }
            return read;
        }
    }
}
