package dk.fristvagt.rules;

import static dk.fristvagt.facts.Exemption.Obligation.CV;
import static dk.fristvagt.facts.Exemption.Obligation.MEETINGS;
import static dk.fristvagt.facts.Exemption.Obligation.OFFERS;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.seniority.HoursClock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Due days on both clocks, and what moves them (domain.md §4, §5, §7). */
class DueDayTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");

    private static HoursClock.Reach plain(RuleDraft rule, int k, Draft<?>... facts) {
        Scene scene = Scene.of(rule, facts);
        Situation situation = scene.situation("2022-06-01");
        return DueDay.plain(situation, scene.application(situation, "a"), k);
    }

    private static LocalDate calendar(String from, Rule.Due.Calendar due) {
        return plain(rule("r").groups(KONTANTHJAELP_JOBPARAT).due(due), 1, spell("a", KONTANTHJAELP_JOBPARAT, from))
                .day();
    }

    @Nested
    class CalendarClock {
        @ParameterizedTest
        @CsvSource({
            // §4: "by P means due = A.plus(P); inside P means due = A.plus(P).minusDays(1)"
            "2022-01-10, P3W, false, 2022-01-31",
            "2022-01-10, P6M, true, 2022-07-09",
            "2022-01-10, P1W, false, 2022-01-17",
            "2022-01-10, P8W, true, 2022-03-06",
            // clamped: 31 August + 6 months = 28 February, the last day within is the 27th
            "2021-08-31, P6M, true, 2022-02-27",
            "2021-08-31, P6M, false, 2022-02-28",
            // 29 February + 12 months
            "2020-02-29, P12M, false, 2021-02-28",
        })
        void aPeriodEndsOnADayByItOrInsideIt(String from, Period period, boolean inside, LocalDate due) {
            assertThat(calendar(from, new Rule.Due.Calendar(Rule.Anchor.COURSE_START, period, inside, false)))
                    .isEqualTo(due);
        }

        @ParameterizedTest
        @CsvSource({
            // example 04: n = 181: 44, 89, 134 and 180 days after 10 January
            "2022-01-10, 1, 2022-02-23",
            "2022-01-10, 2, 2022-04-09",
            "2022-01-10, 3, 2022-05-24",
            "2022-01-10, 4, 2022-07-09",
            // from 1 May n = 184: 45, 91, 137, 183
            "2022-05-01, 1, 2022-06-15",
            "2022-05-01, 2, 2022-07-31",
            "2022-05-01, 3, 2022-09-15",
            "2022-05-01, 4, 2022-10-31",
        })
        void aSeriesSpreadsOverItsWindow(String from, int k, LocalDate due) {
            assertThat(plain(RuleDraft.xJobsamtale(), k, spell("a", KONTANTHJAELP_JOBPARAT, from)))
                    .isEqualTo(new HoursClock.Reach(due, true));
        }

        @Test
        void aSeriesByAPeriodIncludesTheDueDay() {
            // 10 January by one week: E = 17 January, n = 8 days; k = 1 of 2: floor(8 x 1 / 2) - 1 = 3 days after
            RuleDraft rule = rule("r")
                    .groups(KONTANTHJAELP_JOBPARAT)
                    .due(new Rule.Due.Calendar(Rule.Anchor.COURSE_START, Period.ofWeeks(1), false, true))
                    .required(2);

            assertThat(plain(rule, 1, JOBPARAT).day()).isEqualTo(day("2022-01-13"));
            assertThat(plain(rule, 2, JOBPARAT).day()).isEqualTo(day("2022-01-17"));
        }
    }

    @Nested
    class HoursOfDagpenge {
        @Test
        void aSingleDueIsTheDayTheMonthsAreReached() {
            assertThat(plain(RuleDraft.dpFaelles1(), 1, dagpenge("a", "2022-03-01")))
                    .isEqualTo(new HoursClock.Reach(day("2022-05-31"), false));
            assertThat(plain(RuleDraft.dpFaelles2(), 1, dagpenge("a", "2022-03-01")))
                    .isEqualTo(new HoursClock.Reach(day("2022-08-31"), false));
        }

        @Test
        void aSeriesToThreeMonthsIsReachedMonthByMonth() {
            // §7: "series to dT: due_k = reach(T·k/N)": example 11 b: 31 January, 29 February, 29 March 2024
            Draft<?> spell = dagpenge("a", "2024-01-01");
            Situation situation = Scene.of(RuleDraft.dp24Akasse(), spell).situation("2024-03-01");
            Application application = Scene.of(RuleDraft.dp24Akasse(), spell).application(situation, "a");

            assertThat(DueDay.plain(situation, application, 1).day()).isEqualTo(day("2024-01-31"));
            assertThat(DueDay.plain(situation, application, 2).day()).isEqualTo(day("2024-02-29"));
            assertThat(DueDay.plain(situation, application, 3).day()).isEqualTo(day("2024-03-29"));
        }

        @Test
        void aSeriesFromThreeToSixMonthsIsReachedMonthByMonthToo() {
            // §7: "due_k = reach(3 + 3·k/N)": 30 April, 31 May, 28 June 2024
            Draft<?> spell = dagpenge("a", "2024-01-01");
            Situation situation = Scene.of(RuleDraft.dp24Jobcenter(), spell).situation("2024-03-01");
            Application application = Scene.of(RuleDraft.dp24Jobcenter(), spell).application(situation, "a");

            assertThat(DueDay.plain(situation, application, 1).day()).isEqualTo(day("2024-04-30"));
            assertThat(DueDay.plain(situation, application, 2).day()).isEqualTo(day("2024-05-31"));
            assertThat(DueDay.plain(situation, application, 3).day()).isEqualTo(day("2024-06-28"));
        }

        @Test
        void aSeriesOfTwoFromThreeToSixMonthsIsReachedAtFourAndAHalf() {
            // dp26: reach(4.5), reach(6); from 1 December 2023 16 April and 31 May 2024 (example 11 a)
            RuleDraft rule = rule("r").reachSeries(3, 6, 2).meetings(Meeting.Type.JOBSAMTALE);

            Scene scene = Scene.of(rule, dagpenge("a", "2023-12-01"));
            Situation situation = scene.situation("2024-03-01");
            assertThat(DueDay.plain(situation, scene.application(situation, "a"), 1)
                            .day())
                    .isEqualTo(day("2024-04-16"));
            assertThat(DueDay.plain(situation, scene.application(situation, "a"), 2)
                            .day())
                    .isEqualTo(day("2024-05-31"));
        }

        @Test
        void aDueThatIsNotReachedIsNone() {
            assertThat(plain(
                            RuleDraft.dpFaelles1(),
                            1,
                            dagpenge("a", "2022-03-01").to("2022-03-31")))
                    .isEqualTo(new HoursClock.Reach(Days.NEVER, false));
        }

        @Test
        void aDueOnReportedMonthsIsConfirmed() {
            assertThat(plain(
                            RuleDraft.dpFaelles1(),
                            1,
                            dagpenge("a", "2022-03-01"),
                            paid("2022-03", 16_033),
                            paid("2022-04", 16_033),
                            paid("2022-05", 16_033)))
                    .isEqualTo(new HoursClock.Reach(day("2022-05-31"), true));
        }
    }

    @Test
    void rollingRulesHaveNoDueDayOfTheirOwn() {
        assertThatThrownBy(() -> plain(RuleDraft.fokusSamtaler(), 1, JOBPARAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rule fokus-samtaler has no due day of its own");
    }

    private static DueDay shifted(
            RuleDraft rule, HoursClock.Reach plain, Exemption.Obligation obligation, Draft<?>... facts) {
        Scene scene = Scene.of(rule, facts);
        Situation situation = scene.situation("2022-06-01");
        return DueDay.of(situation, scene.application(situation, "a"), plain, obligation);
    }

    private static HoursClock.Reach due(String day) {
        return new HoursClock.Reach(day(day), true);
    }

    /** "If the anchor segment is not the course's first … at least the anchor segment's first day + 28 days" (§5). */
    @Nested
    class JoinedLater {
        private final Samples.Spell before =
                spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10").to("2022-02-28");
        private final Samples.Spell after = spell("b", KONTANTHJAELP_JOBPARAT, "2022-03-01");

        @ParameterizedTest
        @CsvSource({"2022-03-28, 2022-03-29", "2022-03-29, 2022-03-29", "2022-03-30, 2022-03-30"})
        void aCalendarDueIsAtLeastFourWeeksAfterTheRuleJoined(String plain, LocalDate day) {
            DueDay due = shifted(RuleDraft.kthCv(), due(plain), CV, before, after);

            assertThat(due).isEqualTo(new DueDay(day, day, true, List.of()));
        }

        @Test
        void aRuleThatAppliesFromTheStartIsNotRaised() {
            assertThat(shifted(RuleDraft.kthCv(), due("2022-01-31"), CV, JOBPARAT)
                            .day())
                    .isEqualTo(day("2022-01-31"));
        }

        @Test
        void aDueOnTheHoursClockIsNotRaised() {
            RuleDraft rule =
                    rule("r").reach(3).meetings(Meeting.Type.JOBSAMTALE).whenNotEmployed();

            assertThat(shifted(
                                    rule,
                                    due("2022-03-02"),
                                    MEETINGS,
                                    dagpenge("a", "2022-01-10").to("2022-02-28").employed(),
                                    dagpenge("b", "2022-03-01"))
                            .day())
                    .isEqualTo(day("2022-03-02"));
        }

        @Test
        void itIsRaisedBeforeExemptionsShiftIt() {
            // raised from 15 to 29 March; the exemption has a day of [16 March, 29 March]: 25 March + 14 = 8 April
            DueDay due = shifted(
                    RuleDraft.kthCv(),
                    due("2022-03-15"),
                    CV,
                    before,
                    after,
                    exemption("x", "2022-03-25", CV).to("2022-03-25"));

            assertThat(due).isEqualTo(new DueDay(day("2022-03-29"), day("2022-04-08"), true, List.of("x")));
        }
    }

    /** §7, Exemption shift. */
    @Nested
    class ExemptionShift {
        private DueDay meetings(String due, Draft<?>... exemptions) {
            return shift(RuleDraft.xJobsamtale(), due, MEETINGS, exemptions);
        }

        private DueDay shift(RuleDraft rule, String due, Exemption.Obligation obligation, Draft<?>... exemptions) {
            Draft<?>[] facts = new Draft<?>[exemptions.length + 1];
            facts[0] = JOBPARAT;
            System.arraycopy(exemptions, 0, facts, 1, exemptions.length);
            return shifted(rule, due(due), obligation, facts);
        }

        @ParameterizedTest
        @CsvSource({
            // "when it contains a day of [due − 13 days, due]": due 24 May: [11 May, 24 May]
            "2022-05-01, 2022-05-10, 2022-05-24",
            "2022-05-01, 2022-05-11, 2022-05-25",
            "2022-05-24, 2022-05-24, 2022-06-07",
            "2022-05-25, 2022-06-30, 2022-05-24",
            "2022-05-15, 2022-05-15, 2022-05-29",
            // "due' = max(due, to.plusDays(14))": 10 days before due is 4 days after it
            "2022-05-14, 2022-05-14, 2022-05-28",
        })
        void anExemptionNearTheDueMovesItTwoWeeksBeyondItsEnd(String from, String to, LocalDate shifted) {
            assertThat(meetings("2022-05-24", exemption("x", from, MEETINGS).to(to))
                            .day())
                    .isEqualTo(shifted);
            assertThat(shift(
                                    RuleDraft.kthCv(),
                                    "2022-05-24",
                                    CV,
                                    exemption("x", from, CV).to(to))
                            .day())
                    .isEqualTo(shifted);
        }

        @ParameterizedTest
        @CsvSource({
            // "or due itself (OFFERS)": "max(due, to.plusMonths(1)) (LAB § 102 stk. 4)"
            "2022-06-01, 2022-07-08, 2022-07-09",
            "2022-06-01, 2022-07-09, 2022-08-09",
            "2022-07-09, 2022-07-31, 2022-08-31",
            "2022-07-10, 2022-07-31, 2022-07-09",
            // clamped: 31 January + 1 month
            "2022-06-01, 2023-01-31, 2023-02-28",
        })
        void anExemptionOnTheDueMovesAnOfferOneMonthBeyondItsEnd(String from, String to, LocalDate shifted) {
            assertThat(shift(
                                    RuleDraft.kthTilbud(),
                                    "2022-07-09",
                                    OFFERS,
                                    exemption("x", from, OFFERS).to(to))
                            .day())
                    .isEqualTo(shifted);
        }

        @Test
        void anExemptionThatCoversSomethingElseMovesNothing() {
            assertThat(meetings("2022-05-24", exemption("x", "2022-05-20", OFFERS, CV)))
                    .isEqualTo(new DueDay(day("2022-05-24"), day("2022-05-24"), true, List.of()));
        }

        @Test
        void anExemptionWithoutEndLeavesNoDue() {
            // "take an open-ended one (then due = none)"
            assertThat(meetings("2022-05-24", exemption("x", "2022-05-20", MEETINGS)))
                    .isEqualTo(new DueDay(day("2022-05-24"), Days.NEVER, true, List.of("x")));
            assertThat(shift(RuleDraft.kthTilbud(), "2022-07-09", OFFERS, exemption("x", "2022-07-09", OFFERS)))
                    .isEqualTo(new DueDay(day("2022-07-09"), Days.NEVER, true, List.of("x")));
        }

        @Test
        void ofSeveralTheOneThatLastsLongestCounts() {
            assertThat(meetings(
                            "2022-05-24",
                            exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"),
                            exemption("y", "2022-05-20", MEETINGS).to("2022-05-31"),
                            exemption("z", "2022-05-20", MEETINGS).to("2022-05-25")))
                    .isEqualTo(new DueDay(day("2022-05-24"), day("2022-06-14"), true, List.of("y")));
            assertThat(meetings(
                            "2022-05-24",
                            exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"),
                            exemption("y", "2022-05-20", MEETINGS)))
                    .isEqualTo(new DueDay(day("2022-05-24"), Days.NEVER, true, List.of("y")));
        }

        @Test
        void aShiftedDueIsShiftedAgainUntilItIsStable() {
            // 30 May + 14 = 13 June; [31 May, 13 June] has a day of y: 10 June + 14 = 24 June; [11 June, 24 June] meets
            // neither, z (from 25 June) neither
            assertThat(meetings(
                            "2022-05-24",
                            exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"),
                            exemption("y", "2022-06-08", MEETINGS).to("2022-06-10"),
                            exemption("z", "2022-06-25", MEETINGS).to("2022-06-30")))
                    .isEqualTo(new DueDay(day("2022-05-24"), day("2022-06-24"), true, List.of("x", "y")));
        }

        @Test
        void aChainMayEndInNoDue() {
            assertThat(meetings(
                            "2022-05-24",
                            exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"),
                            exemption("y", "2022-06-08", MEETINGS)))
                    .isEqualTo(new DueDay(day("2022-05-24"), Days.NEVER, true, List.of("x", "y")));
        }

        @Test
        void anExemptionThatEndedTwoWeeksBeforeDoesNotMoveTheDueItMade() {
            // 10 May + 14 = 24 May = due: nothing moves, and 10 May is not in [11 May, 24 May] anyway
            assertThat(meetings(
                            "2022-05-24", exemption("x", "2022-05-01", MEETINGS).to("2022-05-10")))
                    .isEqualTo(new DueDay(day("2022-05-24"), day("2022-05-24"), true, List.of()));
        }

        @Test
        void whatIsNotDueIsNotShifted() {
            DueDay due = shifted(
                    RuleDraft.xJobsamtale(),
                    new HoursClock.Reach(Days.NEVER, false),
                    MEETINGS,
                    JOBPARAT,
                    exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"));

            assertThat(due).isEqualTo(new DueDay(Days.NEVER, Days.NEVER, false, List.of()));
        }

        @Test
        void exemptionsDoNotChangeWhetherADueIsConfirmed() {
            DueDay due = shifted(
                    RuleDraft.dpFaelles1(),
                    new HoursClock.Reach(day("2022-05-31"), false),
                    MEETINGS,
                    dagpenge("a", "2022-03-01"),
                    exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"));

            assertThat(due).isEqualTo(new DueDay(day("2022-05-31"), day("2022-06-13"), false, List.of("x")));
        }
    }

    @Nested
    class PassedForSure {
        private boolean passed(String due, boolean confirmed, String today) {
            Situation situation = Scene.of(RuleDraft.xJobsamtale(), JOBPARAT).situation(today);
            LocalDate day = due.equals("never") ? Days.NEVER : day(due);
            return new DueDay(day, day, confirmed, List.of()).passedForSure(situation);
        }

        @Test
        void aDueIsOverTheDayAfterWhenItIsCertain() {
            assertThat(passed("2022-06-01", true, "2022-06-01")).isFalse();
            assertThat(passed("2022-06-01", true, "2022-06-02")).isTrue();
            assertThat(passed("2022-06-01", false, "2022-06-02")).isFalse();
            assertThat(passed("never", true, "2022-06-02")).isFalse();
        }
    }
}
