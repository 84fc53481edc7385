package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Offer.Type.LOENTILSKUD;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which offers count (domain.md §7, Offer; §8, Booking). The course starts on 10 January 2022; due is 9 July 2022. */
class OffersTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final LocalDate DUE = day("2022-07-09");

    private static Fulfilment on(String today, LocalDate due, Samples.Spell spell, Draft<?>... offers) {
        Draft<?>[] facts = new Draft<?>[offers.length + 1];
        facts[0] = spell;
        System.arraycopy(offers, 0, facts, 1, offers.length);
        Scene scene = Scene.of(RuleDraft.kthTilbud(), facts);
        Situation situation = scene.situation(today);
        Fulfilment quick = new Offers(situation).of(scene.application(situation, "a"), due);
        Situation traced = scene.traced(today);
        assertThat(new Offers(traced).of(scene.application(traced, "a"), due)).isEqualTo(quick);
        return quick;
    }

    private static Fulfilment on(String today, Draft<?>... offers) {
        return on(today, DUE, JOBPARAT, offers);
    }

    @Nested
    class Counting {
        @Test
        void anOfferSatisfiesOnItsFirstDay() {
            assertThat(on("2022-06-30", offer("o", "2022-03-01")))
                    .isEqualTo(new Fulfilment(day("2022-03-01"), 1, List.of("o"), false, Days.NEVER));
            assertThat(on("2022-06-30")).isEqualTo(new Fulfilment(Days.NEVER, 0, List.of(), false, Days.NEVER));
        }

        @ParameterizedTest
        @CsvSource({"GRANTED, false", "STARTED, true", "ENDED, true", "CANCELLED, false", "UNKNOWN, false"})
        void anOfferCountsWhenItHasStartedOrEnded(Offer.Status status, boolean counts) {
            assertThat(on("2022-06-30", offer("o", "2022-03-01").status(status)).satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({"2022-01-09, false", "2022-01-10, true", "2022-06-30, true", "2022-07-01, false"})
        void anOfferCountsFromTheCourseStartAndOnceItHasBegun(String from, boolean counts) {
            assertThat(on("2022-06-30", offer("o", from)).satisfied()).isEqualTo(counts);
        }

        @ParameterizedTest
        @CsvSource({
            // "to is null or to − from + 1 ≥ 14 days"
            "2022-03-13, false",
            "2022-03-14, true",
        })
        void anOfferLastsAtLeastFourteenDays(String to, boolean counts) {
            assertThat(on("2022-06-30", offer("o", "2022-03-01").to(to)).satisfied())
                    .isEqualTo(counts);
        }

        @ParameterizedTest
        @EnumSource(
                value = Offer.Type.class,
                names = {"KURSUS_93", "REALKOMPETENCE", "UNKNOWN"})
        void someTypesNeverCount(Offer.Type type) {
            assertThat(on("2022-06-30", offer("o", "2022-03-01").type(type)).satisfied())
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({"2023-03-21, true", "2023-03-22, false", "2026-06-30, false", "2026-07-01, true"})
        void aTypeCountsByTheFirstDay(String from, boolean counts) {
            assertThat(on("2026-12-31", offer("o", from).type(Offer.Type.OEVRIG_VEJLEDNING))
                            .satisfied())
                    .isEqualTo(counts);
        }

        @Test
        void theEarliestSatisfactionCounts() {
            assertThat(on("2022-06-30", offer("o1", "2022-05-01"), offer("o2", "2022-03-01"), offer("o3", "2022-04-01"))
                            .factIds())
                    .containsExactly("o2");
            assertThat(on("2022-06-30", offer("o2", "2022-05-01"), offer("o1", "2022-05-01"))
                            .factIds())
                    .containsExactly("o1");
        }

        @ParameterizedTest
        @CsvSource({"2022-03-31, true", "2022-04-01, false"})
        void anOfferCountsByItsFirstDayBeforeTheCourseCloses(String from, boolean counts) {
            Samples.Spell over =
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28");

            assertThat(on("2022-06-30", DUE, over, offer("o", from)).satisfied())
                    .isEqualTo(counts);
        }
    }

    /** "for LOENTILSKUD, if from > d and from ≤ d + 21 days and grantedOn ≤ d (after the shift), satisfied on grantedOn" */
    @Nested
    class Grace {
        private Samples.Tilbud loentilskud(String from, String grantedOn) {
            return offer("o", from).type(LOENTILSKUD).granted().grantedOn(grantedOn);
        }

        @ParameterizedTest
        @CsvSource({
            // example 09: 9 July + 21 days = 30 July
            "2022-07-30, 2022-07-08, true",
            "2022-07-31, 2022-07-08, false",
            "2022-07-10, 2022-07-08, true",
            // by the due day it is an offer like others, and only granted
            "2022-07-09, 2022-07-08, false",
            // granted by the due day
            "2022-07-30, 2022-07-09, true",
            "2022-07-30, 2022-07-10, false",
        })
        void aLoentilskudGrantedInTimeMayBeginThreeWeeksLater(String from, String grantedOn, boolean satisfied) {
            Fulfilment fulfilment = on("2022-07-12", loentilskud(from, grantedOn));

            assertThat(fulfilment.satisfied()).isEqualTo(satisfied);
            assertThat(fulfilment.satisfiedOn()).isEqualTo(satisfied ? day(grantedOn) : Days.NEVER);
        }

        @Test
        void itSatisfiesOnTheDayItWasGrantedAlsoOnceItHasStarted() {
            for (Offer.Status status : List.of(Offer.Status.GRANTED, Offer.Status.STARTED, Offer.Status.ENDED)) {
                assertThat(on(
                                        "2022-12-31",
                                        loentilskud("2022-07-30", "2022-07-08").status(status))
                                .satisfiedOn())
                        .isEqualTo(day("2022-07-08"));
            }
        }

        @Test
        void itDoesNotSatisfyBeforeItIsGranted() {
            assertThat(on("2022-07-07", loentilskud("2022-07-30", "2022-07-08")).satisfied())
                    .isFalse();
            assertThat(on("2022-07-08", loentilskud("2022-07-30", "2022-07-08")).satisfied())
                    .isTrue();
        }

        @Test
        void itIsForLoentilskudOnly() {
            assertThat(on("2022-07-12", offer("o", "2022-07-30").granted().grantedOn("2022-07-08"))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void itIsNotForWhatWasCancelled() {
            assertThat(on("2022-07-20", loentilskud("2022-07-30", "2022-07-08").status(Offer.Status.CANCELLED))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void itNeedsTheDayOfTheGrant() {
            assertThat(on(
                                    "2022-07-12",
                                    offer("o", "2022-07-30").type(LOENTILSKUD).granted())
                            .satisfied())
                    .isFalse();
        }

        @Test
        void itStillMustBeLongEnough() {
            assertThat(on("2022-07-12", loentilskud("2022-07-30", "2022-07-08").to("2022-08-11"))
                            .satisfied())
                    .isFalse();
            assertThat(on("2022-07-12", loentilskud("2022-07-30", "2022-07-08").to("2022-08-12"))
                            .satisfied())
                    .isTrue();
        }

        @Test
        void itIsMeasuredFromTheShiftedDue() {
            // due 31 August: 21 September
            assertThat(on("2022-09-01", day("2022-08-31"), JOBPARAT, loentilskud("2022-09-21", "2022-08-31"))
                            .satisfied())
                    .isTrue();
            assertThat(on("2022-09-01", day("2022-08-31"), JOBPARAT, loentilskud("2022-09-22", "2022-08-31"))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void withoutADueThereIsNoGrace() {
            assertThat(on("2022-09-01", Days.NEVER, JOBPARAT, loentilskud("2022-09-21", "2022-08-31"))
                            .satisfied())
                    .isFalse();
        }

        @Test
        void anOfferAlreadyStartedAfterTheGraceSatisfiesOnItsFirstDay() {
            assertThat(on("2022-12-31", loentilskud("2022-07-31", "2022-07-08").status(Offer.Status.STARTED))
                            .satisfiedOn())
                    .isEqualTo(day("2022-07-31"));
        }
    }

    /** §8, Booking: "Offers: status GRANTED, type counts, length ≥ 14 days, from ≥ D − 5 days and (from ≤ d, or …)". */
    @Nested
    class Granted {
        @Test
        void aGrantThatBeginsByTheDueDayIsEnough() {
            Fulfilment enough = on("2022-06-30", offer("o", "2022-07-09").granted());

            assertThat(enough).isEqualTo(new Fulfilment(Days.NEVER, 0, List.of(), true, day("2022-07-09")));
            assertThat(on("2022-06-30", offer("o", "2022-07-10").granted()).bookedEnough())
                    .isFalse();
        }

        @Test
        void aGrantStandsForFiveDaysAfterItsFirstDay() {
            assertThat(on("2022-07-06", offer("o", "2022-07-01").granted()).bookedEnough())
                    .isTrue();
            assertThat(on("2022-07-07", offer("o", "2022-07-01").granted()).bookedEnough())
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({"STARTED", "ENDED", "CANCELLED", "UNKNOWN"})
        void onlyWhatIsGrantedIsBooked(Offer.Status status) {
            Fulfilment fulfilment = on("2022-06-30", offer("o", "2022-07-05").status(status));

            assertThat(fulfilment.bookedEnough()).isFalse();
            assertThat(fulfilment.nextBooked()).isEqualTo(Days.NEVER);
        }

        @Test
        void aGrantThatWouldNotCountIsNotBooked() {
            assertThat(on("2022-06-30", offer("o", "2022-07-05").granted().to("2022-07-17"))
                            .bookedEnough())
                    .isFalse();
            assertThat(on("2022-06-30", offer("o", "2022-07-05").granted().to("2022-07-18"))
                            .bookedEnough())
                    .isTrue();
            assertThat(on("2022-06-30", offer("o", "2022-07-05").granted().type(Offer.Type.KURSUS_93))
                            .nextBooked())
                    .isEqualTo(Days.NEVER);
        }

        @Test
        void aGrantMustBeginInsideTheCourse() {
            assertThat(on("2022-01-12", offer("o", "2022-01-09").granted()).bookedEnough())
                    .isFalse();
            assertThat(on("2022-01-12", offer("o", "2022-01-10").granted()).bookedEnough())
                    .isTrue();
            Samples.Spell over =
                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28");
            assertThat(on("2022-03-30", DUE, over, offer("o", "2022-04-01").granted())
                            .bookedEnough())
                    .isTrue();
            assertThat(on("2022-04-01", DUE, over, offer("o", "2022-04-01").granted())
                            .bookedEnough())
                    .isFalse();
        }

        @Test
        void aLoentilskudInGraceIsEnoughToo() {
            // not yet granted on 7 July, so not satisfied; its day of grant is known
            Samples.Tilbud inGrace =
                    offer("o", "2022-07-30").type(LOENTILSKUD).granted().grantedOn("2022-07-08");

            assertThat(on("2022-07-07", inGrace).bookedEnough()).isTrue();
            assertThat(on(
                                    "2022-07-07",
                                    offer("o", "2022-07-31")
                                            .type(LOENTILSKUD)
                                            .granted()
                                            .grantedOn("2022-07-08"))
                            .bookedEnough())
                    .isFalse();
        }

        @Test
        void withoutADueAnyGrantIsEnough() {
            assertThat(on(
                                    "2022-06-30",
                                    Days.NEVER,
                                    JOBPARAT,
                                    offer("o", "2023-07-30").granted())
                            .bookedEnough())
                    .isTrue();
        }

        @Test
        void theNextGrantIsTheEarliestThatIsNotOver() {
            Draft<?>[] offers = {
                offer("o1", "2022-07-20").granted(),
                offer("o2", "2022-06-29").granted(),
                offer("o3", "2022-07-15").granted()
            };

            assertThat(on("2022-06-29", offers).nextBooked()).isEqualTo(day("2022-06-29"));
            assertThat(on("2022-06-30", offers).nextBooked()).isEqualTo(day("2022-07-15"));
            assertThat(on("2022-07-21", offers).nextBooked()).isEqualTo(Days.NEVER);
        }
    }
}
