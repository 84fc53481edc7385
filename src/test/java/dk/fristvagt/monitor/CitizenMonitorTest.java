package dk.fristvagt.monitor;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Merge;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.RuleDraft;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.rules.Status;
import dk.fristvagt.rules.Trace;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The only entrance to the core (domain.md §10).
 *
 * <p>kth-cv from 10 January 2022 is due on 31 January: WARNING(7) on 24, WARNING(3) on 28 January, OVERDUE on 1 February.
 */
class CitizenMonitorTest {
    private static final Rulebook RULEBOOK = RuleDraft.rulebook(
            RuleDraft.kthCv(),
            RuleDraft.rule("samtale")
                    .groups(KONTANTHJAELP_JOBPARAT)
                    .by(Rule.Anchor.CONTACTED_ON, Period.ofMonths(5))
                    .meetings(Meeting.Type.JOBSAMTALE));

    private final CitizenMonitor monitor = monitor(CitizenMonitor.Settings.DEFAULT);

    private static CitizenMonitor monitor(CitizenMonitor.Settings settings) {
        return new CitizenMonitor(
                RULEBOOK,
                day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY,
                settings);
    }

    private static final Samples.Spell SPELL = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final Event<?> BEGINS = SPELL.recorded("e1", "2022-01-10T09:00:00Z");

    /** The file after the spell was applied and the days to 28 January were begun. */
    private CitizenFile warned() {
        CitizenFile file = monitor.apply(CitizenFile.empty("c1"), BEGINS, day("2022-01-10"))
                .file();
        file = monitor.beginDay(file, day("2022-01-24")).file();
        return monitor.beginDay(file, day("2022-01-28")).file();
    }

    private static List<String> lines(Outcome outcome) {
        return outcome.alerts().stream()
                .map(alert -> alert.sequence() + " " + alert.deadline().ruleId() + " " + alert.type()
                        + (alert.stage() == 0 ? "" : "(" + alert.stage() + ")")
                        + alert.reason().map(reason -> " " + reason).orElse("")
                        + alert.causedBy().map(id -> " by " + id).orElse(""))
                .toList();
    }

    private static List<String> rows(Outcome outcome) {
        return outcome.rows().stream()
                .map(row -> row.id().key("c1") + " "
                        + row.deadline()
                                .map(deadline -> deadline.status().name())
                                .orElse("gone"))
                .toList();
    }

    @Nested
    class ApplyingAnEvent {
        @Test
        void theFirstEventIsMergedAndEvaluated() {
            Outcome outcome = monitor.apply(CitizenFile.empty("c1"), BEGINS, day("2022-01-26"));
            CitizenFile file = outcome.file();

            assertThat(lines(outcome)).containsExactly("1 kth-cv WARNING(7) by e1");
            assertThat(rows(outcome)).containsExactly("c1|kth-cv|a|1 UPCOMING", "c1|samtale|a|1 UPCOMING");
            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.purged()).isFalse();
            assertThat(outcome.merge()).contains(Merge.CHANGED);
            assertThat(outcome.evaluations()).isEqualTo(1);
            assertThat(outcome.silenced()).isZero();
            assertThat(file.citizenId()).isEqualTo("c1");
            assertThat(file.facts().spells()).hasSize(1);
            assertThat(file.ledger()).extracting(Said::type).containsExactly(Alert.Type.WARNING);
            assertThat(file.sequence()).isEqualTo(1);
            assertThat(file.nextDay()).isEqualTo(day("2022-01-28"));
            assertThat(file.evaluated()).isTrue();
            assertThat(file.rulebookNumber()).isEqualTo(1);
            assertThat(file.published()).hasSize(2);
        }

        @Test
        void theDayIsBegunFirstWhenItHasCome() {
            // §10: "once when that day begins, before any event recorded that day": OVERDUE by the day, then corrected
            Outcome outcome = monitor.apply(
                    warned(), cv("v", "2022-01-20").recorded("e2", "2022-02-03T09:00:00Z"), day("2022-02-03"));

            assertThat(lines(outcome)).containsExactly("3 kth-cv OVERDUE", "4 kth-cv WITHDRAWN CORRECTED by e2");
            assertThat(rows(outcome)).containsExactly("c1|kth-cv|a|1 OVERDUE", "c1|kth-cv|a|1 MET");
            assertThat(outcome.evaluations()).isEqualTo(2);
            assertThat(outcome.merge()).contains(Merge.CHANGED);
            assertThat(outcome.file().sequence()).isEqualTo(4);
            assertThat(outcome.file().ledger()).isEmpty();
        }

        @Test
        void aDayThatHasNotComeIsNotBegun() {
            Outcome outcome = monitor.apply(
                    warned(), cv("v", "2022-01-20").recorded("e2", "2022-01-31T09:00:00Z"), day("2022-01-31"));

            assertThat(lines(outcome)).containsExactly("3 kth-cv RESOLVED MET by e2");
            assertThat(outcome.evaluations()).isEqualTo(1);
        }

        @Test
        void aDuplicateOnADayThatIsBegunCostsNothing() {
            CitizenFile file = warned();

            Outcome outcome = monitor.apply(file, BEGINS, day("2022-01-28"));

            assertThat(outcome.file()).isSameAs(file);
            assertThat(outcome.changed()).isFalse();
            assertThat(outcome.evaluations()).isZero();
            assertThat(outcome.alerts()).isEmpty();
            assertThat(outcome.rows()).isEmpty();
            assertThat(outcome.merge()).contains(Merge.UNCHANGED);
        }

        @Test
        void aDuplicateOnANewDayBeginsTheDay() {
            Outcome outcome = monitor.apply(warned(), BEGINS, day("2022-02-01"));

            assertThat(lines(outcome)).containsExactly("3 kth-cv OVERDUE");
            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.merge()).contains(Merge.UNCHANGED);
            assertThat(outcome.evaluations()).isEqualTo(1);
        }

        @Test
        void anEventThatLosesAConflictChangesNothingAndIsCounted() {
            // …"spellId":"a","to":… is before …"spellId":"a"}
            Event<?> lesser = SPELL.to("2022-12-31").recorded("e1", "2022-01-10T09:00:00Z");
            CitizenFile file = warned();
            Outcome outcome = monitor.apply(file, lesser, day("2022-01-28"));
            Outcome other = monitor.apply(
                    monitor.apply(CitizenFile.empty("c1"), lesser, day("2022-01-10"))
                            .file(),
                    BEGINS,
                    day("2022-01-10"));

            assertThat(outcome.merge()).contains(Merge.CONFLICT);
            assertThat(other.merge()).contains(Merge.CONFLICT);
            assertThat(outcome.changed()).isFalse();
            assertThat(other.changed()).isTrue();
            assertThat(other.file().facts().spells().get(0).fact().to()).isEqualTo(Days.NEVER);
        }

        @Test
        void anEventThatChangesNoDeadlineIsStoredAndSendsNothing() {
            Outcome outcome = monitor.apply(
                    warned(), worked("2022-01", 500).recorded("e2", "2022-01-29T09:00:00Z"), day("2022-01-29"));

            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.evaluations()).isEqualTo(1);
            assertThat(outcome.alerts()).isEmpty();
            assertThat(outcome.rows()).isEmpty();
            assertThat(outcome.file().facts().employments()).hasSize(1);
        }

        @Test
        void anAnnulledSpellLeavesTombstonesAndWithdrawals() {
            Outcome outcome = monitor.apply(warned(), SPELL.annulled("e2", "2022-01-29T09:00:00Z"), day("2022-01-29"));

            assertThat(lines(outcome)).containsExactly("3 kth-cv WITHDRAWN CORRECTED by e2");
            assertThat(rows(outcome)).containsExactly("c1|kth-cv|a|1 gone", "c1|samtale|a|1 gone");
            assertThat(outcome.file().published()).isEmpty();
            assertThat(outcome.file().nextDay()).isEqualTo(Days.NEVER);
        }

        @Test
        void tombstonesAndRowsComeInTheOrderOfTheirKeys() {
            // the spell moves to the id 0: its rows come, those of a go
            CitizenFile file = warned();
            Event<?> other = spell("0", KONTANTHJAELP_JOBPARAT, "2022-01-10")
                    .to("2022-01-11")
                    .recorded("e2", "2022-01-29T09:00:00Z");
            CitizenFile both = monitor.apply(file, other, day("2022-01-29")).file();
            Outcome outcome = monitor.apply(both, SPELL.annulled("e3", "2022-01-29T10:00:00Z"), day("2022-01-29"));

            assertThat(rows(outcome))
                    .containsExactly(
                            "c1|kth-cv|0|1 PAUSED",
                            "c1|kth-cv|a|1 gone",
                            "c1|samtale|0|1 PAUSED",
                            "c1|samtale|a|1 gone");
            assertThat(outcome.file().published())
                    .extracting(published -> published.id().key("c1"))
                    .containsExactly("c1|kth-cv|0|1", "c1|samtale|0|1");
        }

        @Test
        void onlyTheRowThatChangedIsSent() {
            Outcome outcome = monitor.apply(
                    warned(), cv("v", "2022-01-20").recorded("e2", "2022-01-29T09:00:00Z"), day("2022-01-29"));

            assertThat(rows(outcome)).containsExactly("c1|kth-cv|a|1 MET");
            assertThat(outcome.file().published()).hasSize(2);
        }
    }

    @Nested
    class BeginningADay {
        @Test
        void aDayOnWhichNothingCanChangeIsNotEvaluated() {
            CitizenFile file = warned();

            Outcome outcome = monitor.beginDay(file, day("2022-01-31"));

            assertThat(outcome.file()).isSameAs(file);
            assertThat(outcome.changed()).isFalse();
            assertThat(outcome.evaluations()).isZero();
            assertThat(outcome.merge()).isEmpty();
        }

        @Test
        void theDayThatWasForetoldIsEvaluated() {
            Outcome outcome = monitor.beginDay(warned(), day("2022-02-01"));

            assertThat(lines(outcome)).containsExactly("3 kth-cv OVERDUE");
            assertThat(rows(outcome)).containsExactly("c1|kth-cv|a|1 OVERDUE");
            assertThat(outcome.evaluations()).isEqualTo(1);
            assertThat(outcome.merge()).isEmpty();
            assertThat(outcome.file().evaluated()).isTrue();
        }

        @Test
        void afterDaysWithoutRunningOnlyThePresentDayIsEvaluated() {
            // §10: "what was missed in between is not said, effectiveOn shows when it began"
            CitizenFile file = monitor.apply(CitizenFile.empty("c1"), BEGINS, day("2022-01-10"))
                    .file();

            Outcome outcome = monitor.beginDay(file, day("2022-02-10"));

            assertThat(lines(outcome)).containsExactly("1 kth-cv OVERDUE");
            assertThat(outcome.alerts().get(0).saidOn()).isEqualTo(day("2022-02-10"));
            assertThat(outcome.alerts().get(0).effectiveOn()).isEqualTo(day("2022-02-01"));
        }

        @Test
        void aCitizenNothingIsKnownAboutHasNoDay() {
            assertThat(CitizenFile.empty("c1").nextDay()).isEqualTo(Days.NEVER);
            assertThat(CitizenFile.empty("c1").isDue(day("2100-12-31"))).isFalse();
        }
    }

    @Nested
    class MergingWithoutEvaluating {
        @Test
        void aChangedFileIsDueAtOnceAndNothingIsSaid() {
            CitizenFile file = warned();

            Outcome outcome = monitor.merge(file, cv("v", "2022-01-20").recorded("e2", "2022-02-03T09:00:00Z"));
            CitizenFile waiting = outcome.file();

            assertThat(outcome.changed()).isTrue();
            assertThat(outcome.alerts()).isEmpty();
            assertThat(outcome.rows()).isEmpty();
            assertThat(outcome.evaluations()).isZero();
            assertThat(outcome.purged()).isFalse();
            assertThat(outcome.silenced()).isZero();
            assertThat(outcome.merge()).contains(Merge.CHANGED);
            assertThat(waiting)
                    .isEqualTo(new CitizenFile(
                            "c1",
                            waiting.facts(),
                            file.ledger(),
                            file.sequence(),
                            CitizenFile.AT_ONCE,
                            true,
                            file.rulebookNumber(),
                            file.published(),
                            List.of()));
            assertThat(waiting.facts().cvs()).hasSize(1);
            assertThat(waiting.isDue(day("1990-01-01"))).isTrue();
        }

        @Test
        void aDuplicateChangesNothing() {
            CitizenFile file = warned();

            Outcome outcome = monitor.merge(file, BEGINS);

            assertThat(outcome.file()).isSameAs(file);
            assertThat(outcome.changed()).isFalse();
            assertThat(outcome.merge()).contains(Merge.UNCHANGED);
        }

        @Test
        void whatWasMergedIsSaidWhenTheDayBeginsAndNoEventCausedIt() {
            // §10: "a backfill says only what is true at its end"; §9: "null when … a deferred evaluation caused it"
            CitizenFile file = CitizenFile.empty("c1");
            file = monitor.merge(file, BEGINS).file();
            file = monitor.merge(file, cv("v", "2022-02-05").recorded("e2", "2022-02-05T09:00:00Z"))
                    .file();
            assertThat(file.evaluated()).isFalse();
            assertThat(file.rulebookNumber()).isZero();

            Outcome met = monitor.beginDay(file, day("2022-02-10"));
            Outcome overdue = monitor.beginDay(
                    monitor.merge(CitizenFile.empty("c1"), BEGINS).file(), day("2022-02-10"));

            assertThat(lines(met)).isEmpty();
            assertThat(rows(met)).containsExactly("c1|kth-cv|a|1 MET_LATE", "c1|samtale|a|1 UPCOMING");
            assertThat(lines(overdue)).containsExactly("1 kth-cv OVERDUE");
        }

        @Test
        void anEventForACitizenThatIsOwedADayBeginsItFirst() {
            CitizenFile owed = monitor.merge(CitizenFile.empty("c1"), BEGINS).file();

            Outcome outcome = monitor.apply(
                    owed, cv("v", "2022-01-20").recorded("e2", "2022-02-03T09:00:00Z"), day("2022-02-03"));

            assertThat(lines(outcome)).containsExactly("1 kth-cv OVERDUE", "2 kth-cv WITHDRAWN CORRECTED by e2");
        }
    }

    @Nested
    class SilentBefore {
        private final CitizenMonitor quiet = monitor(new CitizenMonitor.Settings(Optional.of(day("2022-02-02")), 24));

        @Test
        void aFirstEvaluationDoesNotSayWhatTookEffectBefore() {
            Outcome outcome = quiet.apply(CitizenFile.empty("c1"), BEGINS, day("2022-02-03"));

            assertThat(outcome.alerts()).isEmpty();
            assertThat(outcome.silenced()).isEqualTo(1);
            assertThat(outcome.file().ledger()).hasSize(1);
            assertThat(outcome.file().sequence()).isZero();
            assertThat(outcome.rows()).hasSize(2);
        }

        @Test
        void aLaterEvaluationSaysEverything() {
            CitizenFile file = quiet.apply(CitizenFile.empty("c1"), BEGINS, day("2022-01-10"))
                    .file();

            Outcome outcome = quiet.beginDay(file, day("2022-02-01"));

            assertThat(lines(outcome)).containsExactly("1 kth-cv OVERDUE");
            assertThat(outcome.silenced()).isZero();
        }

        @Test
        void whatIsSilencedWhenTheDayBeginsIsCountedWithTheEvent() {
            CitizenFile owed = quiet.merge(CitizenFile.empty("c1"), BEGINS).file();

            Outcome outcome =
                    quiet.apply(owed, worked("2022-01", 1).recorded("e2", "2022-02-03T09:00:00Z"), day("2022-02-03"));

            assertThat(outcome.silenced()).isEqualTo(1);
            assertThat(outcome.evaluations()).isEqualTo(2);
        }
    }

    @Nested
    class Purging {
        /** Closed on 1 April 2022 (28 February + 1 day + 1 month), dropped on 1 April 2023; 28 February + 24 months + 1 day. */
        private final Event<?> over = SPELL.to("2022-02-28").recorded("e1", "2022-01-10T09:00:00Z");

        @Test
        void aCitizenIsPurgedWhenNothingIsLeftThatCouldMatter() {
            CitizenFile file = monitor.apply(CitizenFile.empty("c1"), over, day("2022-01-10"))
                    .file();
            LocalDate day = day("2022-01-11");
            Outcome outcome = monitor.beginDay(file, day);
            LocalDate purged = null;
            int tombstones = 0;
            for (; purged == null && day.isBefore(day("2025-01-01")); day = day.plusDays(1)) {
                outcome = monitor.beginDay(outcome.file(), day);
                tombstones += outcome.rows().stream()
                        .filter(row -> row.deadline().isEmpty())
                        .count();
                purged = outcome.purged() ? day : null;
            }

            assertThat(purged).isEqualTo(day("2024-02-29"));
            assertThat(tombstones).isEqualTo(2);
            assertThat(outcome.file().facts()).isEqualTo(Facts.NONE);
            assertThat(outcome.file().published()).isEmpty();
        }

        @Test
        void theDayOfThePurgeIsForetold() {
            CitizenFile file = monitor.apply(CitizenFile.empty("c1"), over, day("2022-01-10"))
                    .file();

            Outcome dropped = monitor.beginDay(file, day("2023-04-01"));

            assertThat(dropped.purged()).isFalse();
            assertThat(dropped.file().nextDay()).isEqualTo(day("2024-02-29"));
            assertThat(rows(dropped)).containsExactly("c1|kth-cv|a|1 gone", "c1|samtale|a|1 gone");
        }

        @Test
        void howLongACitizenIsKeptCanBeChosen() {
            CitizenMonitor shorter = monitor(new CitizenMonitor.Settings(Optional.empty(), 18));
            CitizenFile file = shorter.apply(CitizenFile.empty("c1"), over, day("2022-01-10"))
                    .file();

            // 28 February 2022 + 18 months + 1 day
            assertThat(shorter.beginDay(file, day("2023-04-01")).file().nextDay())
                    .isEqualTo(day("2023-08-29"));
        }
    }

    @Test
    void anExplanationSaysAndStoresNothing() {
        CitizenFile file = warned();
        Trace trace = Trace.recording();

        assertThat(monitor.explain(file, day("2022-02-10"), trace).deadlines())
                .extracting(deadline -> deadline.status())
                .containsExactly(Status.OVERDUE, Status.UPCOMING);
        assertThat(trace.steps()).hasSize(2);
    }

    @Test
    void theRulebookIsTheOneGiven() {
        assertThat(monitor.rulebook()).isSameAs(RULEBOOK);
        assertThat(CitizenMonitor.Settings.DEFAULT).isEqualTo(new CitizenMonitor.Settings(Optional.empty(), 24));
    }

    @Test
    void whatIsPublishedCannotBeChanged() {
        assertThatThrownBy(() -> warned().published().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
