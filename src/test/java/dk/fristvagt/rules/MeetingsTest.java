package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Meeting.Type.CV_SAMTALE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.meeting;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which meetings count, held and booked (domain.md §6 bands, §7 series, §8 booking). */
class MeetingsTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final Samples.Spell DAGPENGE = dagpenge("a", "2022-03-01");

    private static Fulfilment fulfilment(RuleDraft rule, String today, int k, LocalDate due, Draft<?>... facts) {
        Scene scene = Scene.of(rule, facts);
        Situation situation = scene.situation(today);
        Fulfilment quick = meetings(scene, situation).of(k, due);
        // writing down how it came about changes nothing
        Situation traced = scene.traced(today);
        assertThat(meetings(scene, traced).of(k, due)).isEqualTo(quick);
        return quick;
    }

    private static Meetings meetings(Scene scene, Situation situation) {
        Application application = scene.application(situation, "a");
        return new Meetings(
                situation, application, (Rule.SatisfiedBy.Meetings) application.rule().satisfiedBy());
    }

    private static Draft<?>[] facts(Samples.Spell spell, Draft<?>... meetings) {
        Draft<?>[] facts = new Draft<?>[meetings.length + 1];
        facts[0] = spell;
        System.arraycopy(meetings, 0, facts, 1, meetings.length);
        return facts;
    }

    /** Occurrence {@code k} of x-jobsamtale, due on 9 July, on 30 June. */
    private static Fulfilment jobsamtale(int k, Draft<?>... meetings) {
        return fulfilment(RuleDraft.xJobsamtale(), "2022-06-30", k, day("2022-07-09"), facts(JOBPARAT, meetings));
    }

    @Nested
    class Held {
        @Test
        void theKthMeetingSatisfiesTheKthOccurrence() {
            // by heldOn, whatever the ids
            Draft<?>[] meetings = {
                held("m3", JOBSAMTALE, "2022-02-01"),
                held("m1", JOBSAMTALE, "2022-03-01"),
                held("m2", JOBSAMTALE, "2022-02-15")
            };

            Fulfilment first = jobsamtale(1, meetings);
            assertThat(first.satisfiedOn()).isEqualTo(day("2022-02-01"));
            assertThat(first.factIds()).containsExactly("m3");
            assertThat(first.achieved()).isEqualTo(1);
            assertThat(first.satisfied()).isTrue();
            assertThat(jobsamtale(2, meetings).satisfiedOn()).isEqualTo(day("2022-02-15"));
            assertThat(jobsamtale(3, meetings).satisfiedOn()).isEqualTo(day("2022-03-01"));
            Fulfilment fourth = jobsamtale(4, meetings);
            assertThat(fourth.satisfied()).isFalse();
            assertThat(fourth.satisfiedOn()).isEqualTo(Days.NEVER);
            assertThat(fourth.achieved()).isEqualTo(3);
            assertThat(fourth.factIds()).containsExactly("m3", "m2", "m1");
        }

        @Test
        void meetingsOfOneDayCountByTheirIds() {
            // U+FF21 is before U+1D538 by bytes
            Fulfilment first = jobsamtale(
                    1, held("\uD835\uDD38", JOBSAMTALE, "2022-02-01"), held("\uFF21", JOBSAMTALE, "2022-02-01"));

            assertThat(first.factIds()).containsExactly("\uFF21");
        }

        @ParameterizedTest
        @EnumSource(
                value = Meeting.Type.class,
                names = "JOBSAMTALE",
                mode = EnumSource.Mode.EXCLUDE)
        void typesCountStrictly(Meeting.Type other) {
            // §6: "JOBSAMTALE is not FAELLES_JOBSAMTALE"
            assertThat(jobsamtale(1, held("m1", other, "2022-02-01")).satisfied()).isFalse();
        }

        @Test
        void oneOfSeveralTypesIsEnough() {
            RuleDraft rule = rule("r")
                    .groups(SYGEDAGPENGE)
                    .inside(Rule.Anchor.FIRST_ABSENCE_ON, Period.ofWeeks(8))
                    .meetings(Meeting.Type.OPFOELGNINGSSAMTALE, JOBSAMTALE);
            Samples.Spell sick = spell("a", SYGEDAGPENGE, "2022-01-10");

            assertThat(fulfilment(
                                    rule,
                                    "2022-06-30",
                                    1,
                                    day("2022-03-06"),
                                    sick,
                                    held("m1", JOBSAMTALE, "2022-02-01"))
                            .satisfied())
                    .isTrue();
            assertThat(fulfilment(
                                    rule,
                                    "2022-06-30",
                                    1,
                                    day("2022-03-06"),
                                    sick,
                                    held("m1", CV_SAMTALE, "2022-02-01"))
                            .satisfied())
                    .isFalse();
        }

        @ParameterizedTest
        @EnumSource(value = Meeting.Status.class, names = "HELD", mode = EnumSource.Mode.EXCLUDE)
        void onlyHeldSatisfies(Meeting.Status status) {
            assertThat(jobsamtale(1, meeting("m1", JOBSAMTALE, status).heldOn("2022-02-01"))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void heldWithoutADaySatisfiesNothing() {
            // §2: "Only HELD with heldOn ever satisfies anything"
            assertThat(jobsamtale(1, meeting("m1", JOBSAMTALE, Meeting.Status.HELD).plannedOn("2022-02-01"))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void aMeetingToComeDoesNotCountYet() {
            assertThat(jobsamtale(1, held("m1", JOBSAMTALE, "2022-07-01")).satisfied())
                    .isFalse();
            assertThat(jobsamtale(1, held("m1", JOBSAMTALE, "2022-06-30")).satisfied())
                    .isTrue();
        }

        @Test
        void aConvenerMayBeAskedFor() {
            RuleDraft rule = RuleDraft.dp24Akasse();
            LocalDate due = day("2022-05-31");

            assertThat(fulfilment(
                                    rule,
                                    "2022-06-30",
                                    1,
                                    due,
                                    DAGPENGE,
                                    held("m1", JOBSAMTALE, "2022-04-01"))
                            .satisfied())
                    .isFalse();
            assertThat(fulfilment(
                                    rule,
                                    "2022-06-30",
                                    1,
                                    due,
                                    DAGPENGE,
                                    held("m1", JOBSAMTALE, "2022-04-01").by(Meeting.Convener.AKASSE))
                            .satisfied())
                    .isTrue();
            // and none where the row names none
            assertThat(jobsamtale(1, held("m1", JOBSAMTALE, "2022-02-01").by(Meeting.Convener.UNKNOWN))
                            .satisfied())
                    .isTrue();
        }
    }

    @Nested
    class Bands {
        @ParameterizedTest
        @CsvSource({
            // dp-faelles-1: "held in [courseStart, d3]", d3 = 31 May
            "2022-02-28, false", "2022-03-01, true", "2022-05-31, true", "2022-06-01, false",
        })
        void theFirstJointMeetingIsHeldFromTheStartToThreeMonths(String heldOn, boolean counts) {
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles1(),
                                    "2022-12-31",
                                    1,
                                    day("2022-05-31"),
                                    DAGPENGE,
                                    held("m1", FAELLES_JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({
            // dp-faelles-2: "held in (d3, d6]", d6 = 31 August
            "2022-05-31, false", "2022-06-01, true", "2022-08-31, true", "2022-09-01, false",
        })
        void theSecondJointMeetingIsHeldAfterThreeMonths(String heldOn, boolean counts) {
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles2(),
                                    "2022-12-31",
                                    1,
                                    day("2022-08-31"),
                                    DAGPENGE,
                                    held("m1", FAELLES_JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-08-31, false", "2022-09-01, true", "2024-01-01, true"})
        void theThirdJointMeetingIsHeldAfterSixMonths(String heldOn, boolean counts) {
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles3(),
                                    "2024-12-31",
                                    1,
                                    day("2023-06-30"),
                                    DAGPENGE,
                                    held("m1", FAELLES_JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-06-30, true", "2022-07-01, false"})
        void anUpperBoundIsWidenedToTheShiftedDue(String heldOn, boolean counts) {
            // §7: "Bands with an upper bound are widened to the shifted due for that occurrence"
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles1(),
                                    "2022-12-31",
                                    1,
                                    day("2022-06-30"),
                                    DAGPENGE,
                                    held("m1", FAELLES_JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @Test
        void withoutADueAnUpperBoundIsNone() {
            // "(none: unbounded); lower bounds stay"
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles2(),
                                    "2022-12-31",
                                    1,
                                    Days.NEVER,
                                    DAGPENGE,
                                    held("m1", FAELLES_JOBSAMTALE, "2022-12-01"))
                            .satisfied())
                    .isTrue();
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles2(),
                                    "2022-12-31",
                                    1,
                                    Days.NEVER,
                                    DAGPENGE,
                                    held("m1", FAELLES_JOBSAMTALE, "2022-05-31"))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void anOccurrenceOfASeriesHasTheBandOfTheRule() {
            // dp24-akasse k = 1, due 31 March: the band ends at d3 = 31 May
            assertThat(fulfilment(
                                    RuleDraft.dp24Akasse(),
                                    "2022-12-31",
                                    1,
                                    day("2022-03-31"),
                                    DAGPENGE,
                                    held("m1", JOBSAMTALE, "2022-05-31").by(Meeting.Convener.AKASSE))
                            .satisfied())
                    .isTrue();
            assertThat(fulfilment(
                                    RuleDraft.dp24Akasse(),
                                    "2022-12-31",
                                    1,
                                    day("2022-03-31"),
                                    DAGPENGE,
                                    held("m1", JOBSAMTALE, "2022-06-01").by(Meeting.Convener.AKASSE))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void aMeetingAfterAMonthThatIsNeverReachedDoesNotExist() {
            // §6: "where reach is none the bound is +∞"
            Samples.Spell brief = dagpenge("a", "2022-03-01").to("2022-03-31");

            assertThat(fulfilment(
                                    RuleDraft.dpFaelles2(),
                                    "2022-12-31",
                                    1,
                                    Days.NEVER,
                                    brief,
                                    held("m1", FAELLES_JOBSAMTALE, "2022-12-01"))
                            .satisfied())
                    .isFalse();
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles1(),
                                    "2022-12-31",
                                    1,
                                    Days.NEVER,
                                    brief,
                                    held("m1", FAELLES_JOBSAMTALE, "2022-12-01"))
                            .satisfied())
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource({"2022-01-04, false", "2022-01-05, true"})
        void meetingsCountFromTheEarlierOfAnchorAndCourseStart(String heldOn, boolean counts) {
            RuleDraft rule = rule("r")
                    .groups(SYGEDAGPENGE)
                    .inside(Rule.Anchor.FIRST_ABSENCE_ON, Period.ofWeeks(8))
                    .meetings(JOBSAMTALE);

            assertThat(fulfilment(
                                    rule,
                                    "2022-06-30",
                                    1,
                                    day("2022-03-01"),
                                    spell("a", SYGEDAGPENGE, "2022-01-10").firstAbsenceOn("2022-01-05"),
                                    held("m1", JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-01-09, false", "2022-01-10, true"})
        void meetingsBeforeALaterAnchorCountFromTheCourseStart(String heldOn, boolean counts) {
            RuleDraft rule = rule("r")
                    .groups(KONTANTHJAELP_JOBPARAT)
                    .by(Rule.Anchor.CONTACTED_ON, Period.ofWeeks(1))
                    .meetings(JOBSAMTALE);

            assertThat(fulfilment(
                                    rule,
                                    "2022-06-30",
                                    1,
                                    day("2022-03-01"),
                                    spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10")
                                            .to("2022-01-31"),
                                    spell("b", KONTANTHJAELP_JOBPARAT, "2022-02-01")
                                            .contactedOn("2022-02-03"),
                                    held("m1", JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-03-31, true", "2022-04-01, false"})
        void meetingsCountBeforeTheCourseCloses(String heldOn, boolean counts) {
            // §3: "Facts count for a course only with their date before closedOn": 28 February + 1 day + 1 month = 1 April
            assertThat(fulfilment(
                                    RuleDraft.xJobsamtale(),
                                    "2022-06-30",
                                    1,
                                    day("2022-02-23"),
                                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28"),
                                    held("m1", JOBSAMTALE, heldOn))
                            .satisfied())
                    .isEqualTo(counts);
        }
    }

    /** §8, Booking. */
    @Nested
    class Booked {
        private Fulfilment on(String today, int k, Draft<?>... meetings) {
            return fulfilment(RuleDraft.xJobsamtale(), today, k, day("2022-07-09"), facts(JOBPARAT, meetings));
        }

        @Test
        void aBookingByTheDueDayIsEnough() {
            assertThat(on("2022-06-30", 1, booked("m1", JOBSAMTALE, "2022-07-09")).bookedEnough())
                    .isTrue();
            assertThat(on("2022-06-30", 1, booked("m1", JOBSAMTALE, "2022-07-10")).bookedEnough())
                    .isFalse();
            assertThat(on("2022-06-30", 1).bookedEnough()).isFalse();
        }

        @Test
        void aBookingStandsForFiveDaysAfterItsDay() {
            // "plannedOn ≥ D − 5 days (registration lag)"
            assertThat(on("2022-07-06", 1, booked("m1", JOBSAMTALE, "2022-07-01")).bookedEnough())
                    .isTrue();
            assertThat(on("2022-07-07", 1, booked("m1", JOBSAMTALE, "2022-07-01")).bookedEnough())
                    .isFalse();
        }

        @Test
        void asManyBookingsAreNeededAsMeetingsAreMissing() {
            // "the k-th occurrence of a series needs k − (counting meetings held) of them"
            Draft<?>[] one = {held("m1", JOBSAMTALE, "2022-02-01"), booked("m2", JOBSAMTALE, "2022-07-01")};
            Draft<?>[] two = {
                held("m1", JOBSAMTALE, "2022-02-01"),
                booked("m2", JOBSAMTALE, "2022-07-01"),
                booked("m3", JOBSAMTALE, "2022-07-02")
            };

            assertThat(on("2022-06-30", 2, one).bookedEnough()).isTrue();
            assertThat(on("2022-06-30", 3, one).bookedEnough()).isFalse();
            assertThat(on("2022-06-30", 3, two).bookedEnough()).isTrue();
            assertThat(on("2022-06-30", 4, two).bookedEnough()).isFalse();
        }

        @Test
        void whatIsSatisfiedNeedsNoBooking() {
            assertThat(on(
                                    "2022-06-30",
                                    1,
                                    held("m1", JOBSAMTALE, "2022-02-01"),
                                    booked("m2", JOBSAMTALE, "2022-07-01"))
                            .bookedEnough())
                    .isFalse();
        }

        @Test
        void bookingsThatDoNotCountAreNotEnough() {
            assertThat(on("2022-06-30", 1, booked("m1", FAELLES_JOBSAMTALE, "2022-07-01")).bookedEnough())
                    .isFalse();
            assertThat(on("2022-06-30", 1, meeting("m1", JOBSAMTALE, Meeting.Status.BOOKED)).bookedEnough())
                    .isFalse();
            assertThat(on(
                                    "2022-06-30",
                                    1,
                                    meeting("m1", JOBSAMTALE, Meeting.Status.CANCELLED).plannedOn("2022-07-01"))
                            .bookedEnough())
                    .isFalse();
            assertThat(fulfilment(
                                    RuleDraft.dp24Akasse(),
                                    "2022-05-01",
                                    1,
                                    day("2022-05-31"),
                                    DAGPENGE,
                                    booked("m1", JOBSAMTALE, "2022-05-02"))
                            .bookedEnough())
                    .isFalse();
        }

        @Test
        void aBookingMustLieInsideTheBand() {
            // dp-faelles-2: (31 May, 31 August]
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles2(),
                                    "2022-05-30",
                                    1,
                                    day("2022-08-31"),
                                    DAGPENGE,
                                    booked("m1", FAELLES_JOBSAMTALE, "2022-05-31"))
                            .bookedEnough())
                    .isFalse();
            assertThat(fulfilment(
                                    RuleDraft.dpFaelles2(),
                                    "2022-05-30",
                                    1,
                                    day("2022-08-31"),
                                    DAGPENGE,
                                    booked("m1", FAELLES_JOBSAMTALE, "2022-06-01"))
                            .bookedEnough())
                    .isTrue();
        }

        @Test
        void aBookingBeforeFactsCountIsNotEnough() {
            assertThat(fulfilment(
                                    RuleDraft.xJobsamtale(),
                                    "2022-01-12",
                                    1,
                                    day("2022-02-23"),
                                    JOBPARAT,
                                    booked("m1", JOBSAMTALE, "2022-01-09"))
                            .bookedEnough())
                    .isFalse();
            assertThat(fulfilment(
                                    RuleDraft.xJobsamtale(),
                                    "2022-01-12",
                                    1,
                                    day("2022-02-23"),
                                    JOBPARAT,
                                    booked("m1", JOBSAMTALE, "2022-01-10"))
                            .bookedEnough())
                    .isTrue();
        }

        @Test
        void withoutADueThereIsNoUpperBound() {
            // "(d none: no upper bound)"
            assertThat(fulfilment(
                                    RuleDraft.xJobsamtale(),
                                    "2022-06-30",
                                    1,
                                    Days.NEVER,
                                    JOBPARAT,
                                    booked("m1", JOBSAMTALE, "2030-01-01"))
                            .bookedEnough())
                    .isTrue();
        }

        @Test
        void aBookingAfterTheCourseClosedIsNone() {
            Samples.Spell over = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28");

            assertThat(fulfilment(
                                    RuleDraft.xJobsamtale(),
                                    "2022-04-01",
                                    1,
                                    day("2022-07-09"),
                                    over,
                                    booked("m1", JOBSAMTALE, "2022-04-01"))
                            .nextBooked())
                    .isEqualTo(Days.NEVER);
            assertThat(fulfilment(
                                    RuleDraft.xJobsamtale(),
                                    "2022-03-30",
                                    1,
                                    day("2022-07-09"),
                                    over,
                                    booked("m1", JOBSAMTALE, "2022-04-01"))
                            .nextBooked())
                    .isEqualTo(day("2022-04-01"));
        }

        @Test
        void theNextBookingIsTheEarliestThatIsNotOver() {
            // "the earliest plannedOn ≥ D that would count, also after d"
            Draft<?>[] meetings = {
                booked("m1", JOBSAMTALE, "2022-06-29"),
                booked("m3", JOBSAMTALE, "2022-07-20"),
                booked("m2", JOBSAMTALE, "2022-07-10"),
                booked("m4", FAELLES_JOBSAMTALE, "2022-07-01")
            };

            assertThat(on("2022-06-29", 1, meetings).nextBooked()).isEqualTo(day("2022-06-29"));
            assertThat(on("2022-06-30", 1, meetings).nextBooked()).isEqualTo(day("2022-07-10"));
            assertThat(on("2022-07-21", 1, meetings).nextBooked()).isEqualTo(Days.NEVER);
        }

        @Test
        void theNextBookingIsShownThoughNothingIsMissing() {
            assertThat(on(
                                    "2022-06-30",
                                    1,
                                    held("m1", JOBSAMTALE, "2022-02-01"),
                                    booked("m2", JOBSAMTALE, "2022-07-01"))
                            .nextBooked())
                    .isEqualTo(day("2022-07-01"));
        }

        @Test
        void theNextBookingLiesInsideTheBand() {
            // "also after d (but inside the band)": dp24-akasse k = 1 due 31 March, the band to 31 May
            Draft<?> inside = booked("m1", JOBSAMTALE, "2022-05-31").by(Meeting.Convener.AKASSE);
            Draft<?> outside = booked("m1", JOBSAMTALE, "2022-06-01").by(Meeting.Convener.AKASSE);

            assertThat(fulfilment(RuleDraft.dp24Akasse(), "2022-03-31", 1, day("2022-03-31"), DAGPENGE, inside)
                            .nextBooked())
                    .isEqualTo(day("2022-05-31"));
            assertThat(fulfilment(RuleDraft.dp24Akasse(), "2022-03-31", 1, day("2022-03-31"), DAGPENGE, inside)
                            .bookedEnough())
                    .isFalse();
            assertThat(fulfilment(RuleDraft.dp24Akasse(), "2022-03-31", 1, day("2022-03-31"), DAGPENGE, outside)
                            .nextBooked())
                    .isEqualTo(Days.NEVER);
        }
    }

    @Test
    void whatWasHeldIsNotBookedAsWell() {
        Fulfilment fulfilment = jobsamtale(2, held("m1", JOBSAMTALE, "2022-07-01").plannedOn("2022-07-01"));

        assertThat(fulfilment.bookedEnough()).isFalse();
        assertThat(fulfilment.nextBooked()).isEqualTo(Days.NEVER);
        assertThat(fulfilment.factIds()).isEqualTo(List.of());
    }
}
