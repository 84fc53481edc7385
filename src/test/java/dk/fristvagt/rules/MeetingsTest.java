package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Meeting.Convener.AKASSE;
import static dk.fristvagt.facts.Meeting.Type.CV_SAMTALE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.OPFOELGNINGSSAMTALE;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which meetings count, held and booked (domain.md §6 bands, §7 series, §8 booking). */
class MeetingsTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final Samples.Spell DAGPENGE = dagpenge("a", "2022-03-01");

    /** Occurrence {@code k} of a rule with a due day in the course of some spells, on a day. */
    private record Look(RuleDraft rule, String today, int k, LocalDate due, Draft<?>... spells) {
        Look on(String day) {
            return new Look(rule, day, k, due, spells);
        }

        Look occurrence(int k) {
            return new Look(rule, today, k, due, spells);
        }

        Look due(String day) {
            return new Look(rule, today, k, day(day), spells);
        }

        Look notDue() {
            return new Look(rule, today, k, Days.NEVER, spells);
        }

        Look spells(Draft<?>... spells) {
            return new Look(rule, today, k, due, spells);
        }

        Fulfilment with(Draft<?>... meetings) {
            Scene scene = Scene.of(rule, spells).with(meetings);
            Situation situation = scene.situation(today);
            Fulfilment quick = meetings(scene, situation).of(k, due);
            // writing down how it came about changes nothing
            Situation traced = scene.traced(today);
            assertThat(meetings(scene, traced).of(k, due)).isEqualTo(quick);
            return quick;
        }

        boolean satisfied(Draft<?>... meetings) {
            return with(meetings).satisfied();
        }

        boolean booked(Draft<?>... meetings) {
            return with(meetings).bookedEnough();
        }

        LocalDate next(Draft<?>... meetings) {
            return with(meetings).nextBooked();
        }

        private static Meetings meetings(Scene scene, Situation situation) {
            Application application = scene.application(situation, "a");
            return new Meetings(situation, application, (Rule.SatisfiedBy.Meetings)
                    application.rule().satisfiedBy());
        }
    }

    private static final Look JOBSAMTALER =
            new Look(RuleDraft.xJobsamtale(), "2022-06-30", 1, day("2022-07-09"), JOBPARAT);
    /** d3 = 31 May, d6 = 31 August. */
    private static final Look FIRST = new Look(RuleDraft.dpFaelles1(), "2022-12-31", 1, day("2022-05-31"), DAGPENGE);

    private static final Look SECOND = new Look(RuleDraft.dpFaelles2(), "2022-12-31", 1, day("2022-08-31"), DAGPENGE);
    private static final Look THIRD = new Look(RuleDraft.dpFaelles3(), "2024-12-31", 1, day("2023-06-30"), DAGPENGE);
    /** The first of three: the band of all of them ends at d3 = 31 May. */
    private static final Look BY_AKASSE =
            new Look(RuleDraft.dp24Akasse(), "2022-12-31", 1, day("2022-03-31"), DAGPENGE);

    private static final Look SICK = new Look(
            rule("r")
                    .groups(SYGEDAGPENGE)
                    .inside(Rule.Anchor.FIRST_ABSENCE_ON, Period.ofWeeks(8))
                    .meetings(OPFOELGNINGSSAMTALE, JOBSAMTALE),
            "2022-06-30",
            1,
            day("2022-03-06"),
            spell("a", SYGEDAGPENGE, "2022-01-10").firstAbsenceOn("2022-01-05"));

    private static Samples.Sitting joint(String heldOn) {
        return held("m1", FAELLES_JOBSAMTALE, heldOn);
    }

    @Nested
    class Held {
        private final Draft<?>[] three = {
            held("m3", JOBSAMTALE, "2022-02-01"),
            held("m1", JOBSAMTALE, "2022-03-01"),
            held("m2", JOBSAMTALE, "2022-02-15")
        };

        @ParameterizedTest
        @CsvSource({"1, 2022-02-01", "2, 2022-02-15", "3, 2022-03-01"})
        void theKthMeetingSatisfiesTheKthOccurrence(int k, LocalDate satisfiedOn) {
            Fulfilment fulfilment = JOBSAMTALER.occurrence(k).with(three);

            assertThat(fulfilment.satisfied()).isTrue();
            assertThat(fulfilment.satisfiedOn()).isEqualTo(satisfiedOn);
            assertThat(fulfilment.achieved()).isEqualTo(k);
        }

        @Test
        void meetingsCountByTheDayTheyWereHeld() {
            Fulfilment fourth = JOBSAMTALER.occurrence(4).with(three);

            assertThat(fourth.satisfied()).isFalse();
            assertThat(fourth.satisfiedOn()).isEqualTo(Days.NEVER);
            assertThat(fourth.achieved()).isEqualTo(3);
            assertThat(fourth.factIds()).containsExactly("m3", "m2", "m1");
        }

        @Test
        void meetingsOfOneDayCountByTheirIds() {
            // U+FF21 is before U+1D538 by bytes
            assertThat(JOBSAMTALER
                            .with(
                                    held("\uD835\uDD38", JOBSAMTALE, "2022-02-01"),
                                    held("\uFF21", JOBSAMTALE, "2022-02-01"))
                            .factIds())
                    .containsExactly("\uFF21");
        }

        @ParameterizedTest
        @EnumSource(value = Meeting.Type.class, names = "JOBSAMTALE", mode = EnumSource.Mode.EXCLUDE)
        void typesCountStrictly(Meeting.Type other) {
            // §6: "JOBSAMTALE is not FAELLES_JOBSAMTALE"
            assertThat(JOBSAMTALER.satisfied(held("m1", other, "2022-02-01"))).isFalse();
        }

        @Test
        void oneOfSeveralTypesIsEnough() {
            assertThat(SICK.satisfied(held("m1", JOBSAMTALE, "2022-02-01"))).isTrue();
            assertThat(SICK.satisfied(held("m1", OPFOELGNINGSSAMTALE, "2022-02-01")))
                    .isTrue();
            assertThat(SICK.satisfied(held("m1", CV_SAMTALE, "2022-02-01"))).isFalse();
        }

        @ParameterizedTest
        @EnumSource(value = Meeting.Status.class, names = "HELD", mode = EnumSource.Mode.EXCLUDE)
        void onlyHeldSatisfies(Meeting.Status status) {
            assertThat(JOBSAMTALER.satisfied(meeting("m1", JOBSAMTALE, status).heldOn("2022-02-01")))
                    .isFalse();
        }

        @Test
        void heldWithoutADaySatisfiesNothing() {
            // §2: "Only HELD with heldOn ever satisfies anything"
            Samples.Sitting undated =
                    meeting("m1", JOBSAMTALE, Meeting.Status.HELD).plannedOn("2022-02-01");

            assertThat(JOBSAMTALER.satisfied(undated)).isFalse();
        }

        @Test
        void aMeetingToComeDoesNotCountYet() {
            assertThat(JOBSAMTALER.satisfied(held("m1", JOBSAMTALE, "2022-07-01")))
                    .isFalse();
            assertThat(JOBSAMTALER.satisfied(held("m1", JOBSAMTALE, "2022-06-30")))
                    .isTrue();
        }

        @Test
        void aConvenerMayBeAskedFor() {
            Samples.Sitting ours = held("m1", JOBSAMTALE, "2022-04-01");

            assertThat(BY_AKASSE.satisfied(ours)).isFalse();
            assertThat(BY_AKASSE.satisfied(ours.by(AKASSE))).isTrue();
            // and none where the row names none
            assertThat(JOBSAMTALER.satisfied(ours.by(Meeting.Convener.UNKNOWN))).isTrue();
        }

        @Test
        void whatWasHeldIsNotBookedAsWell() {
            Fulfilment fulfilment =
                    JOBSAMTALER.with(held("m1", JOBSAMTALE, "2022-07-01").plannedOn("2022-07-01"));

            assertThat(fulfilment.bookedEnough()).isFalse();
            assertThat(fulfilment.nextBooked()).isEqualTo(Days.NEVER);
            assertThat(fulfilment.factIds()).isEmpty();
        }
    }

    @Nested
    class Bands {
        @ParameterizedTest
        @CsvSource({"2022-02-28, false", "2022-03-01, true", "2022-05-31, true", "2022-06-01, false"})
        void theFirstJointMeetingIsHeldFromTheStartToThreeMonths(String heldOn, boolean counts) {
            // dp-faelles-1: "held in [courseStart, d3]"
            assertThat(FIRST.satisfied(joint(heldOn))).isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-05-31, false", "2022-06-01, true", "2022-08-31, true", "2022-09-01, false"})
        void theSecondJointMeetingIsHeldAfterThreeMonths(String heldOn, boolean counts) {
            // dp-faelles-2: "held in (d3, d6]"
            assertThat(SECOND.satisfied(joint(heldOn))).isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-08-31, false", "2022-09-01, true", "2024-01-01, true"})
        void theThirdJointMeetingIsHeldAfterSixMonths(String heldOn, boolean counts) {
            // dp-faelles-3: "held after d6"
            assertThat(THIRD.satisfied(joint(heldOn))).isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-06-30, true", "2022-07-01, false"})
        void anUpperBoundIsWidenedToTheShiftedDue(String heldOn, boolean counts) {
            // §7: "Bands with an upper bound are widened to the shifted due for that occurrence"
            assertThat(FIRST.due("2022-06-30").satisfied(joint(heldOn))).isEqualTo(counts);
        }

        @Test
        void withoutADueAnUpperBoundIsNone() {
            // "(none: unbounded); lower bounds stay"
            assertThat(SECOND.notDue().satisfied(joint("2022-12-01"))).isTrue();
            assertThat(SECOND.notDue().satisfied(joint("2022-05-31"))).isFalse();
        }

        @Test
        void anOccurrenceOfASeriesHasTheBandOfTheRule() {
            // due 31 March, but the band ends at d3 = 31 May
            assertThat(BY_AKASSE.satisfied(held("m1", JOBSAMTALE, "2022-05-31").by(AKASSE)))
                    .isTrue();
            assertThat(BY_AKASSE.satisfied(held("m1", JOBSAMTALE, "2022-06-01").by(AKASSE)))
                    .isFalse();
        }

        @Test
        void whereABoundIsNeverReachedItIsInfinite() {
            // §6: "where reach is none the bound is +∞": nothing is held after it, everything before it
            Samples.Spell oneMonth = DAGPENGE.to("2022-03-31");

            assertThat(SECOND.spells(oneMonth).notDue().satisfied(joint("2022-12-01")))
                    .isFalse();
            assertThat(FIRST.spells(oneMonth).notDue().satisfied(joint("2022-12-01")))
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource({"2022-01-04, false", "2022-01-05, true"})
        void meetingsCountFromAnAnchorBeforeTheCourse(String heldOn, boolean counts) {
            // §6: "from the earlier of the rule's anchor date and courseStart": absent from 5 January
            assertThat(SICK.satisfied(held("m1", JOBSAMTALE, heldOn))).isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-01-09, false", "2022-01-10, true"})
        void meetingsBeforeALaterAnchorCountFromTheCourseStart(String heldOn, boolean counts) {
            RuleDraft contacted = rule("r")
                    .groups(KONTANTHJAELP_JOBPARAT)
                    .by(Rule.Anchor.CONTACTED_ON, Period.ofWeeks(1))
                    .meetings(JOBSAMTALE);
            Look joined = new Look(
                    contacted,
                    "2022-06-30",
                    1,
                    day("2022-03-01"),
                    spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10").to("2022-01-31"),
                    spell("b", KONTANTHJAELP_JOBPARAT, "2022-02-01").contactedOn("2022-02-03"));

            assertThat(joined.satisfied(held("m1", JOBSAMTALE, heldOn))).isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-03-31, true", "2022-04-01, false"})
        void meetingsCountBeforeTheCourseCloses(String heldOn, boolean counts) {
            // §3: "Facts count for a course only with their date before closedOn": 28 February + 1 day + 1 month
            assertThat(JOBSAMTALER.spells(JOBPARAT.to("2022-02-28")).satisfied(held("m1", JOBSAMTALE, heldOn)))
                    .isEqualTo(counts);
        }
    }

    /** §8, Booking. */
    @Nested
    class Booked {
        @Test
        void aBookingByTheDueDayIsEnough() {
            assertThat(JOBSAMTALER.booked(booked("m1", JOBSAMTALE, "2022-07-09")))
                    .isTrue();
            assertThat(JOBSAMTALER.booked(booked("m1", JOBSAMTALE, "2022-07-10")))
                    .isFalse();
            assertThat(JOBSAMTALER.booked()).isFalse();
        }

        @Test
        void aBookingStandsForFiveDaysAfterItsDay() {
            // "plannedOn ≥ D − 5 days (registration lag)"
            Samples.Sitting booking = booked("m1", JOBSAMTALE, "2022-07-01");

            assertThat(JOBSAMTALER.on("2022-07-06").booked(booking)).isTrue();
            assertThat(JOBSAMTALER.on("2022-07-07").booked(booking)).isFalse();
        }

        @Test
        void asManyBookingsAreNeededAsMeetingsAreMissing() {
            // "the k-th occurrence of a series needs k − (counting meetings held) of them"
            Samples.Sitting held = held("m1", JOBSAMTALE, "2022-02-01");
            Samples.Sitting one = booked("m2", JOBSAMTALE, "2022-07-01");
            Samples.Sitting two = booked("m3", JOBSAMTALE, "2022-07-02");

            assertThat(JOBSAMTALER.occurrence(2).booked(held, one)).isTrue();
            assertThat(JOBSAMTALER.occurrence(3).booked(held, one)).isFalse();
            assertThat(JOBSAMTALER.occurrence(3).booked(held, one, two)).isTrue();
            assertThat(JOBSAMTALER.occurrence(4).booked(held, one, two)).isFalse();
        }

        @Test
        void whatIsSatisfiedNeedsNoBooking() {
            assertThat(JOBSAMTALER.booked(held("m1", JOBSAMTALE, "2022-02-01"), booked("m2", JOBSAMTALE, "2022-07-01")))
                    .isFalse();
        }

        @Test
        void bookingsThatDoNotCountAreNotEnough() {
            assertThat(JOBSAMTALER.booked(booked("m1", FAELLES_JOBSAMTALE, "2022-07-01")))
                    .isFalse();
            assertThat(JOBSAMTALER.booked(meeting("m1", JOBSAMTALE, Meeting.Status.BOOKED)))
                    .isFalse();
            assertThat(JOBSAMTALER.booked(
                            meeting("m1", JOBSAMTALE, Meeting.Status.CANCELLED).plannedOn("2022-07-01")))
                    .isFalse();
            assertThat(BY_AKASSE.on("2022-03-20").booked(booked("m1", JOBSAMTALE, "2022-03-21")))
                    .isFalse();
            assertThat(BY_AKASSE
                            .on("2022-03-20")
                            .booked(booked("m1", JOBSAMTALE, "2022-03-21").by(AKASSE)))
                    .isTrue();
        }

        @Test
        void aBookingMustLieInsideTheBand() {
            Look second = SECOND.on("2022-05-30");

            assertThat(second.booked(booked("m1", FAELLES_JOBSAMTALE, "2022-05-31")))
                    .isFalse();
            assertThat(second.booked(booked("m1", FAELLES_JOBSAMTALE, "2022-06-01")))
                    .isTrue();
        }

        @Test
        void aBookingBeforeFactsCountIsNotEnough() {
            // "a booking must also lie on or after the day from which facts count"
            Look atTheStart = JOBSAMTALER.on("2022-01-12");

            assertThat(atTheStart.booked(booked("m1", JOBSAMTALE, "2022-01-09")))
                    .isFalse();
            assertThat(atTheStart.booked(booked("m1", JOBSAMTALE, "2022-01-10")))
                    .isTrue();
        }

        @Test
        void withoutADueThereIsNoUpperBound() {
            // "(d none: no upper bound)"
            assertThat(JOBSAMTALER.notDue().booked(booked("m1", JOBSAMTALE, "2030-01-01")))
                    .isTrue();
        }

        @Test
        void aBookingAfterTheCourseClosedIsNone() {
            Look closing = JOBSAMTALER.spells(JOBPARAT.to("2022-02-28"));
            Samples.Sitting booking = booked("m1", JOBSAMTALE, "2022-04-01");

            assertThat(closing.on("2022-04-01").next(booking)).isEqualTo(Days.NEVER);
            assertThat(closing.on("2022-03-30").next(booking)).isEqualTo(day("2022-04-01"));
        }

        @Test
        void theNextBookingIsTheEarliestThatIsNotOver() {
            // "the earliest plannedOn ≥ D that would count, also after d"
            Draft<?>[] meetings = {
                booked("m1", JOBSAMTALE, "2022-07-20"),
                booked("m2", JOBSAMTALE, "2022-07-10"),
                booked("m3", JOBSAMTALE, "2022-06-29"),
                booked("m4", FAELLES_JOBSAMTALE, "2022-07-01")
            };

            assertThat(JOBSAMTALER.on("2022-06-29").next(meetings)).isEqualTo(day("2022-06-29"));
            assertThat(JOBSAMTALER.on("2022-06-30").next(meetings)).isEqualTo(day("2022-07-10"));
            assertThat(JOBSAMTALER.on("2022-07-21").next(meetings)).isEqualTo(Days.NEVER);
        }

        @Test
        void theNextBookingIsShownThoughNothingIsMissing() {
            assertThat(JOBSAMTALER.next(held("m1", JOBSAMTALE, "2022-02-01"), booked("m2", JOBSAMTALE, "2022-07-01")))
                    .isEqualTo(day("2022-07-01"));
        }

        @Test
        void theNextBookingLiesInsideTheBand() {
            // "also after d (but inside the band)": due 31 March, the band to 31 May
            Look look = BY_AKASSE.on("2022-03-31");
            Samples.Sitting inside = booked("m1", JOBSAMTALE, "2022-05-31").by(AKASSE);
            Samples.Sitting outside = booked("m1", JOBSAMTALE, "2022-06-01").by(AKASSE);

            assertThat(look.next(inside)).isEqualTo(day("2022-05-31"));
            assertThat(look.booked(inside)).isFalse();
            assertThat(look.next(outside)).isEqualTo(Days.NEVER);
        }
    }
}
