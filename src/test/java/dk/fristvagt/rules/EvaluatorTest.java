package dk.fristvagt.rules;

import static dk.fristvagt.facts.Exemption.Obligation.CV;
import static dk.fristvagt.facts.Exemption.Obligation.MEETINGS;
import static dk.fristvagt.facts.Exemption.Obligation.OFFERS;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import java.time.Period;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From facts to deadlines (domain.md §5 to §8). */
class EvaluatorTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final Samples.Spell DAGPENGE = dagpenge("a", "2022-03-01");

    @Nested
    class WhichRuleApplies {
        private final Rulebook byCourse = RuleDraft.rulebook(
                rule("r").valid("2020-01-01", "2023-12-31").by(Rule.Anchor.COURSE_START, Period.ofWeeks(1)),
                rule("r").version(2).validFrom("2024-01-01").by(Rule.Anchor.COURSE_START, Period.ofWeeks(2)));

        @ParameterizedTest
        @CsvSource({"2023-12-31, 1, 2024-01-07", "2024-01-01, 2, 2024-01-15"})
        void theVersionValidOnTheCourseStartGovernsTheWholeCourse(String start, int version, String due) {
            // §5: "a course begun under old law stays there"
            Deadline deadline = Scene.of(byCourse, dagpenge("a", start)).only("2030-01-01");

            assertThat(deadline.rule().version()).isEqualTo(version);
            assertThat(deadline.due()).isEqualTo(day(due));
        }

        @Test
        void aCourseBeforeTheFirstVersionHasNoDeadline() {
            assertThat(Scene.of(byCourse, dagpenge("a", "2019-12-31")).deadlines("2020-06-01"))
                    .isEmpty();
        }

        @Test
        void anAsOfRuleAppliesWhileTodayIsInsideItsValidity() {
            Scene scene = Scene.of(RuleDraft.fokusSamtaler(), spell("a", KONTANTHJAELP_JOBPARAT, "2019-01-10"));

            assertThat(scene.deadlines("2019-12-31")).isEmpty();
            assertThat(scene.on("2019-12-31").next()).isEqualTo(day("2020-01-01"));
            assertThat(scene.deadlines("2020-01-01")).hasSize(1);
            assertThat(scene.deadlines("2026-06-30")).hasSize(1);
            assertThat(scene.on("2026-06-30").next()).isEqualTo(day("2026-07-01"));
            assertThat(scene.deadlines("2026-07-01")).isEmpty();
        }

        @Test
        void theVersionOfAnAsOfRuleIsThatOfToday() {
            Scene scene = Scene.of(
                    RuleDraft.rulebook(
                            RuleDraft.fokusSamtaler().asOf("2020-01-01", "2022-12-31"),
                            RuleDraft.fokusSamtaler().version(2).asOf("2023-01-01", "2026-06-30")),
                    JOBPARAT);

            assertThat(scene.only("2022-12-31").rule().version()).isEqualTo(1);
            assertThat(scene.only("2023-01-01").rule().version()).isEqualTo(2);
        }

        @Test
        void aRuleOfOtherGroupsDoesNotApply() {
            assertThat(Scene.of(RuleDraft.kthCv(), DAGPENGE).deadlines("2022-06-01"))
                    .isEmpty();
        }

        @Test
        void aDroppedCourseHasNoDeadlines() {
            // closed on 1 March 2022, dropped on 1 March 2023
            Scene scene =
                    Scene.of(RuleDraft.kthCv(), JOBPARAT.to("2022-02-28"), spell("b", SYGEDAGPENGE, "2022-03-01"));

            assertThat(scene.lines("2023-02-28")).containsExactly("kth-cv|a|1 LAPSED 2022-01-31 CONFIRMED");
            assertThat(scene.lines("2023-03-01")).isEmpty();
        }
    }

    @Nested
    class Order {
        @Test
        void deadlinesComeInTheOrderOfTheirKeys() {
            Rulebook rulebook = RuleDraft.rulebook(
                    RuleDraft.kthCv(),
                    RuleDraft.xJobsamtale(),
                    rule("kth-cv-samtale")
                            .groups(KONTANTHJAELP_JOBPARAT)
                            .by(Rule.Anchor.REGISTERED_ON, Period.ofWeeks(2))
                            .meetings(Meeting.Type.CV_SAMTALE));
            Scene scene = Scene.of(
                    rulebook,
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"),
                    spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-20"));

            // "a#2|" is before "a|", "kth-cv-samtale|" before "kth-cv|"
            assertThat(scene.deadlines("2022-04-01"))
                    .extracting(deadline -> deadline.id().key("c"))
                    .containsExactly(
                            "c|kth-cv-samtale|a#2|1",
                            "c|kth-cv-samtale|a|1",
                            "c|kth-cv|a#2|1",
                            "c|kth-cv|a|1",
                            "c|x-jobsamtale|a#2|1",
                            "c|x-jobsamtale|a#2|2",
                            "c|x-jobsamtale|a#2|3",
                            "c|x-jobsamtale|a#2|4",
                            "c|x-jobsamtale|a|1",
                            "c|x-jobsamtale|a|2",
                            "c|x-jobsamtale|a|3",
                            "c|x-jobsamtale|a|4");
        }
    }

    @Nested
    class Single {
        @Test
        void aCvIsDueThreeWeeksAfterRegistration() {
            // example 06: 10 January + 3 weeks = 31 January
            Scene scene = Scene.of(RuleDraft.kthCv(), JOBPARAT);

            assertThat(scene.line("2022-01-23")).isEqualTo("UPCOMING 2022-01-31 CONFIRMED");
            assertThat(scene.line("2022-01-24")).isEqualTo("UPCOMING(7) 2022-01-31 CONFIRMED");
            assertThat(scene.line("2022-01-28")).isEqualTo("UPCOMING(3) 2022-01-31 CONFIRMED");
            assertThat(scene.line("2022-02-01")).isEqualTo("OVERDUE 2022-01-31 CONFIRMED");
            assertThat(scene.with(cv("v", "2022-01-20")).line("2022-02-03"))
                    .isEqualTo("MET 2022-01-31 CONFIRMED on 2022-01-20");
            assertThat(scene.with(cv("v", "2022-02-02")).line("2022-02-03"))
                    .isEqualTo("MET_LATE 2022-01-31 CONFIRMED on 2022-02-02");
        }

        @Test
        void aJointMeetingIsDueAtThreeMonthsAndLapsesWhenTheHoursAreReported() {
            // example 01
            Scene scene = Scene.of(RuleDraft.dpFaelles1(), DAGPENGE);

            assertThat(scene.line("2022-05-03")).isEqualTo("UPCOMING(28) 2022-05-31 PROJECTED");
            assertThat(scene.line("2022-06-01")).isEqualTo("DUE 2022-05-31 PROJECTED");
            assertThat(scene.with(paid("2022-03", 16_033), paid("2022-04", 16_033), paid("2022-05", 16_033))
                            .line("2022-06-03"))
                    .isEqualTo("LAPSED 2022-05-31 CONFIRMED");
            assertThat(scene.with(held("m", FAELLES_JOBSAMTALE, "2022-05-31")).line("2022-06-01"))
                    .isEqualTo("MET 2022-05-31 PROJECTED on 2022-05-31");
        }

        @Test
        void withoutADueThereIsNoBasis() {
            // §4: "Where there is no due date there is no basis (null)"
            assertThat(Scene.of(
                                    RuleDraft.dpFaelles1(),
                                    dagpenge("a", "2022-03-01").to("2022-03-31"))
                            .line("2022-03-31"))
                    .isEqualTo("UPCOMING -");
            assertThat(Scene.of(RuleDraft.kthCv(), JOBPARAT, exemption("x", "2022-01-25", CV))
                            .line("2022-01-25"))
                    .isEqualTo("EXEMPT -");
        }

        @Test
        void anOfferIsDueInsideSixMonths() {
            Scene scene = Scene.of(RuleDraft.kthTilbud(), JOBPARAT);

            assertThat(scene.line("2022-05-14")).isEqualTo("UPCOMING(56) 2022-07-09 CONFIRMED");
            assertThat(scene.with(offer("o", "2022-07-09").granted()).line("2022-07-01"))
                    .isEqualTo("BOOKED 2022-07-09 CONFIRMED");
            assertThat(scene.with(offer("o", "2022-07-10")).line("2022-07-10"))
                    .isEqualTo("MET_LATE 2022-07-09 CONFIRMED on 2022-07-10");
            // the grace of a løntilskud is measured from the due of this deadline
            assertThat(scene.with(offer("o", "2022-07-30")
                                    .type(Offer.Type.LOENTILSKUD)
                                    .granted()
                                    .grantedOn("2022-07-08"))
                            .line("2022-07-12"))
                    .isEqualTo("MET 2022-07-09 CONFIRMED on 2022-07-08");
        }

        @Test
        void severalMeetingsMayBeAskedForByOneDay() {
            // N meetings by one day, without a pace: one deadline, satisfied by the N-th
            Scene scene = Scene.of(
                    rule("r")
                            .groups(KONTANTHJAELP_JOBPARAT)
                            .inside(Rule.Anchor.COURSE_START, Period.ofMonths(6))
                            .meetings(JOBSAMTALE)
                            .required(2),
                    JOBPARAT,
                    held("m1", JOBSAMTALE, "2022-02-01"));

            assertThat(scene.line("2022-03-01")).isEqualTo("UPCOMING 2022-07-09 CONFIRMED");
            assertThat(scene.only("2022-03-01").required()).isEqualTo(2);
            assertThat(scene.only("2022-03-01").achieved()).isEqualTo(1);
            assertThat(scene.with(held("m2", JOBSAMTALE, "2022-03-01")).line("2022-03-01"))
                    .isEqualTo("MET 2022-07-09 CONFIRMED on 2022-03-01");
        }

        @Test
        void exemptionsCoverWhatTheRuleAsksFor() {
            // §7: MEETINGS for meetings, OFFERS for offers, CV for CVs
            Draft<?> meetings = exemption("x", "2022-01-01", MEETINGS);
            Draft<?> offers = exemption("x", "2022-01-01", OFFERS);
            Draft<?> cvs = exemption("x", "2022-01-01", CV);

            for (Draft<?> exemption : List.of(meetings, offers, cvs)) {
                boolean exempt = exemption == cvs;
                assertThat(Scene.of(RuleDraft.kthCv(), JOBPARAT, exemption)
                                .only("2022-01-20")
                                .status())
                        .isEqualTo(exempt ? Status.EXEMPT : Status.UPCOMING);
                exempt = exemption == offers;
                assertThat(Scene.of(RuleDraft.kthTilbud(), JOBPARAT, exemption)
                                .only("2022-01-20")
                                .status())
                        .isEqualTo(exempt ? Status.EXEMPT : Status.UPCOMING);
                exempt = exemption == meetings;
                assertThat(Scene.of(RuleDraft.dpFaelles1(), DAGPENGE, exemption)
                                .only("2022-03-20")
                                .status())
                        .isEqualTo(exempt ? Status.EXEMPT : Status.UPCOMING);
            }
        }

        @Test
        void aDueIsShiftedAndTheBandWithIt() {
            // due 31 May; MEETINGS exempt 20 to 30 May: 13 June. A meeting of 13 June counts, one of 14 June does not
            Scene scene = Scene.of(
                    RuleDraft.dpFaelles1(),
                    DAGPENGE,
                    exemption("x", "2022-05-20", MEETINGS).to("2022-05-30"));

            assertThat(scene.with(held("m", FAELLES_JOBSAMTALE, "2022-06-13")).line("2022-06-14"))
                    .isEqualTo("MET 2022-06-13 PROJECTED on 2022-06-13");
            assertThat(scene.with(held("m", FAELLES_JOBSAMTALE, "2022-06-14")).line("2022-06-14"))
                    .isEqualTo("DUE 2022-06-13 PROJECTED");
            assertThat(scene.only("2022-06-01").why())
                    .isEqualTo(new Deadline.Why(day("2022-03-01"), day("2022-05-31"), List.of("x"), List.of()));
        }
    }

    @Nested
    class Series {
        @Test
        void everyOccurrenceButTheLastIsAdvisory() {
            Scene scene = Scene.of(RuleDraft.xJobsamtale(), JOBPARAT);
            List<Deadline> deadlines = scene.deadlines("2022-02-20");

            // example 04
            assertThat(scene.lines("2022-02-20"))
                    .containsExactly(
                            "x-jobsamtale|a|1 UPCOMING(8) 2022-02-23 CONFIRMED",
                            "x-jobsamtale|a|2 UPCOMING 2022-04-09 CONFIRMED",
                            "x-jobsamtale|a|3 UPCOMING 2022-05-24 CONFIRMED",
                            "x-jobsamtale|a|4 UPCOMING 2022-07-09 CONFIRMED");
            assertThat(deadlines).extracting(Deadline::advisory).containsExactly(true, true, true, false);
            // §8: "required = k for occurrence k"
            assertThat(deadlines).extracting(Deadline::required).containsExactly(1, 2, 3, 4);
        }

        @Test
        void anAdvisoryOccurrenceHasTheLadderOfEightDays() {
            // §7: "Advisory ladder: 8": 23 February − 8 = 15 February; the rule's own ladder is 28, 14, 8
            Scene scene = Scene.of(RuleDraft.xJobsamtale(), JOBPARAT);

            assertThat(scene.occurrence("2022-02-14", 1).stage()).isZero();
            assertThat(scene.occurrence("2022-02-15", 1).stage()).isEqualTo(8);
            assertThat(scene.occurrence("2022-06-11", 4).stage()).isEqualTo(28);
        }

        @Test
        void meetingsCountTowardsEveryOccurrence() {
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT,
                    held("m1", JOBSAMTALE, "2022-02-01"),
                    held("m2", JOBSAMTALE, "2022-04-20"));

            assertThat(scene.lines("2022-04-20"))
                    .containsExactly(
                            "x-jobsamtale|a|1 MET 2022-02-23 CONFIRMED on 2022-02-01",
                            "x-jobsamtale|a|2 MET_LATE 2022-04-09 CONFIRMED on 2022-04-20",
                            "x-jobsamtale|a|3 UPCOMING 2022-05-24 CONFIRMED",
                            "x-jobsamtale|a|4 UPCOMING 2022-07-09 CONFIRMED");
            // "achieved = counting meetings so far, at most required"
            assertThat(scene.deadlines("2022-04-20"))
                    .extracting(Deadline::achieved)
                    .containsExactly(1, 2, 2, 2);
        }

        @Test
        void advisoryOccurrencesEndTheDayAfterTheStatutoryDue() {
            Scene scene = Scene.of(RuleDraft.xJobsamtale(), JOBPARAT);

            assertThat(scene.occurrence("2022-07-09", 1).status()).isEqualTo(Status.OVERDUE);
            assertThat(scene.lines("2022-07-10"))
                    .containsExactly(
                            "x-jobsamtale|a|1 CEASED 2022-02-23 CONFIRMED",
                            "x-jobsamtale|a|2 CEASED 2022-04-09 CONFIRMED",
                            "x-jobsamtale|a|3 CEASED 2022-05-24 CONFIRMED",
                            "x-jobsamtale|a|4 OVERDUE 2022-07-09 CONFIRMED");
        }

        @Test
        void whileTheStatutoryDueIsProjectedTheyGoOn() {
            // example 07: k = 3 passed on 30 March, projected; the third report on 10 April makes it certain
            Scene scene =
                    Scene.of(RuleDraft.dp24Akasse(), dagpenge("a", "2024-01-01").partTime());

            assertThat(scene.lines("2024-03-30"))
                    .containsExactly(
                            "dp24-akasse|a|1 DUE 2024-01-31 PROJECTED",
                            "dp24-akasse|a|2 DUE 2024-02-29 PROJECTED",
                            "dp24-akasse|a|3 DUE 2024-03-29 PROJECTED");
            assertThat(scene.with(paid("2024-01", 13_000), paid("2024-02", 13_000), paid("2024-03", 13_000))
                            .lines("2024-04-10"))
                    .containsExactly(
                            "dp24-akasse|a|1 CEASED 2024-01-31 CONFIRMED",
                            "dp24-akasse|a|2 CEASED 2024-02-29 CONFIRMED",
                            "dp24-akasse|a|3 LAPSED 2024-03-29 CONFIRMED");
        }

        @Test
        void theStatutoryDueCountsAfterItsShift() {
            // 9 July is shifted to 30 June + 14 = 14 July
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT,
                    exemption("x", "2022-06-30", MEETINGS).to("2022-06-30"));

            assertThat(scene.occurrence("2022-07-14", 1).status()).isEqualTo(Status.OVERDUE);
            assertThat(scene.occurrence("2022-07-15", 1).status()).isEqualTo(Status.CEASED);
        }

        @Test
        void aSeriesOfOneHasNoAdvisoryOccurrence() {
            RuleDraft rule = rule("r")
                    .groups(KONTANTHJAELP_JOBPARAT)
                    .seriesInside(Rule.Anchor.COURSE_START, Period.ofMonths(6), 1)
                    .meetings(JOBSAMTALE);

            assertThat(Scene.of(rule, JOBPARAT).only("2022-07-10").advisory()).isFalse();
            assertThat(Scene.of(rule, JOBPARAT).line("2022-07-10")).isEqualTo("OVERDUE 2022-07-09 CONFIRMED");
        }

        @Test
        void whereTheRuleJoinedLaterAdvisoryOccurrencesBeforeItDoNotExist() {
            // joined on 9 April: 23 February lies before and does not exist, 9 April does; 9 April + 28 = 7 May
            RuleDraft jobparat = RuleDraft.xJobsamtale().groups(KONTANTHJAELP_JOBPARAT);
            Scene scene = Scene.of(
                    jobparat,
                    spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10").to("2022-04-08"),
                    spell("b", KONTANTHJAELP_JOBPARAT, "2022-04-09"));

            assertThat(scene.lines("2022-04-09"))
                    .containsExactly(
                            "x-jobsamtale|a|2 UPCOMING 2022-05-07 CONFIRMED",
                            "x-jobsamtale|a|3 UPCOMING 2022-05-24 CONFIRMED",
                            "x-jobsamtale|a|4 UPCOMING 2022-07-09 CONFIRMED");
        }

        @Test
        void whereItJoinedAtTheStartAllExist() {
            // an anchor before the course: the window runs from 1 December 2021 to 31 May 2022, 182 days: k = 1 is
            // floor(45.5) - 1 = 44 days after: 14 January. Though b's segments come later, a is the first
            RuleDraft rule = rule("r")
                    .groups(SYGEDAGPENGE)
                    .seriesInside(Rule.Anchor.FIRST_ABSENCE_ON, Period.ofMonths(6), 4)
                    .meetings(JOBSAMTALE);
            Scene scene = Scene.of(rule, spell("a", SYGEDAGPENGE, "2022-02-01").firstAbsenceOn("2021-12-01"));

            assertThat(scene.lines("2022-02-01"))
                    .contains("r|a|1 OVERDUE 2022-01-14 CONFIRMED", "r|a|4 UPCOMING 2022-05-31 CONFIRMED");
        }

        @Test
        void onTheHoursClockOccurrencesBeforeTheAnchorDoNotExistEither() {
            // anchored on 1 April: reach(1) = 31 March is before it and does not exist, reach(2) = 29 April does, and
            // is
            // not raised
            Scene scene = Scene.of(
                    RuleDraft.dp24Akasse().whenNotEmployed(),
                    dagpenge("a", "2022-03-01").to("2022-03-31").employed(),
                    dagpenge("b", "2022-04-01"));

            assertThat(scene.lines("2022-04-01"))
                    .containsExactly(
                            "dp24-akasse|a|2 UPCOMING 2022-04-29 PROJECTED",
                            "dp24-akasse|a|3 UPCOMING 2022-05-31 PROJECTED");
        }
    }

    @Nested
    class Rolling {
        @Test
        void itIsDueFromTwelveMonthsOn() {
            // §7: "courseStart.plusMonths(12).minusDays(1)": 9 January 2023
            Scene scene = Scene.of(RuleDraft.fokusSamtaler(), JOBPARAT);
            Deadline deadline = scene.only("2022-12-12");

            assertThat(Scene.line(deadline)).isEqualTo("UPCOMING(28) 2023-01-09 CONFIRMED");
            assertThat(deadline.required()).isEqualTo(4);
            assertThat(deadline.achieved()).isZero();
            assertThat(deadline.advisory()).isFalse();
            assertThat(deadline.satisfiedOn()).isEmpty();
            assertThat(scene.line("2023-01-10")).isEqualTo("OVERDUE 2023-01-09 CONFIRMED");
            assertThat(scene.line("2022-12-11")).isEqualTo("UPCOMING 2023-01-09 CONFIRMED");
        }

        @Test
        void onDagpengeItIsTwelveMonthsOfHours() {
            // d12 from 1 March 2022 = 28 February 2023, projected
            Scene scene = Scene.of(RuleDraft.fokusSamtaler(), DAGPENGE);

            assertThat(scene.line("2022-12-01")).isEqualTo("UPCOMING 2023-02-28 PROJECTED");
            assertThat(scene.line("2023-03-01")).isEqualTo("DUE 2023-02-28 PROJECTED");
            // February 2023 is settled on 1 May
            assertThat(scene.line("2023-05-01")).isEqualTo("OVERDUE 2023-02-28 CONFIRMED");
        }

        @Test
        void whoNeverReachesTwelveMonthsHasNoDeadline() {
            assertThat(Scene.of(
                                    RuleDraft.fokusSamtaler(),
                                    dagpenge("a", "2022-03-01").to("2022-03-31"))
                            .deadlines("2022-03-31"))
                    .isEmpty();
        }

        @Test
        void aDueBeyondEligibilityIsConfirmed() {
            // "CONFIRMED when due > E, else that of E": four meetings, the fourth latest on 1 March 2022
            Scene scene = Scene.of(
                    RuleDraft.fokusSamtaler(),
                    DAGPENGE,
                    held("m1", JOBSAMTALE, "2022-03-01"),
                    held("m2", JOBSAMTALE, "2022-03-02"),
                    held("m3", JOBSAMTALE, "2022-03-03"),
                    held("m4", JOBSAMTALE, "2022-03-04"));

            assertThat(scene.line("2022-12-01")).isEqualTo("UPCOMING 2023-03-01 CONFIRMED");
            assertThat(scene.only("2022-12-01").achieved()).isEqualTo(4);
            assertThat(scene.only("2022-12-01").why())
                    .isEqualTo(new Deadline.Why(
                            day("2023-02-28"), day("2023-03-01"), List.of(), List.of("m4", "m3", "m2", "m1")));
        }

        @Test
        void meetingsMayBeBooked() {
            Scene scene = Scene.of(RuleDraft.fokusSamtaler(), JOBPARAT, booked("m", JOBSAMTALE, "2023-01-09"));

            assertThat(scene.line("2023-01-05")).isEqualTo("BOOKED 2023-01-09 CONFIRMED");
            assertThat(scene.only("2023-01-05").nextBookedOn()).contains(day("2023-01-09"));
        }

        @Test
        void exemptionsFromMeetingsCoverMeetings() {
            // §8: "6 (MEETINGS for fokus-samtaler, OFFERS for fokus-tilbud)", and never a shift
            for (boolean meetings : List.of(true, false)) {
                Draft<?> exemption = exemption("x", "2022-12-01", meetings ? MEETINGS : OFFERS);
                assertThat(Scene.of(RuleDraft.fokusSamtaler(), JOBPARAT, exemption)
                                .line("2023-01-10"))
                        .isEqualTo((meetings ? "EXEMPT" : "OVERDUE") + " 2023-01-09 CONFIRMED");
                assertThat(Scene.of(RuleDraft.fokusTilbud(), JOBPARAT, exemption)
                                .line("2023-01-10"))
                        .isEqualTo((meetings ? "OVERDUE" : "EXEMPT") + " 2023-01-09 CONFIRMED");
            }
        }

        @Test
        void anOfferThatRunsLeavesNothingDue() {
            Deadline deadline = Scene.of(RuleDraft.fokusTilbud(), JOBPARAT, offer("o", "2022-06-01"))
                    .only("2023-01-10");

            assertThat(Scene.line(deadline)).isEqualTo("UPCOMING -");
            assertThat(deadline.achieved()).isEqualTo(1);
            assertThat(deadline.required()).isEqualTo(1);
            assertThat(deadline.why().factIds()).containsExactly("o");
        }

        @Test
        void anOfferMayBeGranted() {
            // from any day, in any course
            Scene scene = Scene.of(
                    RuleDraft.fokusTilbud(), JOBPARAT, offer("o", "2023-01-09").granted());

            assertThat(scene.line("2023-01-05")).isEqualTo("BOOKED 2023-01-09 CONFIRMED");
            assertThat(scene.only("2023-01-05").nextBookedOn()).contains(day("2023-01-09"));
            assertThat(Scene.of(
                                    RuleDraft.fokusTilbud(),
                                    JOBPARAT,
                                    offer("o", "2023-01-10").granted())
                            .line("2023-01-05"))
                    .isEqualTo("UPCOMING(14) 2023-01-09 CONFIRMED");
        }

        @Test
        void everyCourseHasItsOwn() {
            Scene scene = Scene.of(
                    RuleDraft.fokusSamtaler(),
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28"),
                    spell("b", SYGEDAGPENGE, "2022-03-01"));

            assertThat(scene.lines("2022-03-01"))
                    .containsExactly(
                            "fokus-samtaler|a|1 CEASED 2023-01-09 CONFIRMED",
                            "fokus-samtaler|b|1 UPCOMING 2023-02-28 CONFIRMED");
        }
    }

    @Nested
    class Units {
        private String unit(Rule.Responsible responsible, Samples.Spell spell) {
            return Scene.of(rule("r").responsible(responsible), spell)
                    .only("2022-03-10")
                    .unit();
        }

        @Test
        void theJobcentreIsThatOfTheMunicipality() {
            assertThat(unit(Rule.Responsible.JOBCENTER, DAGPENGE.municipality("0851")))
                    .isEqualTo("jobcenter-0851");
            assertThat(unit(Rule.Responsible.AKASSE_IF_FIRST, dagpenge("a", "2022-03-01")))
                    .isEqualTo("jobcenter-0751");
            assertThat(unit(Rule.Responsible.CONVENER, dagpenge("a", "2022-03-01")))
                    .isEqualTo("jobcenter-0751");
        }

        @Test
        void theAkasseIsThatOfTheSpell() {
            assertThat(unit(Rule.Responsible.AKASSE, dagpenge("a", "2022-03-01")))
                    .isEqualTo("akasse-3F");
            assertThat(unit(
                            Rule.Responsible.AKASSE_IF_FIRST,
                            dagpenge("a", "2022-03-01").akasseFirst()))
                    .isEqualTo("akasse-3F");
        }

        @Test
        void anAkasseThatIsNotKnownIsUnrouted() {
            assertThat(unit(Rule.Responsible.AKASSE, dagpenge("a", "2022-03-01").noAkasse()))
                    .isEqualTo("unrouted");
            assertThat(unit(Rule.Responsible.AKASSE, dagpenge("a", "2022-03-01").akasse(" ")))
                    .isEqualTo("unrouted");
        }

        @Test
        void theLatestBegunSegmentSaysWhoIsResponsible() {
            Draft<?>[] spells = {
                dagpenge("a", "2022-03-01").to("2022-03-31"),
                dagpenge("b", "2022-04-01").municipality("0851").akasse("HK").akasseFirst()
            };
            Scene scene = Scene.of(rule("r").responsible(Rule.Responsible.AKASSE_IF_FIRST), spells);

            assertThat(scene.only("2022-03-31").unit()).isEqualTo("jobcenter-0751");
            Deadline moved = scene.only("2022-04-01");
            assertThat(moved.unit()).isEqualTo("akasse-HK");
            assertThat(moved.municipality()).isEqualTo("0851");
            assertThat(moved.akasse()).isEqualTo(Optional.of("HK"));
            assertThat(moved.courseStart()).isEqualTo(day("2022-03-01"));
        }

        @Test
        void eachCourseHasItsOwnUnit() {
            Scene scene = Scene.of(
                    rule("r").groups(KONTANTHJAELP_JOBPARAT, SYGEDAGPENGE),
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10")
                            .to("2022-02-28")
                            .municipality("0101"),
                    spell("b", SYGEDAGPENGE, "2022-03-01").municipality("0851"));

            assertThat(scene.deadlines("2022-03-10"))
                    .extracting(Deadline::unit)
                    .containsExactly("jobcenter-0101", "jobcenter-0851");
        }
    }

    @Nested
    class Result {
        @Test
        void seniorityIsThatOfTheDeadlinesCourse() {
            // a: 3 months on 31 May; k: 1 April to 30 April is a month of 30 days
            Scene scene = Scene.of(
                    RuleDraft.rulebook(RuleDraft.dpFaelles1(), RuleDraft.kthCv(), RuleDraft.akasseInvitation()),
                    dagpenge("a", "2022-03-01"),
                    booked("m", FAELLES_JOBSAMTALE, "2022-06-20"));
            Evaluation evaluation = scene.on("2022-05-31");

            for (Deadline deadline : evaluation.deadlines()) {
                assertThat(evaluation.seniorityHundredths(deadline)).isEqualTo(300);
            }
            assertThat(evaluation.deadlines()).hasSize(2);
            assertThat(evaluation.day()).isEqualTo(day("2022-05-31"));
        }

        @Test
        void seniorityOfAnInvitationIsThatOfTheLatestDagpenge() {
            Scene scene = Scene.of(
                    RuleDraft.akasseInvitation(),
                    dagpenge("m", "2022-01-01").to("2022-01-31"),
                    dagpenge("b", "2022-03-01").period("2022-03-01"),
                    booked("m", FAELLES_JOBSAMTALE, "2022-06-20"));
            Evaluation evaluation = scene.on("2022-03-31");

            // not the course that happens to have the meeting's id
            assertThat(evaluation.seniorityHundredths(evaluation.deadlines().get(0)))
                    .isEqualTo(100);
            assertThat(evaluation.dagpenge().orElseThrow().id()).isEqualTo("b");
        }

        @Test
        void coursesAreFoundByTheirIds() {
            Evaluation evaluation = Scene.of(RuleDraft.kthCv(), JOBPARAT).on("2022-06-01");

            assertThat(evaluation.course("a").orElseThrow().start()).isEqualTo(day("2022-01-10"));
            assertThat(evaluation.course("b")).isEmpty();
            assertThat(evaluation.dagpenge()).isEmpty();
        }

        @Test
        void seniorityOfACourseThatIsNotThereIsAMistake() {
            Evaluation evaluation = Scene.of(RuleDraft.kthCv(), JOBPARAT).on("2022-06-01");
            Deadline elsewhere = Scene.of(RuleDraft.dpFaelles1(), dagpenge("z", "2022-03-01"))
                    .only("2022-06-01");

            assertThatThrownBy(() -> evaluation.seniorityHundredths(elsewhere))
                    .isInstanceOf(NoSuchElementException.class);
        }

        @Test
        void aDueDayIsOptionalOutside() {
            assertThat(Scene.of(RuleDraft.kthCv(), JOBPARAT).only("2022-01-20").dueOn())
                    .contains(day("2022-01-31"));
            assertThat(Scene.of(RuleDraft.fokusTilbud(), JOBPARAT, offer("o", "2022-06-01"))
                            .only("2022-06-10")
                            .dueOn())
                    .isEmpty();
        }

        @Test
        void theNextBookingIsShownInEveryStatus() {
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT,
                    held("m1", JOBSAMTALE, "2022-02-01"),
                    booked("m2", JOBSAMTALE, "2022-07-20"));

            assertThat(scene.deadlines("2022-07-10"))
                    .allSatisfy(deadline -> assertThat(deadline.nextBookedOn()).contains(day("2022-07-20")));
            assertThat(scene.deadlines("2022-07-21"))
                    .allSatisfy(deadline -> assertThat(deadline.nextBookedOn()).isEmpty());
        }

        @Test
        void deadlinesCannotBeChanged() {
            List<Deadline> deadlines = Scene.of(RuleDraft.kthCv(), JOBPARAT).deadlines("2022-01-20");

            assertThatThrownBy(deadlines::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aRuleOfOccurrencesIsSatisfiedByOccurrences() {
        RuleDraft nonsense = RuleDraft.kthCv().satisfiedBy(new Rule.SatisfiedBy.AkasseInvited());

        assertThatThrownBy(() -> Scene.of(nonsense, JOBPARAT).on("2022-01-20"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rule kth-cv is not satisfied by occurrences");
    }
}
