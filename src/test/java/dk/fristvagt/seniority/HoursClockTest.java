package dk.fristvagt.seniority;

import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.seniority.HoursClock.MonthOfHours;
import dk.fristvagt.seniority.HoursClock.Reach;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hours clock (domain.md §4). Hours are hundredths.
 *
 * <p>Mondays to Fridays of 2022: January 21, February 20, March 23, April 21, May 22, June 22, July 21, August 23,
 * September 22, October 21, November 22, December 22.
 */
class HoursClockTest {
    /** Units of a hundredth of an hour of somebody insured full-time. */
    private static final long FULL = 13_000;

    /** Units of a hundredth of an hour of somebody insured part-time. */
    private static final long PART = 16_033;

    private Today today;
    private Timeline timeline;
    private HoursClock clock;

    private void on(String day, Draft<?>... drafts) {
        Facts facts = known(drafts);
        today = new Today(day(day));
        timeline = Timeline.of(facts.spells(), today);
        clock = new HoursClock(facts.hours(), timeline, today);
    }

    private Course course(String id) {
        return timeline.courses().stream()
                .filter(course -> course.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private LocalDate reach(int months) {
        return clock.reach(course("a"), months, 1).day();
    }

    private boolean confirmed(int months) {
        return clock.reach(course("a"), months, 1).confirmed();
    }

    private long units(String day) {
        return clock.unitsUntil(course("a"), day(day));
    }

    private MonthOfHours month(String month) {
        YearMonth wanted = YearMonth.parse(month);
        return clock.months(course("a"), wanted.atEndOfMonth()).stream()
                .filter(shown -> shown.month().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Spread {
        @Test
        void hoursOfAMonthAreSpreadOverItsWeekdays() {
            // 100 over 23 weekdays: floor(100 i / 23) = 4, 8, 13, 17 (Fri 4 March), 21 (Mon 7 March) … 100
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", 100));

            assertThat(units("2022-02-28")).isZero();
            assertThat(units("2022-03-01")).isEqualTo(4 * FULL);
            assertThat(units("2022-03-02")).isEqualTo(8 * FULL);
            assertThat(units("2022-03-03")).isEqualTo(13 * FULL);
            assertThat(units("2022-03-04")).isEqualTo(17 * FULL);
            assertThat(units("2022-03-05")).isEqualTo(17 * FULL);
            assertThat(units("2022-03-06")).isEqualTo(17 * FULL);
            assertThat(units("2022-03-07")).isEqualTo(21 * FULL);
            assertThat(units("2022-03-30")).isEqualTo(95 * FULL);
            assertThat(units("2022-03-31")).isEqualTo(100 * FULL);
        }

        @Test
        void onlyWeekdaysOnDagpengeAreActive() {
            // 1-10 March has 8, 21-31 March has 9 weekdays: 17, 100 hundredths each
            on(
                    "2022-04-05",
                    dagpenge("a", "2022-03-01"),
                    spell("s", SYGEDAGPENGE, "2022-03-11").to("2022-03-20"),
                    paid("2022-03", 1_700));

            assertThat(units("2022-03-09")).isEqualTo(700 * FULL);
            assertThat(units("2022-03-10")).isEqualTo(800 * FULL);
            assertThat(units("2022-03-20")).isEqualTo(800 * FULL);
            assertThat(units("2022-03-21")).isEqualTo(900 * FULL);
            assertThat(units("2022-03-31")).isEqualTo(1_700 * FULL);
            assertThat(month("2022-03"))
                    .isEqualTo(new MonthOfHours(
                            YearMonth.of(2022, 3), 17, 23, 16_033, true, 0, 1_700, false, 1_700, day("2022-03-01")));
        }

        @Test
        void coursesInOneMonthShareItsHours() {
            // a has 11 weekdays (1-15 March), b 12: floor(100 x 11 / 23) = 47, the rest is b's
            on(
                    "2022-04-05",
                    dagpenge("a", "2022-03-01").to("2022-03-15"),
                    dagpenge("b", "2022-03-16").period("2022-03-16"),
                    paid("2022-03", 100));

            assertThat(clock.unitsUntil(course("a"), day("2022-03-31"))).isEqualTo(47 * FULL);
            assertThat(clock.unitsUntil(course("b"), day("2022-03-15"))).isZero();
            // floor(100 x 12 / 23) = 52, 52 - 47
            assertThat(clock.unitsUntil(course("b"), day("2022-03-16"))).isEqualTo(5 * FULL);
            assertThat(clock.unitsUntil(course("b"), day("2022-03-31"))).isEqualTo(53 * FULL);
            assertThat(month("2022-03").ofCourse()).isEqualTo(47);
            assertThat(month("2022-03").hundredths()).isEqualTo(100);
            assertThat(clock.months(course("b"), day("2022-03-31"))).hasSize(1);
            assertThat(clock.months(course("b"), day("2022-03-31")).get(0).ofCourse())
                    .isEqualTo(53);
        }

        @Test
        void aCourseReachesInsideTheSecondHalfOfASharedMonth() {
            // b: one month is 16 033. March's H = 23 000, 1 000 a weekday: from 16 March 12 weekdays = 12 000; rest
            // 4 033 in April, reported 21 000, 1 000 a weekday: the 5th weekday of April = 7 April
            on(
                    "2022-05-05",
                    dagpenge("a", "2022-03-01").to("2022-03-15"),
                    dagpenge("b", "2022-03-16").period("2022-03-16"),
                    paid("2022-03", 23_000),
                    paid("2022-04", 21_000));

            assertThat(clock.reach(course("b"), 1, 1)).isEqualTo(new Reach(day("2022-04-07"), true));
            // half a month is 8 016.5: the 9th weekday from 16 March = 28 March
            assertThat(clock.reach(course("b"), 1, 2).day()).isEqualTo(day("2022-03-28"));
            // a: half a month: the 9th weekday of March = 11 March
            assertThat(clock.reach(course("a"), 1, 2).day()).isEqualTo(day("2022-03-11"));
            assertThat(clock.reach(course("a"), 1, 1).day()).isEqualTo(Days.NEVER);
        }
    }

    @Nested
    class Projection {
        @Test
        void whatIsNotReportedIsAFullMonth() {
            // example 01: r = 1000, complete on the last weekday: 31 March, 29 April, 31 May
            on("2022-03-01", dagpenge("a", "2022-03-01"));

            assertThat(reach(1)).isEqualTo(day("2022-03-31"));
            assertThat(reach(2)).isEqualTo(day("2022-04-29"));
            assertThat(reach(3)).isEqualTo(day("2022-05-31"));
            assertThat(reach(6)).isEqualTo(day("2022-08-31"));
            assertThat(month("2022-03"))
                    .isEqualTo(new MonthOfHours(
                            YearMonth.of(2022, 3),
                            23,
                            23,
                            16_033,
                            false,
                            1_000,
                            16_033,
                            false,
                            16_033,
                            day("2022-06-01")));
        }

        @Test
        void anOpenEndedSpellIsProjectedForEver() {
            on("2022-03-01", dagpenge("a", "2022-03-01"));

            assertThat(reach(16)).isEqualTo(day("2023-06-30"));
            assertThat(reach(240)).isEqualTo(day("2042-02-28"));
        }

        @Test
        void aPartOfAMonthIsItsShareOfTheWeekdays() {
            // example 03: 15 of 22 weekdays of May: floor(16 033 x 15 / 22) = 10 931
            on("2022-05-18", dagpenge("a", "2022-03-01").to("2022-05-20"));

            assertThat(month("2022-05").hundredths()).isEqualTo(10_931);
            assertThat(month("2022-05").activeWeekdays()).isEqualTo(15);
            // 32 066 + 10 931 = 42 997 < 48 099
            assertThat(clock.reach(course("a"), 3, 1)).isEqualTo(new Reach(Days.NEVER, false));
            assertThat(units("2022-12-31")).isEqualTo(42_997 * FULL);
        }

        @Test
        void supplementaryDagpengeGoesOnAtItsOwnPace() {
            // example 02: r = floor(1000 x 8 016 / 16 033) = 499, H = floor(16 033 x 0.499) = 8 000; 48 016 at the end
            // of
            // August, the rest of 83 on the first weekday of September
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", 8_016));

            assertThat(month("2022-04"))
                    .isEqualTo(new MonthOfHours(
                            YearMonth.of(2022, 4), 21, 21, 16_033, false, 499, 8_000, false, 8_000, day("2022-07-01")));
            assertThat(units("2022-08-31")).isEqualTo(48_016 * FULL);
            assertThat(reach(3)).isEqualTo(day("2022-09-01"));
        }

        @Test
        void theShareAndThePaceAreRoundedDownTogether() {
            // r = floor(1000 x 14 430 / 16 033) = 900; floor(16 033 x 15 x 900 / (1000 x 22)) = 9 838, not
            // floor(10 931 x 0.9) = 9 837
            on("2022-05-01", dagpenge("a", "2022-03-01").to("2022-05-20"), paid("2022-03", 14_430));

            assertThat(month("2022-05").rate()).isEqualTo(900);
            assertThat(month("2022-05").hundredths()).isEqualTo(9_838);
        }

        @Test
        void thePaceIsThatOfTheLatestThreeReportedMonths() {
            // February to April: floor(1000 x 24 000 / 48 099) = 498; with January it would be 374
            on(
                    "2022-05-05",
                    dagpenge("a", "2022-01-01"),
                    paid("2022-01", 0),
                    paid("2022-02", 9_000),
                    paid("2022-03", 8_000),
                    paid("2022-04", 7_000));

            assertThat(month("2022-05").rate()).isEqualTo(498);
            // January, February and March alone: floor(1000 x 17 000 / 48 099) = 353
            on(
                    "2022-05-05",
                    dagpenge("a", "2022-01-01"),
                    paid("2022-01", 0),
                    paid("2022-02", 9_000),
                    paid("2022-03", 8_000));
            assertThat(month("2022-04").rate()).isEqualTo(353);
            assertThat(month("2022-05").rate()).isEqualTo(353);
        }

        @Test
        void thePaceOfManyMonthsIsThatOfTheLatestThree() {
            // November 2021 to March 2022: the latest three have 6 000, 7 000 and 9 000: floor(22 000 / 48.099) = 457
            on(
                    "2022-05-05",
                    dagpenge("a", "2021-11-01"),
                    paid("2021-11", 4_000),
                    paid("2021-12", 5_000),
                    paid("2022-01", 6_000),
                    paid("2022-02", 7_000),
                    paid("2022-03", 9_000));

            assertThat(month("2022-04").rate()).isEqualTo(457);
        }

        @Test
        void aMonthThatIsNoLongerAmongTheLatestThreeTakesItsNormAlong() {
            // 16-30 November 2021 has half the norm; December to February: floor(1000 x 24 000 / 48 099) = 498
            on(
                    "2022-05-05",
                    dagpenge("a", "2021-11-16"),
                    paid("2021-11", 8_000),
                    paid("2021-12", 8_000),
                    paid("2022-01", 8_000),
                    paid("2022-02", 8_000));

            assertThat(month("2022-03").rate()).isEqualTo(498);
        }

        @Test
        void fewerThanThreeReportedMonthsAreEnough() {
            // floor(1000 x (16 033 + 8 000) / 32 066) = 749
            on("2022-03-05", dagpenge("a", "2022-01-01"), paid("2022-01", 16_033), paid("2022-02", 8_000));

            assertThat(month("2022-03").rate()).isEqualTo(749);
        }

        @Test
        void onlyMonthsBeforeItSetThePaceOfAMonth() {
            // April lies between two reports; May's do not count for it
            on("2022-06-05", dagpenge("a", "2022-03-01"), paid("2022-03", 8_016), paid("2022-05", 16_033));

            assertThat(month("2022-04").rate()).isEqualTo(499);
            // March and May: floor(1000 x 24 049 / 32 066) = 749
            assertThat(month("2022-06").rate()).isEqualTo(749);
            assertThat(month("2022-05").rate()).isZero();
        }

        @Test
        void theNormOfAReportedMonthIsItsShareOfTheWeekdays() {
            // 16-31 March: 12 of 23 weekdays: floor(16 033 x 12 / 23) = 8 365; floor(1000 x 6 000 / 8 365) = 717
            on("2022-04-05", dagpenge("a", "2022-03-16"), paid("2022-03", 6_000));

            assertThat(month("2022-04").rate()).isEqualTo(717);
        }

        @Test
        void theNormIsPartTimeForWhoIsInsuredPartTime() {
            // floor(1000 x 6 500 / 13 000) = 500; H = 13 000 x 0.5
            on("2022-04-05", dagpenge("a", "2022-03-01").partTime(), paid("2022-03", 6_500));

            assertThat(month("2022-04").rate()).isEqualTo(500);
            assertThat(month("2022-04").hundredths()).isEqualTo(6_500);
        }

        @ParameterizedTest
        @CsvSource({
            // §4: r = clamp(…, 250, 1000); 250/1000 of 16 033 is 4 008.25
            "0, 250, 4008",
            "1000, 250, 4008",
            "4024, 250, 4008",
            "4025, 251, 4024",
            "16032, 999, 16016",
            "16033, 1000, 16033",
            "20000, 1000, 16033",
        })
        void thePaceIsAtLeastAQuarterAndAtMostFull(int reported, int rate, int hundredths) {
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", reported));

            assertThat(month("2022-04").rate()).isEqualTo(rate);
            assertThat(month("2022-04").hundredths()).isEqualTo(hundredths);
        }

        @Test
        void thePaceGoesOnAcrossCoursesAndYears() {
            // §4: "whatever course or year"
            on(
                    "2022-03-01",
                    dagpenge("b", "2018-03-01").to("2018-03-31"),
                    dagpenge("a", "2022-03-01").period("2022-03-01"),
                    paid("2018-03", 8_016));

            assertThat(timeline.courses()).hasSize(2);
            // March 2018 has 22 weekdays, all active
            assertThat(month("2022-03").rate()).isEqualTo(499);
        }

        @Test
        void aReportedMonthWithoutActiveWeekdaysSetsNoPace() {
            // §4: "reported months before it that have a > 0"
            on(
                    "2022-06-01",
                    dagpenge("a", "2022-03-01").to("2022-03-31"),
                    dagpenge("b", "2022-05-01"),
                    paid("2022-02", 1),
                    paid("2022-03", 8_016),
                    paid("2022-04", 2_000));

            assertThat(month("2022-05").rate()).isEqualTo(499);
        }

        @Test
        void aReportedMonthCountsAsItIs() {
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", 16_032));

            // 16 032 < 16 033: the rest of 1 on the first weekday of April
            assertThat(reach(1)).isEqualTo(day("2022-04-01"));
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", 16_033));
            assertThat(reach(1)).isEqualTo(day("2022-03-31"));
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", 17_600));
            // ceil(16 033 x 23 / 17 600) = ceil(20.95) = 21st weekday = 29 March
            assertThat(reach(1)).isEqualTo(day("2022-03-29"));
        }

        @Test
        void dagpengeOnAWeekendAloneIsNoMonth() {
            // 30 April and 1 May 2022 are Saturday and Sunday
            on("2022-05-10", dagpenge("a", "2022-04-30").to("2022-05-01"));

            assertThat(clock.months(course("a"), day("2022-12-31"))).isEmpty();
            assertThat(units("2022-12-31")).isZero();
            assertThat(clock.reach(course("a"), 1, 1)).isEqualTo(new Reach(Days.NEVER, false));
        }

        @Test
        void whatComesAfterSpellsThatHaveEndedIsNotLaidOut() {
            on("2022-05-10", dagpenge("a", "2022-03-01").to("2022-04-30"));

            assertThat(clock.months(course("a"), day("2050-12-31"))).hasSize(2);
        }

        @Test
        void thePartOfASpellThatShowsAgainLaterIsProjectedToo() {
            // §3: "Segments of begun spells that lie after D serve the projection only": 1-31 March, 1-31 May
            on(
                    "2022-04-10",
                    dagpenge("a", "2022-03-01").to("2022-05-31"),
                    spell("s", SYGEDAGPENGE, "2022-04-01").to("2022-04-30"));

            assertThat(reach(2)).isEqualTo(day("2022-05-31"));
        }

        @Test
        void aMonthIsShownToTheDayAskedFor() {
            on("2022-05-10", dagpenge("a", "2022-03-10"));

            assertThat(clock.months(course("a"), day("2022-02-28"))).isEmpty();
            assertThat(clock.months(course("a"), day("2022-04-01")))
                    .extracting(MonthOfHours::month)
                    .containsExactly(YearMonth.of(2022, 3), YearMonth.of(2022, 4));
            assertThat(clock.months(course("a"), day("2022-03-31"))).hasSize(1);
        }
    }

    @Nested
    class Insurance {
        @Test
        void aPartTimeMonthIs130Hours() {
            // example 07
            on("2024-01-01", dagpenge("a", "2024-01-01").partTime());

            assertThat(reach(1)).isEqualTo(day("2024-01-31"));
            assertThat(reach(2)).isEqualTo(day("2024-02-29"));
            assertThat(reach(3)).isEqualTo(day("2024-03-29"));
            assertThat(month("2024-01").fullMonth()).isEqualTo(13_000);
            assertThat(units("2024-01-31")).isEqualTo(13_000 * PART).isEqualTo(HoursClock.UNITS_PER_MONTH);
        }

        @Test
        void anUnknownInsuranceIsFullTime() {
            on("2022-03-01", dagpenge("a", "2022-03-01").insured(BenefitSpell.Insurance.UNKNOWN));

            assertThat(month("2022-03").fullMonth()).isEqualTo(16_033);
            assertThat(units("2022-03-31")).isEqualTo(16_033 * FULL);
        }

        @Test
        void fullTimeAndPartTimeMonthsAreAddedUp() {
            // example 17: March F = 16 033 = 1 month; April Q = 13 000; half of it on the 11th of 21 weekdays, 15 April
            on(
                    "2022-04-01",
                    dagpenge("a", "2022-03-01").to("2022-03-31"),
                    dagpenge("a2", "2022-04-01").partTime());

            assertThat(reach(1)).isEqualTo(day("2022-03-31"));
            assertThat(clock.reach(course("a"), 3, 2).day()).isEqualTo(day("2022-04-15"));
            assertThat(reach(3)).isEqualTo(day("2022-05-31"));
        }

        @Test
        void theLengthOfAMixedMonthIsThatOfItsLastActiveWeekday() {
            // 11 weekdays full-time, 12 part-time: L = 13 000; F = floor(13 000 x 11 / 23) = 6 217, Q = 6 783
            on(
                    "2022-04-01",
                    dagpenge("a", "2022-03-01").to("2022-03-15"),
                    dagpenge("a2", "2022-03-16").partTime());

            assertThat(month("2022-03").fullMonth()).isEqualTo(13_000);
            assertThat(month("2022-03").hundredths()).isEqualTo(13_000);
            assertThat(units("2022-03-15")).isEqualTo(6_217 * FULL);
            assertThat(units("2022-03-31")).isEqualTo(6_217 * FULL + 6_783 * PART);
            // half a month is 104 214 500: 80 821 000 + 23 393 500; 23 393 500 / 16 033 = 1 459.1 -> 1 460 of
            // part-time:
            // floor(13 000 x 13 / 23) - 6 217 = 1 130, floor(13 000 x 14 / 23) - 6 217 = 1 696: the 3rd = 18 March
            assertThat(clock.reach(course("a"), 1, 2).day()).isEqualTo(day("2022-03-18"));
        }

        @Test
        void aWeekendAtTheEndOfAMonthDoesNotDecideItsLength() {
            // 30 and 31 July 2022 are Saturday and Sunday
            on(
                    "2022-08-01",
                    dagpenge("a", "2022-07-01").to("2022-07-29"),
                    dagpenge("a2", "2022-07-30").partTime());

            assertThat(month("2022-07").fullMonth()).isEqualTo(16_033);
            assertThat(month("2022-07").activeWeekdays()).isEqualTo(21);
        }
    }

    @Nested
    class MonthsWithoutActiveWeekdays {
        @Test
        void theirHoursFallOnTheLastDayOfTheLatestSegmentBefore() {
            // example 17 b: 16 033 + 16 033 + 11 000 = 43 066; June has no weekday on dagpenge: 6 000 on 30 June
            on(
                    "2022-07-05",
                    dagpenge("a", "2022-03-01").to("2022-05-20"),
                    paid("2022-03", 16_033),
                    paid("2022-04", 16_033),
                    paid("2022-05", 11_000),
                    paid("2022-06", 6_000));

            assertThat(units("2022-06-29")).isEqualTo(43_066 * FULL);
            assertThat(units("2022-06-30")).isEqualTo(49_066 * FULL);
            assertThat(units("2023-06-30")).isEqualTo(49_066 * FULL);
            assertThat(clock.reach(course("a"), 3, 1)).isEqualTo(new Reach(day("2022-06-30"), true));
            assertThat(month("2022-06"))
                    .isEqualTo(new MonthOfHours(
                            YearMonth.of(2022, 6), 0, 22, 0, true, 0, 6_000, false, 6_000, day("2022-06-01")));
        }

        @Test
        void theyCountWithTheInsuranceOfThatSegment() {
            on(
                    "2022-07-05",
                    dagpenge("a", "2022-03-01").to("2022-04-30"),
                    dagpenge("b", "2022-05-01").to("2022-05-20").partTime(),
                    paid("2022-05", 0),
                    paid("2022-06", 6_000));

            assertThat(units("2022-06-30") - units("2022-06-29")).isEqualTo(6_000 * PART);
        }

        @Test
        void theyBelongToTheCourseOfThatSegment() {
            on(
                    "2022-08-05",
                    dagpenge("a", "2022-03-01").to("2022-03-31"),
                    dagpenge("b", "2022-05-01").period("2022-05-01").to("2022-05-31"),
                    paid("2022-03", 0),
                    paid("2022-04", 4_000),
                    paid("2022-05", 0),
                    paid("2022-06", 6_000));

            assertThat(clock.unitsUntil(course("a"), day("2022-12-31"))).isEqualTo(4_000 * FULL);
            assertThat(clock.unitsUntil(course("b"), day("2022-12-31"))).isEqualTo(6_000 * FULL);
            assertThat(clock.months(course("a"), day("2022-12-31"))).hasSize(2);
        }

        @Test
        void aSegmentThatStartsOnTheLastDayOfTheMonthIsNotBeforeIt() {
            // 30 April 2022 is a Saturday: April has no active weekday; "whose first day is before it" is not a's
            on("2022-06-05", dagpenge("a", "2022-04-30"), paid("2022-04", 4_000), paid("2022-05", 0));

            assertThat(units("2022-05-31")).isZero();
            // 29 January 2022 is a Saturday and not the last day
            on("2022-06-05", dagpenge("a", "2022-01-29"), paid("2022-01", 4_000), paid("2022-02", 0));
            assertThat(units("2022-01-30")).isZero();
            assertThat(units("2022-01-31")).isEqualTo(units("2022-02-28"));
        }

        @Test
        void aWeekendOnDagpengeBeforeTheLastDayTakesThem() {
            // 30 and 31 July 2022 are Saturday and Sunday; the first day 30 July is before 31 July
            on("2022-10-05", dagpenge("a", "2022-07-30"), paid("2022-07", 4_000), paid("2022-08", 0));

            assertThat(units("2022-07-30")).isZero();
            assertThat(units("2022-07-31")).isEqualTo(4_000 * FULL);
        }

        @Test
        void onlyASegmentThatHasBegunTakesThem() {
            // sygedagpenge from March to 29 July; on 30 July, a Saturday, a (part-time) shows again, after b
            // (full-time)
            Draft<?>[] facts = {
                dagpenge("a", "2022-01-01").partTime(),
                dagpenge("b", "2022-02-01").to("2022-02-28"),
                spell("s", SYGEDAGPENGE, "2022-03-01").to("2022-07-29"),
                paid("2022-07", 4_000)
            };

            on("2022-07-29", facts);
            assertThat(units("2022-07-31") - units("2022-07-30")).isEqualTo(4_000 * FULL);
            on("2022-07-30", facts);
            assertThat(units("2022-07-31") - units("2022-07-30")).isEqualTo(4_000 * PART);
        }

        @Test
        void hoursBeforeTheFirstDagpengeCountNowhere() {
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-01", 9_000), paid("2022-03", 100));

            assertThat(units("2022-03-31")).isEqualTo(100 * FULL);
            assertThat(clock.months(course("a"), day("2022-03-31"))).hasSize(1);
        }

        @Test
        void aCitizenWithoutDagpengeHasNoMonths() {
            on("2022-04-05", spell("a", SYGEDAGPENGE, "2022-03-01"), paid("2022-03", 9_000));

            // no course of dagpenge: nothing asks the clock, and it has nothing to say
            assertThat(new HoursClock(known(paid("2022-03", 9_000)).hours(), timeline, today)
                            .months(course("a"), day("2022-12-31")))
                    .isEmpty();
        }
    }

    @Nested
    class Suspension {
        /** From 3 February 2020, a Monday; the two days of February before it are a weekend. */
        private final Draft<?> spell = dagpenge("a", "2020-02-03");

        @Test
        void theMonthsOfTheEpidemicCountNothing() {
            // February, then September to December 2020, then July 2021
            on("2020-02-03", spell);

            assertThat(reach(1)).isEqualTo(day("2020-02-28"));
            assertThat(reach(2)).isEqualTo(day("2020-09-30"));
            assertThat(reach(3)).isEqualTo(day("2020-10-30"));
            assertThat(reach(4)).isEqualTo(day("2020-11-30"));
            assertThat(reach(5)).isEqualTo(day("2020-12-31"));
            assertThat(reach(6)).isEqualTo(day("2021-07-30"));
        }

        @ParameterizedTest
        @CsvSource({
            "2020-02, false",
            "2020-03, true",
            "2020-04, true",
            "2020-08, true",
            "2020-09, false",
            "2020-12, false",
            "2021-01, true",
            "2021-06, true",
            "2021-07, false",
        })
        void theSuspendedMonthsAreShownWithTheirHours(String month, boolean suspended) {
            on("2020-02-03", spell);

            assertThat(month(month).suspended()).isEqualTo(suspended);
            assertThat(month(month).hundredths()).isEqualTo(16_033);
            assertThat(month(month).ofCourse()).isEqualTo(suspended ? 0 : 16_033);
        }

        @Test
        void nothingIsGainedInsideASuspendedMonth() {
            on("2020-04-05", spell, paid("2020-03", 16_033));

            assertThat(units("2020-02-29")).isEqualTo(16_033 * FULL);
            assertThat(units("2020-03-16")).isEqualTo(16_033 * FULL);
            assertThat(units("2020-03-31")).isEqualTo(16_033 * FULL);
        }

        @Test
        void reportsOfSuspendedMonthsSetThePace() {
            // §4: the latest reported months; March 2020 is one of them
            on("2020-04-05", spell, paid("2020-03", 8_016));

            assertThat(month("2020-09").rate()).isEqualTo(499);
        }

        @Test
        void hoursOfASuspendedMonthWithoutActiveWeekdaysAreDropped() {
            on(
                    "2020-05-05",
                    dagpenge("a", "2020-02-03").to("2020-02-28"),
                    paid("2020-02", 100),
                    paid("2020-03", 9_000));

            assertThat(units("2020-03-31")).isEqualTo(100 * FULL);
            assertThat(month("2020-03").ofCourse()).isZero();
        }

        @Test
        void suspendedMonthsNeedNotBeSettled() {
            // reach(2) = 30 September. On 5 October August, not reported, would be settled from 1 November only
            on("2020-10-05", spell, paid("2020-02", 16_033), paid("2020-09", 16_033));

            assertThat(reach(2)).isEqualTo(day("2020-09-30"));
            assertThat(confirmed(2)).isTrue();
        }

        @Test
        void monthsAroundASuspensionMustBeSettled() {
            on("2020-10-05", spell, paid("2020-02", 16_033));

            assertThat(reach(2)).isEqualTo(day("2020-09-30"));
            assertThat(confirmed(2)).isFalse();
            assertThat(today.next()).isEqualTo(day("2020-12-01"));
        }
    }

    @Nested
    class Settling {
        @Test
        void aMonthIsSettledThreeMonthsAfterItsFirstDay() {
            // example 17: May is settled on 1 May + 3 months = 1 August
            on("2022-07-31", dagpenge("a", "2022-03-01"));
            assertThat(clock.reach(course("a"), 3, 1)).isEqualTo(new Reach(day("2022-05-31"), false));
            assertThat(today.next()).isEqualTo(day("2022-08-01"));

            on("2022-08-01", dagpenge("a", "2022-03-01"));
            assertThat(clock.reach(course("a"), 3, 1)).isEqualTo(new Reach(day("2022-05-31"), true));
        }

        @Test
        void aReportedMonthIsSettledAtOnce() {
            on(
                    "2022-06-03",
                    dagpenge("a", "2022-03-01"),
                    paid("2022-03", 16_033),
                    paid("2022-04", 16_033),
                    paid("2022-05", 16_033));

            assertThat(confirmed(3)).isTrue();
        }

        @Test
        void everyMonthOfTheCourseUpToTheDayMustBeSettled() {
            // May is reported, April is not: settled on 1 July
            Draft<?>[] facts = {dagpenge("a", "2022-03-01"), paid("2022-03", 16_033), paid("2022-05", 16_033)};

            on("2022-06-30", facts);
            assertThat(confirmed(1)).isTrue();
            assertThat(confirmed(2)).isFalse();
            assertThat(confirmed(3)).isFalse();
            assertThat(today.next()).isEqualTo(day("2022-07-01"));
            on("2022-07-01", facts);
            assertThat(confirmed(2)).isTrue();
            assertThat(confirmed(3)).isTrue();
        }

        @Test
        void monthsAfterTheDayNeedNotBeSettled() {
            on("2022-04-05", dagpenge("a", "2022-03-01"), paid("2022-03", 16_033));

            assertThat(clock.reach(course("a"), 1, 1)).isEqualTo(new Reach(day("2022-03-31"), true));
        }

        @Test
        void monthsOfAnotherCourseNeedNotBeSettled() {
            on(
                    "2022-05-05",
                    dagpenge("b", "2022-03-01").to("2022-03-31"),
                    dagpenge("a", "2022-04-01").period("2022-04-01"),
                    paid("2022-04", 16_033));

            assertThat(timeline.courses()).hasSize(2);
            assertThat(clock.reach(course("a"), 1, 1)).isEqualTo(new Reach(day("2022-04-29"), true));
            assertThat(clock.reach(course("b"), 1, 1)).isEqualTo(new Reach(day("2022-03-31"), false));
        }

        @Test
        void whatIsNotReachedIsNotConfirmed() {
            on("2022-12-31", dagpenge("a", "2022-03-01").to("2022-03-31"));

            assertThat(clock.reach(course("a"), 2, 1)).isEqualTo(new Reach(Days.NEVER, false));
        }
    }

    @Nested
    class Fractions {
        @Test
        void halfMonthsAreReachedOnTheDayTheHoursAreThere() {
            // example 11, from 1 December 2023 (21 weekdays): 1.5 months = 24 049.5 -> 24 050; rest 8 017:
            // ceil(8 017 x 23 / 16 033) = 12th weekday of January = 16 January
            on("2024-03-01", dagpenge("a", "2023-12-01"));

            assertThat(clock.reach(course("a"), 3, 2).day()).isEqualTo(day("2024-01-16"));
            assertThat(clock.reach(course("a"), 6, 4).day()).isEqualTo(day("2024-01-16"));
            // 4.5 months: rest 8 017 in April: ceil(8 017 x 22 / 16 033) = 12th weekday = 16 April
            assertThat(clock.reach(course("a"), 9, 2).day()).isEqualTo(day("2024-04-16"));
        }

        @Test
        void whatIsAskedFirstDoesNotMatter() {
            on("2024-03-01", dagpenge("a", "2023-12-01"));

            assertThat(reach(6)).isEqualTo(day("2024-05-31"));
            assertThat(reach(1)).isEqualTo(day("2023-12-29"));
            assertThat(units("2023-12-29")).isEqualTo(16_033 * FULL);
            assertThat(reach(3)).isEqualTo(day("2024-02-29"));
            assertThat(reach(2)).isEqualTo(day("2024-01-31"));
            assertThat(clock.reach(course("a"), 3, 2).day()).isEqualTo(day("2024-01-16"));
            assertThat(reach(16)).isEqualTo(day("2025-03-31"));
            assertThat(reach(12)).isEqualTo(day("2024-11-29"));
        }

        @Test
        void aThirdOfAMonthIsExact() {
            // 1/3 month = 5 344.33 -> 5 345: floor(16 033 x 8 / 23) = 5 576 (floor(16 033 x 7 / 23) = 4 879): 8th
            // weekday
            on("2022-03-01", dagpenge("a", "2022-03-01"));

            assertThat(clock.reach(course("a"), 1, 3).day()).isEqualTo(day("2022-03-10"));
        }

        @Test
        void aReturnGoesOnWhereTheHoursStopped() {
            // example 03: 43 066 before; October 16 033: rest 5 033: ceil(5 033 x 21 / 16 033) = 7th weekday from
            // 3 October = 11 October. d6: 7th weekday of January 2023 = 10 January
            on(
                    "2022-10-03",
                    dagpenge("a", "2022-03-01").to("2022-05-20"),
                    dagpenge("b", "2022-10-03"),
                    paid("2022-03", 16_033),
                    paid("2022-04", 16_033),
                    paid("2022-05", 11_000));

            // r = floor(1000 x 43 066 / (16 033 + 16 033 + 10 931)) = 1001 -> 1000
            assertThat(month("2022-10").rate()).isEqualTo(1_000);
            assertThat(reach(3)).isEqualTo(day("2022-10-11"));
            assertThat(reach(6)).isEqualTo(day("2023-01-10"));
            assertThat(clock.months(course("a"), day("2022-10-31")))
                    .extracting(MonthOfHours::month)
                    .containsExactlyElementsOf(List.of(
                            YearMonth.of(2022, 3),
                            YearMonth.of(2022, 4),
                            YearMonth.of(2022, 5),
                            YearMonth.of(2022, 10)));
        }
    }
}
