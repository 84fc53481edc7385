package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Meeting.Type.ANDEN_SAMTALE;
import static dk.fristvagt.facts.Meeting.Type.CV_SAMTALE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.OPFOELGNINGSSAMTALE;
import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** fokus-samtaler: four meetings per twelve months (domain.md §7, Rolling). Eligible from 9 January 2023. */
class RollingMeetingsTest {
    private static final LocalDate ELIGIBLE = day("2023-01-09");

    private static RollingMeetings.Standing on(String today, Draft<?>... meetings) {
        return on(today, ELIGIBLE, meetings);
    }

    private static RollingMeetings.Standing on(String today, LocalDate eligible, Draft<?>... meetings) {
        Scene scene = Scene.of(RuleDraft.fokusSamtaler(), spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"))
                .with(meetings);
        Rule.SatisfiedBy.MeetingsPerMonths wanted = (Rule.SatisfiedBy.MeetingsPerMonths)
                RuleDraft.fokusSamtaler().build().satisfiedBy();
        RollingMeetings.Standing quick = RollingMeetings.of(scene.situation(today), wanted, eligible);
        assertThat(RollingMeetings.of(scene.traced(today), wanted, eligible)).isEqualTo(quick);
        return quick;
    }

    @Test
    void withFewerThanFourItIsDueOnTheDayOfEligibility() {
        RollingMeetings.Standing standing = on(
                "2022-10-31",
                held("m1", JOBSAMTALE, "2022-02-01"),
                held("m2", JOBSAMTALE, "2022-05-02"),
                held("m3", JOBSAMTALE, "2022-08-01"));

        assertThat(standing.due()).isEqualTo(ELIGIBLE);
        assertThat(standing.achieved()).isEqualTo(3);
        assertThat(standing.factIds()).containsExactly("m3", "m2", "m1");
    }

    private static final Draft<?>[] FIVE = {
        held("m1", JOBSAMTALE, "2022-02-01"),
        held("m2", JOBSAMTALE, "2022-05-02"),
        held("m3", JOBSAMTALE, "2022-08-01"),
        held("m4", JOBSAMTALE, "2022-11-01"),
        held("m5", JOBSAMTALE, "2023-01-25")
    };

    @Test
    void theFourthLatestMeetingRunsOutFirst() {
        // example 12: m4 = 1 February 2022: due 1 February 2023; from 25 January m4 = 2 May 2022: due 2 May 2023
        assertThat(on("2022-11-01", FIVE).due()).isEqualTo(day("2023-02-01"));
        assertThat(on("2023-01-24", FIVE).due()).isEqualTo(day("2023-02-01"));
        assertThat(on("2023-01-25", FIVE).due()).isEqualTo(day("2023-05-02"));
        assertThat(on("2022-10-31", FIVE).due()).isEqualTo(ELIGIBLE);
    }

    @Test
    void aDueIsNeverBeforeTheDayOfEligibility() {
        // m4 = 1 February 2022; + 12 months is before 1 March 2023
        assertThat(on("2022-11-01", day("2023-03-01"), FIVE).due()).isEqualTo(day("2023-03-01"));
    }

    @ParameterizedTest
    @CsvSource({
        // "achieved = those with heldOn > D.minusMonths(12), at most 4"
        "2023-01-31, 4",
        "2023-02-01, 4",
        "2023-05-01, 4",
        "2023-05-02, 3",
        "2023-08-01, 2",
        "2023-11-01, 1",
        "2024-01-25, 0",
    })
    void meetingsOfTheLastTwelveMonthsAreAchieved(String today, int achieved) {
        assertThat(on(today, FIVE).achieved()).isEqualTo(achieved);
    }

    @Test
    void moreThanFourAreFour() {
        RollingMeetings.Standing standing = on("2023-01-26", FIVE);

        assertThat(standing.achieved()).isEqualTo(4);
        assertThat(standing.factIds()).containsExactly("m5", "m4", "m3", "m2");
    }

    @ParameterizedTest
    @CsvSource({
        // D − 12 months of 28 February 2025 is 28 February 2024, before the meeting; of 1 March it is 1 March
        "2025-02-28, 1",
        "2025-03-01, 0",
    })
    void aMeetingOnTheTwentyNinthOfFebruaryCountsToTheEndOfFebruary(String today, int achieved) {
        assertThat(on(today, held("m1", JOBSAMTALE, "2024-02-29")).achieved()).isEqualTo(achieved);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2025-03-01",
        "2023-02-28, 2024-02-28",
        "2023-03-01, 2024-03-01",
        "2022-01-31, 2023-01-31",
        "2024-02-28, 2025-02-28",
    })
    void aMeetingHasRunOutWhenTwelveMonthsBackIsNoLongerBeforeIt(String heldOn, LocalDate runsOut) {
        assertThat(RollingMeetings.runsOut(day(heldOn), 12)).isEqualTo(runsOut);
        assertThat(runsOut.minusMonths(12)).isAfterOrEqualTo(day(heldOn));
        assertThat(runsOut.minusDays(1).minusMonths(12)).isBefore(day(heldOn));
    }

    @Test
    void theDueOfTheTwentyNinthOfFebruaryIsClamped() {
        // m4.plusMonths(12) = 28 February 2025
        assertThat(on(
                                "2024-12-01",
                                held("m1", JOBSAMTALE, "2024-02-29"),
                                held("m2", JOBSAMTALE, "2024-03-01"),
                                held("m3", JOBSAMTALE, "2024-03-02"),
                                held("m4", JOBSAMTALE, "2024-03-03"))
                        .due())
                .isEqualTo(day("2025-02-28"));
    }

    @Test
    void threeTypesCountAndNoOthers() {
        RollingMeetings.Standing standing = on(
                "2022-12-01",
                held("m1", JOBSAMTALE, "2022-02-01"),
                held("m2", FAELLES_JOBSAMTALE, "2022-05-02"),
                held("m3", OPFOELGNINGSSAMTALE, "2022-08-01"),
                held("m4", CV_SAMTALE, "2022-09-01"),
                held("m5", ANDEN_SAMTALE, "2022-10-01"));

        assertThat(standing.factIds()).containsExactly("m3", "m2", "m1");
        assertThat(standing.due()).isEqualTo(ELIGIBLE);
    }

    @Test
    void meetingsFromBeforeTheCourseCountToo() {
        // "(any course)"
        assertThat(on("2022-01-10", held("m1", JOBSAMTALE, "2021-12-01")).achieved())
                .isEqualTo(1);
    }

    @Test
    void meetingsOfOneDayAreInTheOrderOfTheirIds() {
        assertThat(on("2022-02-01", held("m2", JOBSAMTALE, "2022-02-01"), held("m1", JOBSAMTALE, "2022-02-01"))
                        .factIds())
                .containsExactly("m2", "m1");
    }

    @Test
    void aBookingByTheDueDayIsEnough() {
        // "fokus-samtaler needs one with plannedOn ≤ d"
        assertThat(on("2023-01-05", booked("m1", JOBSAMTALE, "2023-01-09")).bookedEnough())
                .isTrue();
        assertThat(on("2023-01-05", booked("m1", JOBSAMTALE, "2023-01-10")).bookedEnough())
                .isFalse();
        assertThat(on("2023-01-05", booked("m1", CV_SAMTALE, "2023-01-09")).bookedEnough())
                .isFalse();
        assertThat(on("2023-01-05").bookedEnough()).isFalse();
    }

    @Test
    void aBookingStandsForFiveDays() {
        assertThat(on("2023-01-14", booked("m1", JOBSAMTALE, "2023-01-09")).bookedEnough())
                .isTrue();
        assertThat(on("2023-01-15", booked("m1", JOBSAMTALE, "2023-01-09")).bookedEnough())
                .isFalse();
        // one that has lapsed does not stand in the way of one that has not
        assertThat(on("2023-01-09", booked("m1", JOBSAMTALE, "2023-01-03"), booked("m2", JOBSAMTALE, "2023-01-09"))
                        .bookedEnough())
                .isTrue();
    }

    @Test
    void theNextBookingIsTheEarliestThatIsNotOverAlsoAfterTheDue() {
        Draft<?>[] meetings = {
            booked("m1", JOBSAMTALE, "2023-02-21"),
            booked("m2", JOBSAMTALE, "2023-02-20"),
            booked("m3", CV_SAMTALE, "2023-01-06"),
            booked("m4", JOBSAMTALE, "2023-01-05")
        };

        assertThat(on("2023-01-05", meetings).nextBooked()).isEqualTo(day("2023-01-05"));
        assertThat(on("2023-01-06", meetings).nextBooked()).isEqualTo(day("2023-02-20"));
        assertThat(on("2023-02-22", meetings).nextBooked()).isEqualTo(Days.NEVER);
        assertThat(on("2023-01-06", meetings).factIds()).isEqualTo(List.of());
    }
}
