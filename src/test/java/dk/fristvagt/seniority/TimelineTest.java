package dk.fristvagt.seniority;

import static dk.fristvagt.facts.Group.JOBAFKLARING;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Group.UDDANNELSESHJAELP_AABENLYST;
import static dk.fristvagt.facts.Group.UDDANNELSESHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.UDDANNELSESHJAELP_UDDANNELSESPARAT;
import static dk.fristvagt.facts.Group.UNKNOWN;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Samples;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Segments and courses (domain.md §3). */
class TimelineTest {
    private Today today;

    private Timeline on(String day, Samples.Spell... spells) {
        today = new Today(day(day));
        return Timeline.of(known(spells).spells(), today);
    }

    private static String end(LocalDate day) {
        return Days.exists(day) ? day.toString() : "…";
    }

    /** "a 2022-01-01 to 2022-01-31", with "to come" where it has not begun. */
    private static String shown(Segment segment) {
        return segment.spell().spellId() + " " + segment.from() + " to " + end(segment.to())
                + (segment.begun() ? "" : " to come");
    }

    private static List<String> segments(Timeline timeline) {
        return timeline.segments().stream().map(TimelineTest::shown).toList();
    }

    /** "a: a 2022-01-01, b 2022-02-01". */
    private static List<String> courses(Timeline timeline) {
        return timeline.courses().stream()
                .map(course -> course.id() + ": "
                        + course.segments().stream()
                                .map(segment -> segment.spell().spellId() + " " + segment.from())
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    private static Course course(Timeline timeline, String id) {
        return timeline.courses().stream()
                .filter(course -> course.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Segments {
        @Test
        void aSpellIsASegment() {
            assertThat(segments(on("2022-03-01", dagpenge("a", "2022-03-01")))).containsExactly("a 2022-03-01 to …");
            assertThat(today.next()).isEqualTo(Days.NEVER);
        }

        @Test
        void nobodyHasNone() {
            assertThat(on("2022-03-01").segments()).isEmpty();
            assertThat(on("2022-03-01").courses()).isEmpty();
        }

        @Test
        void aSpellThatHasNotBegunDoesNotExist() {
            // §3: "Only spells with from ≤ D exist"
            Timeline before = on("2022-03-31", dagpenge("a", "2022-03-01"), dagpenge("b", "2022-04-01"));

            assertThat(segments(before)).containsExactly("a 2022-03-01 to …");
            assertThat(today.next()).isEqualTo(day("2022-04-01"));
            assertThat(segments(on("2022-04-01", dagpenge("a", "2022-03-01"), dagpenge("b", "2022-04-01"))))
                    .containsExactly("a 2022-03-01 to 2022-03-31", "b 2022-04-01 to …");
        }

        @Test
        void aSpellThatHasBegunHasTheWholeOfItsKnownExtent() {
            // §3: "the timeline of D is built from them, with the whole of their known extent (also after D)"
            assertThat(segments(on("2022-03-01", dagpenge("a", "2022-03-01").to("2022-12-31"))))
                    .containsExactly("a 2022-03-01 to 2022-12-31");
        }

        @Test
        void theSpellThatBeganLastShowsWhileItLasts() {
            // §3: "the one with the latest from"
            Timeline timeline = on(
                    "2022-04-15",
                    dagpenge("a", "2022-03-01"),
                    dagpenge("b", "2022-04-01").to("2022-04-30"));

            assertThat(segments(timeline))
                    .containsExactly(
                            "a 2022-03-01 to 2022-03-31", "b 2022-04-01 to 2022-04-30", "a 2022-05-01 to … to come");
            assertThat(today.next()).isEqualTo(day("2022-05-01"));
        }

        @Test
        void aSegmentBeginsOnItsFirstDay() {
            assertThat(segments(on(
                            "2022-05-01",
                            dagpenge("a", "2022-03-01"),
                            dagpenge("b", "2022-04-01").to("2022-04-30"))))
                    .last()
                    .isEqualTo("a 2022-05-01 to …");
        }

        @Test
        void ofSpellsWithOneFirstDayTheGreaterIdShows() {
            // §3: "then the greatest spellId as a string"; U+1D538 is greater than U+FF21 by bytes
            assertThat(segments(on("2022-03-01", dagpenge("a", "2022-03-01"), dagpenge("b", "2022-03-01"))))
                    .containsExactly("b 2022-03-01 to …");
            assertThat(segments(
                            on("2022-03-01", dagpenge("\uFF21", "2022-03-01"), dagpenge("\uD835\uDD38", "2022-03-01"))))
                    .containsExactly("\uD835\uDD38 2022-03-01 to …");
        }

        @Test
        void theLesserIdShowsAfterTheGreaterHasEnded() {
            assertThat(segments(on(
                            "2022-03-01",
                            dagpenge("a", "2022-03-01").to("2022-03-31"),
                            dagpenge("b", "2022-03-01").to("2022-03-10"))))
                    .containsExactly("b 2022-03-01 to 2022-03-10", "a 2022-03-11 to 2022-03-31 to come");
        }

        @Test
        void aSpellThatIsCoveredAsAWholeDoesNotShow() {
            assertThat(segments(on(
                            "2022-06-01",
                            dagpenge("a", "2022-03-01").to("2022-03-31"),
                            dagpenge("b", "2022-03-01").to("2022-03-31"),
                            dagpenge("c", "2022-05-01").to("2022-05-01"),
                            dagpenge("d", "2022-05-01").to("2022-05-02"))))
                    .containsExactly("b 2022-03-01 to 2022-03-31", "d 2022-05-01 to 2022-05-02");
        }

        @Test
        void spellsLieOverOneAnotherInSeveralLayers() {
            assertThat(segments(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01"),
                            dagpenge("b", "2022-02-01").to("2022-04-30"),
                            dagpenge("c", "2022-03-01").to("2022-03-31"))))
                    .containsExactly(
                            "a 2022-01-01 to 2022-01-31",
                            "b 2022-02-01 to 2022-02-28",
                            "c 2022-03-01 to 2022-03-31",
                            "b 2022-04-01 to 2022-04-30",
                            "a 2022-05-01 to …");
        }

        @Test
        void aSpellThatOutlastsTheOneBelowIsFollowedByTheOneBelowThat() {
            assertThat(segments(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01").to("2022-12-31"),
                            dagpenge("b", "2022-02-01").to("2022-02-28"),
                            dagpenge("c", "2022-02-10").to("2022-03-31"))))
                    .containsExactly(
                            "a 2022-01-01 to 2022-01-31",
                            "b 2022-02-01 to 2022-02-09",
                            "c 2022-02-10 to 2022-03-31",
                            "a 2022-04-01 to 2022-12-31");
        }

        @Test
        void aSpellThatBeginsOnTheLastDayOfAnotherLeavesItAllButThatDay() {
            assertThat(segments(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01").to("2022-01-31"),
                            dagpenge("b", "2022-01-31").to("2022-02-10"))))
                    .containsExactly("a 2022-01-01 to 2022-01-30", "b 2022-01-31 to 2022-02-10");
        }

        @Test
        void spellsThatEndTogetherLeaveNothing() {
            assertThat(segments(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01").to("2022-03-31"),
                            dagpenge("b", "2022-02-01").to("2022-03-31"))))
                    .containsExactly("a 2022-01-01 to 2022-01-31", "b 2022-02-01 to 2022-03-31");
        }

        @Test
        void oneDayOfASpellMayShowBetweenTwoOthers() {
            assertThat(segments(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01").to("2022-12-31"),
                            dagpenge("b", "2022-02-01").to("2022-02-10"),
                            dagpenge("c", "2022-02-12").to("2022-02-20"))))
                    .containsExactly(
                            "a 2022-01-01 to 2022-01-31",
                            "b 2022-02-01 to 2022-02-10",
                            "a 2022-02-11 to 2022-02-11",
                            "c 2022-02-12 to 2022-02-20",
                            "a 2022-02-21 to 2022-12-31");
        }

        @Test
        void twoSpellsInARowAreTwoSegments() {
            assertThat(segments(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01").to("2022-01-31"),
                            dagpenge("b", "2022-02-01").to("2022-02-28"),
                            dagpenge("c", "2022-03-02"))))
                    .containsExactly("a 2022-01-01 to 2022-01-31", "b 2022-02-01 to 2022-02-28", "c 2022-03-02 to …");
        }
    }

    @Nested
    class Families {
        @ParameterizedTest
        @CsvSource({
            "DAGPENGE, DAGPENGE",
            "KONTANTHJAELP_JOBPARAT, KONTANTHJAELP",
            "KONTANTHJAELP_AKTIVITETSPARAT, KONTANTHJAELP",
            "UDDANNELSESHJAELP_AABENLYST, UDDANNELSESHJAELP",
            "UDDANNELSESHJAELP_UDDANNELSESPARAT, UDDANNELSESHJAELP",
            "UDDANNELSESHJAELP_AKTIVITETSPARAT, UDDANNELSESHJAELP",
            "SYGEDAGPENGE, SYGEDAGPENGE",
            "JOBAFKLARING, JOBAFKLARING",
            "RESSOURCEFORLOEB, RESSOURCEFORLOEB",
            "LEDIGHEDSYDELSE, LEDIGHEDSYDELSE",
            "REVALIDERING, REVALIDERING",
            "UNKNOWN, NONE",
        })
        void aGroupHasItsFamily(Group group, Family family) {
            assertThat(Family.of(group, day("2025-06-30"))).isEqualTo(family);
        }

        @ParameterizedTest
        @EnumSource(
                value = Group.class,
                names = {
                    "UDDANNELSESHJAELP_AABENLYST",
                    "UDDANNELSESHJAELP_UDDANNELSESPARAT",
                    "UDDANNELSESHJAELP_AKTIVITETSPARAT"
                })
        void uddannelseshjaelpIsKontanthjaelpFromJuly2025(Group group) {
            assertThat(Family.of(group, day("2025-07-01"))).isEqualTo(Family.KONTANTHJAELP);
        }
    }

    /** Families other than DAGPENGE: a change of benefit, and one month without benefit, start anew. */
    @Nested
    class CoursesOfContact {
        @Test
        void groupsOfOneFamilyContinueACourse() {
            assertThat(courses(on(
                            "2022-12-31",
                            spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-01").to("2022-01-31"),
                            spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-02-01"))))
                    .containsExactly("a: a 2022-01-01, b 2022-02-01");
            assertThat(courses(on(
                            "2022-12-31",
                            spell("a", UDDANNELSESHJAELP_AABENLYST, "2022-01-01")
                                    .to("2022-01-31"),
                            spell("b", UDDANNELSESHJAELP_UDDANNELSESPARAT, "2022-02-01")
                                    .to("2022-02-28"),
                            spell("c", UDDANNELSESHJAELP_AKTIVITETSPARAT, "2022-03-01"))))
                    .containsExactly("a: a 2022-01-01, b 2022-02-01, c 2022-03-01");
        }

        @ParameterizedTest
        @CsvSource({
            // examples 04: gapStart 1 April + 1 month = 1 May
            "2022-03-31, 2022-04-30, true",
            "2022-03-31, 2022-05-01, false",
            // clamped: gapStart 31 January + 1 month = 28 February
            "2022-01-30, 2022-02-27, true",
            "2022-01-30, 2022-02-28, false",
            // and 29 February in a leap year
            "2024-01-30, 2024-02-28, true",
            "2024-01-30, 2024-02-29, false",
            // gapStart 29 January 2022 + 1 month = 28 February, too
            "2022-01-28, 2022-02-27, true",
            "2022-01-28, 2022-02-28, false",
        })
        void oneMonthWithoutBenefitStartsAnew(String lastDay, String back, boolean continues) {
            Timeline timeline = on(
                    "2025-01-01",
                    spell("a", KONTANTHJAELP_JOBPARAT, "2021-12-01").to(lastDay),
                    spell("b", KONTANTHJAELP_JOBPARAT, back));

            assertThat(timeline.courses()).hasSize(continues ? 1 : 2);
        }

        @Test
        void aChangeOfBenefitStartsAnewAlsoOnTheWayBack() {
            // §3: "joins the course of the nearest earlier segment that has a family, if that is the same family"
            assertThat(courses(on(
                            "2022-12-31",
                            spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28"),
                            spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-14"),
                            spell("c", KONTANTHJAELP_JOBPARAT, "2022-03-15"))))
                    .containsExactly("a: a 2022-01-10", "b: b 2022-03-01", "c: c 2022-03-15");
        }

        @Test
        void dagpengeBetweenStartsAnewToo() {
            assertThat(courses(on(
                            "2022-12-31",
                            spell("a", SYGEDAGPENGE, "2022-01-10").to("2022-02-28"),
                            dagpenge("b", "2022-03-01").to("2022-03-14"),
                            spell("c", SYGEDAGPENGE, "2022-03-15"))))
                    .containsExactly("a: a 2022-01-10", "b: b 2022-03-01", "c: c 2022-03-15");
        }

        @Test
        void anUnknownGroupIsAGapAndNothingElse() {
            // §3: "UNKNOWN belongs to none: its days count as not on any benefit and its segments are skipped"
            assertThat(courses(on(
                            "2022-12-31",
                            spell("a", JOBAFKLARING, "2022-01-01").to("2022-01-31"),
                            spell("u", UNKNOWN, "2022-02-01").to("2022-02-27"),
                            spell("b", JOBAFKLARING, "2022-02-28").to("2022-03-31"),
                            spell("v", UNKNOWN, "2022-04-01").to("2022-04-30"),
                            spell("c", JOBAFKLARING, "2022-05-01"))))
                    .containsExactly("a: a 2022-01-01, b 2022-02-28", "c: c 2022-05-01");
            assertThat(on("2022-12-31", spell("u", UNKNOWN, "2022-02-01")).courses())
                    .isEmpty();
        }

        @Test
        void theSpellThatOpensASecondCourseGivesItANumber() {
            // example 19: a1 is overlaid and goes on as a1#2
            assertThat(courses(on(
                            "2022-12-31",
                            spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"),
                            spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-20"),
                            spell("c", SYGEDAGPENGE, "2022-05-01").to("2022-05-20"))))
                    .containsExactly(
                            "a: a 2022-01-10",
                            "b: b 2022-03-01",
                            "a#2: a 2022-03-21",
                            "c: c 2022-05-01",
                            "a#3: a 2022-05-21");
        }

        @Test
        void droppedCoursesKeepTheirNumbers() {
            // §3: "(n ≥ 2, dropped ones counted)"
            Timeline timeline = on(
                    "2024-12-31",
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"),
                    spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-20"));

            assertThat(course(timeline, "a").dropped()).isTrue();
            assertThat(course(timeline, "a#2").dropped()).isFalse();
        }

        @Test
        void aCourseWhoseFirstSegmentHasNotBegunDoesNotExist() {
            Timeline timeline = on(
                    "2022-03-10",
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"),
                    spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-20"));

            assertThat(courses(timeline)).containsExactly("a: a 2022-01-10", "b: b 2022-03-01");
            assertThat(today.next()).isEqualTo(day("2022-03-21"));
        }

        @Test
        void segmentsOfACourseThatHaveNotBegunAreKnownButNotItsLatest() {
            Timeline timeline = on(
                    "2022-03-10",
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"),
                    spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-03-01").to("2022-03-20"));
            Course course = course(timeline, "a");

            assertThat(course.segments()).hasSize(3);
            assertThat(course.begun()).isEqualTo(2);
            assertThat(course.latest().spell().spellId()).isEqualTo("b");
            assertThat(course.lastDay()).isEqualTo(day("2022-03-20"));
            assertThat(course.start()).isEqualTo(day("2022-01-10"));
        }
    }

    /** From 2025-07-01 kontanthjælp continues uddannelseshjælp. */
    @Nested
    class MergedBenefit {
        @ParameterizedTest
        @CsvSource({"2025-07-01, 1", "2025-06-30, 2"})
        void kontanthjaelpContinuesACourseOfUddannelseshjaelpFromJuly2025(String back, int courses) {
            assertThat(on(
                                    "2025-12-31",
                                    spell("a", UDDANNELSESHJAELP_AABENLYST, "2025-05-01")
                                            .to("2025-06-20"),
                                    spell("b", KONTANTHJAELP_JOBPARAT, back))
                            .courses())
                    .hasSize(courses);
        }

        @Test
        void uddannelseshjaelpThatStartsInJuly2025ContinuesEither() {
            assertThat(courses(on(
                            "2025-12-31",
                            spell("a", KONTANTHJAELP_JOBPARAT, "2025-05-01").to("2025-06-30"),
                            spell("b", UDDANNELSESHJAELP_AABENLYST, "2025-07-01"))))
                    .containsExactly("a: a 2025-05-01, b 2025-07-01");
            assertThat(courses(on(
                            "2025-12-31",
                            spell("a", UDDANNELSESHJAELP_AABENLYST, "2025-05-01")
                                    .to("2025-06-30"),
                            spell("b", UDDANNELSESHJAELP_AKTIVITETSPARAT, "2025-07-01"))))
                    .containsExactly("a: a 2025-05-01, b 2025-07-01");
        }

        @Test
        void uddannelseshjaelpThatStartedBeforeDoesNotContinueKontanthjaelp() {
            assertThat(on(
                                    "2025-12-31",
                                    spell("a", KONTANTHJAELP_JOBPARAT, "2025-05-01")
                                            .to("2025-06-29"),
                                    spell("b", UDDANNELSESHJAELP_AABENLYST, "2025-06-30"))
                            .courses())
                    .hasSize(2);
        }

        @Test
        void itIsTheFirstDayOfTheSegmentThatCountsNotOfTheSpell() {
            // the spell of January shows again from 11 July, as kontanthjælp
            Timeline timeline = on(
                    "2025-12-31",
                    spell("a", UDDANNELSESHJAELP_AABENLYST, "2025-01-01"),
                    spell("b", KONTANTHJAELP_JOBPARAT, "2025-07-01").to("2025-07-10"));

            assertThat(courses(timeline)).containsExactly("a: a 2025-01-01, b 2025-07-01, a 2025-07-11");
            assertThat(timeline.segments().get(0).family()).isEqualTo(Family.UDDANNELSESHJAELP);
            assertThat(timeline.segments().get(2).family()).isEqualTo(Family.KONTANTHJAELP);
            assertThat(timeline.courses().get(0).family()).isEqualTo(Family.KONTANTHJAELP);
        }

        @Test
        void theGapMustStillBeUnderAMonth() {
            // example 16: gapStart 11 July + 1 month = 11 August
            for (String back : List.of("2025-08-10", "2025-08-11")) {
                assertThat(on(
                                        "2025-12-31",
                                        spell("a", UDDANNELSESHJAELP_AABENLYST, "2025-05-01")
                                                .to("2025-07-10"),
                                        spell("b", KONTANTHJAELP_JOBPARAT, back))
                                .courses())
                        .hasSize(back.equals("2025-08-10") ? 1 : 2);
            }
        }

        @Test
        void otherFamiliesAreNotMerged() {
            assertThat(on(
                                    "2025-12-31",
                                    spell("a", UDDANNELSESHJAELP_AABENLYST, "2025-05-01")
                                            .to("2025-06-30"),
                                    spell("b", JOBAFKLARING, "2025-07-01"))
                            .courses())
                    .hasSize(2);
            assertThat(on(
                                    "2025-12-31",
                                    spell("a", JOBAFKLARING, "2025-05-01").to("2025-06-30"),
                                    spell("b", KONTANTHJAELP_JOBPARAT, "2025-07-01"))
                            .courses())
                    .hasSize(2);
        }
    }

    /** One course per dagpengeperiode, whatever lies between. */
    @Nested
    class CoursesOfDagpenge {
        @Test
        void monthsWithoutBenefitAndOtherBenefitsDoNotEndIt() {
            assertThat(courses(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-10").to("2022-02-28"),
                            spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-05-31"),
                            dagpenge("c", "2022-10-03"))))
                    .containsExactly("a: a 2022-01-10, c 2022-10-03", "b: b 2022-03-01");
        }

        @ParameterizedTest
        @CsvSource({
            // P(course) = 1 January, last day 28 February: later than both
            "2022-03-01, 2",
            // not later than the last day of the previous segment
            "2022-02-28, 1",
            "2022-02-10, 1",
            // not later than P
            "2022-01-01, 1",
            "2021-12-01, 1",
        })
        void aLaterPeriodThatBeganAfterTheLastDayIsANewCourse(String periodStart, int courses) {
            Timeline timeline = on(
                    "2022-12-31",
                    dagpenge("a", "2022-01-01").to("2022-02-28"),
                    dagpenge("b", "2022-04-01").period(periodStart));

            assertThat(timeline.courses()).hasSize(courses);
        }

        @Test
        void thePeriodOfACourseIsThatOfItsFirstSegment() {
            // P = 1 March (stated, later than the first day); 1 March is not later than P
            assertThat(on(
                                    "2022-12-31",
                                    dagpenge("a", "2022-01-01").to("2022-02-27").period("2022-03-01"),
                                    dagpenge("b", "2022-04-01").period("2022-03-01"))
                            .courses())
                    .hasSize(1);
            assertThat(on(
                                    "2022-12-31",
                                    dagpenge("a", "2022-01-01").to("2022-02-27").period("2022-03-01"),
                                    dagpenge("b", "2022-04-01").period("2022-03-02"))
                            .courses())
                    .hasSize(2);
        }

        @Test
        void thePeriodOfALaterSegmentDoesNotMoveThatOfTheCourse() {
            // b's period is not after a's last day, so b continues; c is compared with a's P and b's last day
            assertThat(courses(on(
                            "2023-12-31",
                            dagpenge("a", "2022-01-01").to("2022-02-28"),
                            dagpenge("b", "2022-03-01").period("2022-02-28").to("2022-05-31"),
                            dagpenge("c", "2022-07-01").period("2022-05-31").to("2022-07-31"),
                            dagpenge("d", "2022-09-01").period("2022-08-01"))))
                    .containsExactly("a: a 2022-01-01, b 2022-03-01, c 2022-07-01", "d: d 2022-09-01");
        }

        @ParameterizedTest
        @CsvSource({
            // last day + 5 years < first day
            "2016-03-31, 2021-03-31, 1",
            "2016-03-31, 2021-04-01, 2",
            // 29 February + 5 years is clamped to 28 February
            "2016-02-29, 2021-02-28, 1",
            "2016-02-29, 2021-03-01, 2",
        })
        void fiveYearsBetweenStartAnew(String lastDay, String back, int courses) {
            assertThat(on("2021-12-31", dagpenge("a", "2016-01-01").to(lastDay), dagpenge("b", back))
                            .courses())
                    .hasSize(courses);
        }

        @Test
        void aSegmentContinuesTheLatestCourse() {
            assertThat(courses(on(
                            "2023-12-31",
                            dagpenge("a", "2022-01-01").to("2022-02-28"),
                            dagpenge("b", "2022-04-01").period("2022-04-01").to("2022-04-30"),
                            dagpenge("c", "2022-06-01"))))
                    .containsExactly("a: a 2022-01-01", "b: b 2022-04-01, c 2022-06-01");
        }

        @Test
        void anOverlaidSpellOfAnOlderPeriodContinuesTheLatestCourse() {
            // a shows again after b; its period is not later than b's
            assertThat(courses(on(
                            "2022-12-31",
                            dagpenge("a", "2022-01-01").period("2022-01-01"),
                            dagpenge("b", "2022-04-01").period("2022-04-01").to("2022-04-30"))))
                    .containsExactly("a: a 2022-01-01", "b: b 2022-04-01, a 2022-05-01");
        }
    }

    @Nested
    class Running {
        private boolean runs(String day, Samples.Spell... spells) {
            return course(on(day, spells), "a").runs();
        }

        private final Samples.Spell ends =
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-03-31");

        @Test
        void aCourseRunsWhileASegmentLasts() {
            assertThat(runs("2022-03-31", ends)).isTrue();
            assertThat(runs("2022-03-31", spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10")))
                    .isTrue();
        }

        @Test
        void aCourseRunsForFiveDaysMoreWhileNothingElseIsKnown() {
            // §3: "within 5 days after the last day … (registration lag)": 31 March + 5 = 5 April
            assertThat(runs("2022-04-05", ends)).isTrue();
            assertThat(today.next()).isEqualTo(day("2022-04-06"));
            assertThat(runs("2022-04-06", ends)).isFalse();
        }

        @Test
        void aLaterSegmentWithAFamilyEndsTheLag() {
            Samples.Spell later = spell("b", SYGEDAGPENGE, "2022-04-02");

            assertThat(runs("2022-04-01", ends, later)).isTrue();
            assertThat(runs("2022-04-02", ends, later)).isFalse();
        }

        @Test
        void aLaterSegmentOfAnUnknownGroupDoesNotEndTheLag() {
            assertThat(runs("2022-04-05", ends, spell("u", UNKNOWN, "2022-04-01")))
                    .isTrue();
            assertThat(runs("2022-04-06", ends, spell("u", UNKNOWN, "2022-04-01")))
                    .isFalse();
        }

        @Test
        void aDagpengeCourseThatIsInterruptedDoesNotRun() {
            Samples.Spell a = dagpenge("a", "2022-01-10");
            Samples.Spell b = spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-20");

            assertThat(runs("2022-02-28", a, b)).isTrue();
            assertThat(runs("2022-03-01", a, b)).isFalse();
            assertThat(runs("2022-03-20", a, b)).isFalse();
            assertThat(runs("2022-03-21", a, b)).isTrue();
        }
    }

    @Nested
    class Closing {
        private LocalDate closedOn(String day, Samples.Spell... spells) {
            return course(on(day, spells), "a").closedOn();
        }

        @Test
        void aCourseOfContactClosesAMonthAfterItsLastDay() {
            // 31 March + 1 day + 1 month = 1 May
            Samples.Spell a = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-03-31");

            assertThat(closedOn("2022-04-30", a)).isEqualTo(Days.NEVER);
            assertThat(course(on("2022-04-30", a), "a").closed()).isFalse();
            assertThat(today.next()).isEqualTo(day("2022-05-01"));
            assertThat(closedOn("2022-05-01", a)).isEqualTo(day("2022-05-01"));
            assertThat(course(on("2022-05-01", a), "a").closed()).isTrue();
        }

        @Test
        void aCourseOfContactClosesWhenAnotherFamilyBegins() {
            Samples.Spell a = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-03-31");

            assertThat(closedOn("2022-04-10", a, spell("b", SYGEDAGPENGE, "2022-04-10")))
                    .isEqualTo(day("2022-04-10"));
            assertThat(closedOn("2022-04-10", a, dagpenge("b", "2022-04-10"))).isEqualTo(day("2022-04-10"));
            assertThat(closedOn("2022-04-10", a, spell("b", UNKNOWN, "2022-04-10")))
                    .isEqualTo(Days.NEVER);
        }

        @Test
        void theEarliestReasonCloses() {
            Samples.Spell a = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-03-31");

            assertThat(closedOn("2022-12-31", a, spell("b", SYGEDAGPENGE, "2022-06-01")))
                    .isEqualTo(day("2022-05-01"));
            assertThat(closedOn("2022-12-31", a, spell("b", KONTANTHJAELP_JOBPARAT, "2022-05-01")))
                    .isEqualTo(day("2022-05-01"));
        }

        @Test
        void aCourseThatIsGoneOnWithIsNotClosed() {
            assertThat(closedOn(
                            "2022-12-31",
                            spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-03-31"),
                            spell("b", KONTANTHJAELP_JOBPARAT, "2022-04-15")))
                    .isEqualTo(Days.NEVER);
        }

        @Test
        void aCourseOfDagpengeClosesAfterFiveYears() {
            // 31 March 2016 + 5 years + 1 day
            Samples.Spell a = dagpenge("a", "2016-01-10").to("2016-03-31");

            assertThat(closedOn("2021-03-31", a)).isEqualTo(Days.NEVER);
            assertThat(today.next()).isEqualTo(day("2021-04-01"));
            assertThat(closedOn("2021-04-01", a)).isEqualTo(day("2021-04-01"));
            // 29 February 2016 + 5 years = 28 February 2021, + 1 day
            assertThat(closedOn("2021-12-31", dagpenge("a", "2016-01-10").to("2016-02-29")))
                    .isEqualTo(day("2021-03-01"));
        }

        @Test
        void aCourseOfDagpengeClosesWhenTheNextPeriodBegins() {
            // example 19 b
            Samples.Spell a = dagpenge("a", "2022-03-01").to("2022-08-31");
            Samples.Spell b = dagpenge("b", "2022-09-01").period("2022-09-01");

            assertThat(closedOn("2022-08-31", a, b)).isEqualTo(Days.NEVER);
            assertThat(closedOn("2022-09-01", a, b)).isEqualTo(day("2022-09-01"));
        }

        @Test
        void aCourseOfDagpengeIsNotClosedByOtherBenefits() {
            assertThat(closedOn(
                            "2023-12-31",
                            dagpenge("a", "2022-03-01").to("2022-08-31"),
                            spell("b", SYGEDAGPENGE, "2022-09-01")))
                    .isEqualTo(Days.NEVER);
        }

        @Test
        void aPeriodThatBeginsAfterFiveYearsClosesNothingEarlier() {
            assertThat(closedOn(
                            "2022-12-31", dagpenge("a", "2016-01-10").to("2016-03-31"), dagpenge("b", "2021-06-01")))
                    .isEqualTo(day("2021-04-01"));
        }

        @Test
        void anOpenEndedSegmentThatIsOverlaidEndsWhereItIsOverlaid() {
            // the later segment of b's period has begun; a's next segment belongs to b's course
            Timeline timeline = on(
                    "2022-04-10",
                    dagpenge("a", "2022-01-01").period("2022-01-01"),
                    dagpenge("b", "2022-04-01").period("2022-04-01").to("2022-04-30"));

            assertThat(course(timeline, "a").lastDay()).isEqualTo(day("2022-03-31"));
            assertThat(course(timeline, "a").closedOn()).isEqualTo(day("2022-04-01"));
            assertThat(course(timeline, "b").lastDay()).isEqualTo(day("2022-04-30"));
            assertThat(course(timeline, "b").closedOn()).isEqualTo(Days.NEVER);
        }

        @Test
        void aCourseIsDroppedTwelveMonthsAfterItClosed() {
            // closedOn 1 May 2022 + 12 months
            Samples.Spell a = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-03-31");

            assertThat(course(on("2023-04-30", a), "a").dropped()).isFalse();
            assertThat(today.next()).isEqualTo(day("2023-05-01"));
            assertThat(course(on("2023-05-01", a), "a").dropped()).isTrue();
            assertThat(today.next()).isEqualTo(Days.NEVER);
        }

        @Test
        void aCourseClosedOnTheTwentyNinthOfFebruaryIsDroppedOnTheTwentyEighth() {
            Samples.Spell a = spell("a", KONTANTHJAELP_JOBPARAT, "2024-01-10").to("2024-02-10");
            Samples.Spell b = spell("b", SYGEDAGPENGE, "2024-02-29");

            assertThat(course(on("2025-02-27", a, b), "a").dropped()).isFalse();
            assertThat(course(on("2025-02-28", a, b), "a").dropped()).isTrue();
        }

        @Test
        void aCourseThatIsOpenIsNeitherClosedNorDropped() {
            Course course = course(on("2050-01-01", spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10")), "a");

            assertThat(course.lastDay()).isEqualTo(Days.NEVER);
            assertThat(course.closed()).isFalse();
            assertThat(course.dropped()).isFalse();
            assertThat(course.runs()).isTrue();
            assertThat(course.dagpenge()).isFalse();
            assertThat(today.next()).isEqualTo(Days.NEVER);
        }
    }
}
