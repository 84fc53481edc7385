package dk.fristvagt.seniority;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeniorityTest {
    private Course course;
    private HoursClock clock;

    private void on(String day, Draft<?>... drafts) {
        Facts facts = known(drafts);
        Today today = new Today(day(day));
        Timeline timeline = Timeline.of(facts.spells(), today);
        clock = new HoursClock(facts.hours(), timeline, today);
        course = timeline.courses().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-02-28, 0",
        // 8 016.5 of 16 033 hundredths are half a month; 11 weekdays have 7 667 (0.478…), 12 have 8 365 (0.5217…)
        "2022-03-15, 48",
        "2022-03-16, 52",
        "2022-03-31, 100",
        "2022-04-03, 105",
        "2022-05-31, 300",
    })
    void seniorityOnDagpengeIsPaidHours(LocalDate day, int hundredths) {
        on("2022-12-31", dagpenge("a", "2022-03-01"));

        assertThat(Seniority.hundredthsOfMonths(course, clock, day)).isEqualTo(hundredths);
    }

    @ParameterizedTest
    @CsvSource({
        // 130 hundredths of an hour are a hundredth of a part-time insured month, 65 exactly half of it
        "64, 0",
        "65, 1",
        "129, 1",
        "130, 1",
        "194, 1",
        "195, 2",
    })
    void halfAHundredthIsRoundedUp(int paid, int hundredths) {
        on("2022-12-31", dagpenge("a", "2022-03-01").partTime(), paid("2022-03", paid));

        assertThat(Seniority.hundredthsOfMonths(course, clock, day("2022-03-31")))
                .isEqualTo(hundredths);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-01-09, 0",
        "2022-01-10, 0",
        // 1 of 31 days: 3.2
        "2022-01-11, 3",
        // 25 of 31 days: 80.6
        "2022-02-04, 81",
        "2022-02-09, 97",
        "2022-02-10, 100",
        // 14 of 28 days
        "2022-02-24, 150",
        "2023-01-09, 1197",
        "2023-01-10, 1200",
    })
    void seniorityElsewhereIsCalendarMonths(LocalDate day, int hundredths) {
        on("2023-12-31", spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"));

        assertThat(Seniority.hundredthsOfMonths(course, clock, day)).isEqualTo(hundredths);
    }

    @ParameterizedTest
    @CsvSource({
        // from 31 January the first month ends on 28 February, the second on 31 March
        "2022-02-14, 50",
        "2022-02-27, 96",
        "2022-02-28, 100",
        "2022-03-30, 197",
        "2022-03-31, 200",
    })
    void aMonthFromTheLastOfJanuaryIsClamped(LocalDate day, int hundredths) {
        on("2023-12-31", spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-31"));

        assertThat(Seniority.hundredthsOfMonths(course, clock, day)).isEqualTo(hundredths);
    }

    @ParameterizedTest
    @CsvSource({
        // reach(3/6/12/18/24) = 31 May, 31 August 2022, 28 February, 31 August 2023, 29 February 2024
        "2022-03-01, UNDER_3",
        "2022-05-31, UNDER_3",
        "2022-06-01, FROM_3_TO_6",
        "2022-08-31, FROM_3_TO_6",
        "2022-09-01, FROM_6_TO_12",
        "2023-02-28, FROM_6_TO_12",
        "2023-03-01, FROM_12_TO_18",
        "2023-08-31, FROM_12_TO_18",
        "2023-09-01, FROM_18_TO_24",
        "2024-02-29, FROM_18_TO_24",
        "2024-03-01, OVER_24",
    })
    void theDayOnWhichThreeMonthsAreReachedIsStillUnderThree(LocalDate day, Seniority.Band band) {
        on("2024-12-31", dagpenge("a", "2022-03-01"));

        assertThat(Seniority.band(course, clock, day)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-04-09, UNDER_3",
        "2022-04-10, FROM_3_TO_6",
        "2022-07-09, FROM_3_TO_6",
        "2022-07-10, FROM_6_TO_12",
        "2023-01-09, FROM_6_TO_12",
        "2023-01-10, FROM_12_TO_18",
        "2023-07-10, FROM_18_TO_24",
        "2024-01-09, FROM_18_TO_24",
        "2024-01-10, OVER_24",
    })
    void elsewhereTheBandsAreCalendarMonths(LocalDate day, Seniority.Band band) {
        on("2024-12-31", spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"));

        assertThat(Seniority.band(course, clock, day)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"2022-06-01, UNDER_3", "2032-06-01, UNDER_3"})
    void whoNeverReachesThreeMonthsStaysUnderThree(LocalDate day, Seniority.Band band) {
        on("2022-12-31", dagpenge("a", "2022-03-01").to("2022-03-31"));

        assertThat(Seniority.band(course, clock, day)).isEqualTo(band);
    }
}
