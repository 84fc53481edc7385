package dk.fristvagt.rules;

import static dk.fristvagt.facts.Exemption.Obligation.CV;
import static dk.fristvagt.facts.Exemption.Obligation.MEETINGS;
import static dk.fristvagt.facts.Exemption.Obligation.OFFERS;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbered lines of domain.md §8, one by one. Due is 9 July 2022 unless a test says otherwise. */
class StatusDecisionTest {
    private static final RuleDraft CURABLE =
            rule("r").groups(KONTANTHJAELP_JOBPARAT).meetings(Meeting.Type.JOBSAMTALE);
    private static final RuleDraft NOT_CURABLE = rule("r")
            .groups(KONTANTHJAELP_JOBPARAT)
            .meetings(Meeting.Type.JOBSAMTALE)
            .notCurable();

    private static final Samples.Spell RUNS = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    /** Ended on 30 June; runs to 5 July, closed from 31 July (30 June + 1 day + 1 month = 1 August). */
    private static final Samples.Spell STOPPED =
            spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-06-30");

    private static final Fulfilment OPEN = new Fulfilment(Days.NEVER, 0, List.of(), false, Days.NEVER);
    private static final Fulfilment BOOKED = new Fulfilment(Days.NEVER, 0, List.of(), true, Days.NEVER);

    private static final LocalDate DUE = day("2022-07-09");

    private static Fulfilment satisfied(String day) {
        return new Fulfilment(day(day), 1, List.of("m"), true, Days.NEVER);
    }

    /** What an occurrence comes to, as "line: STATUS". */
    private static final class Case {
        private final RuleDraft rule;
        private final String today;
        private final Draft<?>[] facts;
        private LocalDate due = DUE;
        private boolean confirmed = true;
        private Fulfilment fulfilment = OPEN;
        private boolean advisory;
        private boolean statutoryPassed;
        private Exemption.Obligation obligation = MEETINGS;

        private Case(RuleDraft rule, String today, Draft<?>... facts) {
            this.rule = rule;
            this.today = today;
            this.facts = facts;
        }

        private Case due(String day) {
            due = day(day);
            return this;
        }

        private Case notDue() {
            due = Days.NEVER;
            return this;
        }

        private Case projected() {
            confirmed = false;
            return this;
        }

        private Case fulfilled(Fulfilment fulfilment) {
            this.fulfilment = fulfilment;
            return this;
        }

        private Case advisory() {
            advisory = true;
            return this;
        }

        private Case statutoryPassed() {
            statutoryPassed = true;
            return advisory();
        }

        private Case obligation(Exemption.Obligation obligation) {
            this.obligation = obligation;
            return this;
        }

        private String decided() {
            return decided(false);
        }

        private String decidedRolling() {
            return decided(true);
        }

        private String decided(boolean rolling) {
            Scene scene = Scene.of(rule, facts);
            Situation quiet = scene.situation(today);
            Situation traced = scene.traced(today);
            Status status = decide(scene, traced, rolling);
            List<Trace.Step.Decided> steps = Scene.only(Scene.steps(traced), Trace.Step.Decided.class);
            assertThat(steps).hasSize(1);
            assertThat(steps.get(0).status()).isEqualTo(status);
            assertThat(decide(scene, quiet, rolling)).isEqualTo(status);
            return steps.get(0).line() + ": " + status;
        }

        private Status decide(Scene scene, Situation situation, boolean rolling) {
            StatusDecision decision = new StatusDecision(situation, scene.application(situation, "a"), obligation);
            return rolling
                    ? decision.decideRolling(due, confirmed, fulfilment.bookedEnough())
                    : decision.decide(
                            new DueDay(due, due, confirmed, List.of()), fulfilment, advisory, statutoryPassed);
        }
    }

    private static Case on(String today, Draft<?>... facts) {
        return new Case(CURABLE, today, facts.length == 0 ? new Draft<?>[] {RUNS} : facts);
    }

    private static Case incurable(String today, Draft<?>... facts) {
        return new Case(NOT_CURABLE, today, facts.length == 0 ? new Draft<?>[] {RUNS} : facts);
    }

    /** "1. s exists: MET if d is none or s ≤ d, else MET_LATE" */
    @Nested
    class Line1 {
        @Test
        void whatIsSatisfiedByTheDueDayIsMet() {
            assertThat(on("2022-08-01").fulfilled(satisfied("2022-07-09")).decided())
                    .isEqualTo("1: MET");
            assertThat(on("2022-08-01").fulfilled(satisfied("2022-01-10")).decided())
                    .isEqualTo("1: MET");
        }

        @Test
        void whatIsSatisfiedLaterIsMetLate() {
            assertThat(on("2022-08-01").fulfilled(satisfied("2022-07-10")).decided())
                    .isEqualTo("1: MET_LATE");
        }

        @Test
        void withoutADueItIsMet() {
            assertThat(on("2022-08-01")
                            .notDue()
                            .fulfilled(satisfied("2022-07-10"))
                            .decided())
                    .isEqualTo("1: MET");
        }

        @Test
        void itComesBeforeEverythingElse() {
            assertThat(on("2022-08-01", STOPPED, exemption("x", "2022-01-01", MEETINGS))
                            .fulfilled(satisfied("2022-06-01"))
                            .decided())
                    .isEqualTo("1: MET");
            assertThat(on("2022-08-01")
                            .statutoryPassed()
                            .fulfilled(satisfied("2022-06-01"))
                            .decided())
                    .isEqualTo("1: MET");
        }
    }

    /** "2. BOOKED, if a booking is enough (below) and the rule is not ended." */
    @Nested
    class Line2 {
        @Test
        void aBookingThatIsEnoughIsBookedAlsoAfterTheDue() {
            assertThat(on("2022-06-30").fulfilled(BOOKED).decided()).isEqualTo("2: BOOKED");
            assertThat(on("2022-07-12").fulfilled(BOOKED).decided()).isEqualTo("2: BOOKED");
        }

        @Test
        void aRuleThatHasEndedIsNotBooked() {
            assertThat(on("2022-08-01", STOPPED)
                            .due("2022-06-20")
                            .fulfilled(BOOKED)
                            .decided())
                    .isEqualTo("5: LAPSED");
        }

        @Test
        void anAdvisoryOccurrenceIsNotBookedAfterTheStatutoryOne() {
            assertThat(on("2022-07-12").fulfilled(BOOKED).statutoryPassed().decided())
                    .isEqualTo("3: CEASED");
        }

        @Test
        void aCourseThatDoesNotRunIsNotBooked() {
            // §8: "BOOKED needs the course to run on D": 30 June + 5 = 5 July
            assertThat(on("2022-07-05", STOPPED).fulfilled(BOOKED).decided()).isEqualTo("2: BOOKED");
            assertThat(on("2022-07-06", STOPPED).fulfilled(BOOKED).decided()).isEqualTo("7: PAUSED");
        }

        @Test
        void aBookingComesBeforeAnExemption() {
            assertThat(on("2022-06-30", RUNS, exemption("x", "2022-06-30", MEETINGS))
                            .fulfilled(BOOKED)
                            .decided())
                    .isEqualTo("2: BOOKED");
        }
    }

    /** "3. ended and (d none or d > endDay): CEASED." */
    @Nested
    class Line3 {
        @Test
        void whatWouldHaveBeenDueAfterTheEndHasCeased() {
            // endDay 30 June
            assertThat(on("2022-08-01", STOPPED).due("2022-07-01").decided()).isEqualTo("3: CEASED");
            assertThat(on("2022-08-01", STOPPED).due("2022-06-30").decided()).isEqualTo("5: LAPSED");
        }

        @Test
        void whatHadNoDueHasCeased() {
            assertThat(on("2022-08-01", STOPPED).notDue().decided()).isEqualTo("3: CEASED");
            assertThat(incurable("2022-08-01", STOPPED).notDue().decided()).isEqualTo("3: CEASED");
        }

        @Test
        void anAdvisoryOccurrenceThatEndedHasCeasedNotLapsed() {
            // §7: "when ended it is CEASED, never LAPSED"
            assertThat(on("2022-08-01", STOPPED).due("2022-06-20").advisory().decided())
                    .isEqualTo("3: CEASED");
            assertThat(incurable("2022-08-01", STOPPED)
                            .due("2022-06-20")
                            .advisory()
                            .decided())
                    .isEqualTo("3: CEASED");
        }

        @Test
        void anAdvisoryOccurrenceEndsWithTheStatutoryOne() {
            // §7: "it is ended also when D > d of occurrence N (after the shift) and that is CONFIRMED"
            assertThat(on("2022-07-12").due("2022-02-23").statutoryPassed().decided())
                    .isEqualTo("3: CEASED");
            assertThat(on("2022-07-12").due("2022-02-23").advisory().decided()).isEqualTo("8: OVERDUE");
        }

        @Test
        void aRuleLeftForAnotherGroupEndsTheDayBefore() {
            Draft<?>[] left = {
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-06-30"),
                spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-07-01")
            };

            assertThat(on("2022-07-01", left).due("2022-07-01").decided()).isEqualTo("3: CEASED");
            assertThat(on("2022-07-01", left).due("2022-06-30").decided()).isEqualTo("5: LAPSED");
        }
    }

    /** "4. not curable, d exists, D > d and d ≤ lastDay (or lastDay none): LAPSED if CONFIRMED, else DUE." */
    @Nested
    class Line4 {
        @Test
        void whatCannotBeMetAnyMoreHasLapsed() {
            assertThat(incurable("2022-07-09").decided()).isEqualTo("9: UPCOMING");
            assertThat(incurable("2022-07-10").decided()).isEqualTo("4: LAPSED");
            assertThat(on("2022-07-10").decided()).isEqualTo("8: OVERDUE");
        }

        @Test
        void whileItIsProjectedItIsDue() {
            assertThat(incurable("2022-07-10").projected().decided()).isEqualTo("4: DUE");
        }

        @Test
        void anAdvisoryOccurrenceIsCurable() {
            assertThat(incurable("2022-07-10").advisory().decided()).isEqualTo("8: OVERDUE");
        }

        @Test
        void itComesBeforeEndedExemptAndPaused() {
            assertThat(incurable("2022-08-01", STOPPED)
                            .due("2022-06-30")
                            .projected()
                            .decided())
                    .isEqualTo("4: DUE");
            assertThat(incurable("2022-07-10", RUNS, exemption("x", "2022-01-01", MEETINGS))
                            .decided())
                    .isEqualTo("4: LAPSED");
            assertThat(incurable("2022-07-20", STOPPED).due("2022-06-30").decided())
                    .isEqualTo("4: LAPSED");
        }

        @Test
        void whatCameDueAfterTheBenefitStoppedHasNotLapsed() {
            assertThat(incurable("2022-07-20", STOPPED).due("2022-07-01").decided())
                    .isEqualTo("7: PAUSED");
        }

        @Test
        void whatIsNotDueDoesNotLapse() {
            assertThat(incurable("2022-07-20").notDue().decided()).isEqualTo("9: UPCOMING");
        }
    }

    /** "6. an exemption covering the obligation contains D: EXEMPT." */
    @Nested
    class Line6 {
        @Test
        void anExemptionContainsBothItsEnds() {
            Draft<?> exemption = exemption("x", "2022-06-10", MEETINGS).to("2022-06-20");

            assertThat(on("2022-06-09", RUNS, exemption).decided()).isEqualTo("9: UPCOMING");
            assertThat(on("2022-06-10", RUNS, exemption).decided()).isEqualTo("6: EXEMPT");
            assertThat(on("2022-06-20", RUNS, exemption).decided()).isEqualTo("6: EXEMPT");
            assertThat(on("2022-06-21", RUNS, exemption).decided()).isEqualTo("9: UPCOMING");
        }

        @Test
        void itCoversTheObligation() {
            Draft<?> exemption = exemption("x", "2022-06-10", OFFERS, CV);

            assertThat(on("2022-06-20", RUNS, exemption).decided()).isEqualTo("9: UPCOMING");
            assertThat(on("2022-06-20", RUNS, exemption).obligation(OFFERS).decided())
                    .isEqualTo("6: EXEMPT");
            assertThat(on("2022-06-20", RUNS, exemption).obligation(CV).decided())
                    .isEqualTo("6: EXEMPT");
        }

        @Test
        void itComesBeforePausedAndOverdue() {
            Draft<?> exemption = exemption("x", "2022-06-10", MEETINGS);

            assertThat(on("2022-07-20", STOPPED, exemption).decided()).isEqualTo("6: EXEMPT");
            assertThat(on("2022-07-20", RUNS, exemption).decided()).isEqualTo("6: EXEMPT");
        }

        @Test
        void oneOfSeveralIsEnough() {
            assertThat(on(
                                    "2022-06-20",
                                    RUNS,
                                    exemption("x", "2022-06-10", MEETINGS).to("2022-06-12"),
                                    exemption("y", "2022-06-19", OFFERS),
                                    exemption("z", "2022-06-20", MEETINGS))
                            .decided())
                    .isEqualTo("6: EXEMPT");
        }
    }

    /** "7. the course does not run on D, or d exists and lastDay < d < D" */
    @Nested
    class Line7 {
        @Test
        void aCourseThatDoesNotRunIsPaused() {
            assertThat(on("2022-07-05", STOPPED).due("2022-06-20").decided()).isEqualTo("8: OVERDUE");
            assertThat(on("2022-07-06", STOPPED).due("2022-06-20").decided()).isEqualTo("7: PAUSED");
            assertThat(on("2022-07-06", STOPPED).due("2022-07-09").decided()).isEqualTo("7: PAUSED");
            assertThat(on("2022-07-06", STOPPED).notDue().decided()).isEqualTo("7: PAUSED");
        }

        @Test
        void whatCameDueAfterTheBenefitStoppedIsPaused() {
            // lastDay 30 June < due < today, inside the lag
            assertThat(on("2022-07-03", STOPPED).due("2022-07-01").decided()).isEqualTo("7: PAUSED");
            assertThat(on("2022-07-01", STOPPED).due("2022-07-01").decided()).isEqualTo("9: UPCOMING");
            assertThat(on("2022-07-03", STOPPED).due("2022-06-30").decided()).isEqualTo("8: OVERDUE");
            assertThat(on("2022-07-03", STOPPED).notDue().decided()).isEqualTo("9: UPCOMING");
        }
    }

    /** "8. d exists and D > d: OVERDUE if CONFIRMED, else DUE." and "9. UPCOMING" */
    @Nested
    class Lines8And9 {
        @Test
        void whatIsNotDoneByTheDueDayIsOverdue() {
            assertThat(on("2022-07-09").decided()).isEqualTo("9: UPCOMING");
            assertThat(on("2022-07-10").decided()).isEqualTo("8: OVERDUE");
        }

        @Test
        void whatIsReachedByProjectionIsDue() {
            assertThat(on("2022-07-10").projected().decided()).isEqualTo("8: DUE");
            assertThat(on("2022-07-09").projected().decided()).isEqualTo("9: UPCOMING");
        }

        @Test
        void whatIsNotDueIsUpcoming() {
            assertThat(on("2022-07-10").notDue().decided()).isEqualTo("9: UPCOMING");
        }
    }

    /** "Rolling rules use 2, 3, 5 (LAPSED if d < D and d ≤ endDay, else CEASED), 6, 7, 8, 9." */
    @Nested
    class Rolling {
        @Test
        void aBookingIsEnough() {
            assertThat(on("2022-07-12").fulfilled(BOOKED).decidedRolling()).isEqualTo("2: BOOKED");
            assertThat(on("2022-07-06", STOPPED).fulfilled(BOOKED).decidedRolling())
                    .isEqualTo("7: PAUSED");
            assertThat(on("2022-08-01", STOPPED)
                            .due("2022-06-30")
                            .fulfilled(BOOKED)
                            .decidedRolling())
                    .isEqualTo("5: LAPSED");
        }

        @Test
        void whatEndedBeforeItsDueHasCeased() {
            assertThat(on("2022-08-01", STOPPED).due("2022-07-01").decidedRolling())
                    .isEqualTo("3: CEASED");
            assertThat(on("2022-08-01", STOPPED).notDue().decidedRolling()).isEqualTo("3: CEASED");
        }

        @Test
        void whatWasOverdueWhenItEndedHasLapsed() {
            assertThat(on("2022-08-01", STOPPED).due("2022-06-30").decidedRolling())
                    .isEqualTo("5: LAPSED");
        }

        @Test
        void whatIsNotOverYetHasCeased() {
            // left for another group on 1 July; the due (as seen later) is today and not over
            Draft<?>[] ending = {
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-06-30"),
                spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-07-01")
            };

            assertThat(on("2022-07-01", ending).due("2022-06-30").decidedRolling())
                    .isEqualTo("5: LAPSED");
            assertThat(on("2022-07-01", ending).due("2022-07-01").decidedRolling())
                    .isEqualTo("3: CEASED");
        }

        @Test
        void theRestIsAsElsewhere() {
            assertThat(on("2022-07-10", RUNS, exemption("x", "2022-06-10", MEETINGS))
                            .decidedRolling())
                    .isEqualTo("6: EXEMPT");
            assertThat(on("2022-07-06", STOPPED).due("2022-06-20").decidedRolling())
                    .isEqualTo("7: PAUSED");
            assertThat(on("2022-07-10").decidedRolling()).isEqualTo("8: OVERDUE");
            assertThat(on("2022-07-10").projected().decidedRolling()).isEqualTo("8: DUE");
            assertThat(on("2022-07-09").decidedRolling()).isEqualTo("9: UPCOMING");
            assertThat(on("2022-07-09").notDue().decidedRolling()).isEqualTo("9: UPCOMING");
        }
    }

    /** "with stage = the smallest ladder value ≥ d − D in days, or 0 when d is none or farther away than the ladder" */
    @Nested
    class Stages {
        @ParameterizedTest
        @CsvSource({
            "2022-06-10, 0, 2022-06-11",
            "2022-06-11, 28, 2022-06-25",
            "2022-06-24, 28, 2022-06-25",
            "2022-06-25, 14, 2022-07-01",
            "2022-06-30, 14, 2022-07-01",
            "2022-07-01, 8, never",
            "2022-07-09, 8, never",
        })
        void aStageBeginsOnItsDay(String today, int stage, String next) {
            Today day = new Today(day(today));

            assertThat(StatusDecision.stage(day, List.of(28, 14, 8), DUE)).isEqualTo(stage);
            assertThat(day.next()).isEqualTo(next.equals("never") ? Days.NEVER : day(next));
        }

        @Test
        void withoutADueThereIsNoStage() {
            assertThat(StatusDecision.stage(new Today(day("2022-07-01")), List.of(28), Days.NEVER))
                    .isZero();
        }

        @Test
        void aLadderOfOneStepHasOneStage() {
            assertThat(StatusDecision.stage(new Today(day("2022-06-30")), List.of(8), DUE))
                    .isZero();
            assertThat(StatusDecision.stage(new Today(day("2022-07-01")), List.of(8), DUE))
                    .isEqualTo(8);
        }
    }
}
