package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** fokus-tilbud: an offer, or 225 hours of work, per twelve months (domain.md §7). Eligible from 9 January 2026. */
class RollingWorkTest {
    private static final LocalDate ELIGIBLE = day("2026-01-09");

    private static RollingWork.Standing on(String today, Draft<?>... facts) {
        return on(today, ELIGIBLE, facts);
    }

    private static RollingWork.Standing on(String today, LocalDate eligible, Draft<?>... facts) {
        Scene scene = Scene.of(RuleDraft.fokusTilbud(), spell("a", KONTANTHJAELP_JOBPARAT, "2025-01-10"))
                .with(facts);
        Rule.SatisfiedBy.OfferOrWorkPerMonths wanted = (Rule.SatisfiedBy.OfferOrWorkPerMonths)
                RuleDraft.fokusTilbud().build().satisfiedBy();
        Situation situation = scene.situation(today);
        RollingWork.Standing quick = RollingWork.of(situation, wanted, new Offers(situation), eligible);
        Situation traced = scene.traced(today);
        assertThat(RollingWork.of(traced, wanted, new Offers(traced), eligible)).isEqualTo(quick);
        return quick;
    }

    /** {@code hundredths} in each month from {@code from} to {@code to}, both included. */
    private static Draft<?>[] monthly(String from, String to, int hundredths) {
        List<Draft<?>> months = new ArrayList<>();
        for (YearMonth month = YearMonth.parse(from);
                !month.isAfter(YearMonth.parse(to));
                month = month.plusMonths(1)) {
            months.add(worked(month.toString(), hundredths));
        }
        return months.toArray(Draft<?>[]::new);
    }

    private static Draft<?>[] and(Draft<?>[] facts, Draft<?>... more) {
        Draft<?>[] all = Arrays.copyOf(facts, facts.length + more.length);
        System.arraycopy(more, 0, all, facts.length, more.length);
        return all;
    }

    private static RollingWork.Standing standing(String due, int achieved, String... factIds) {
        return new RollingWork.Standing(due.equals("-") ? Days.NEVER : day(due), achieved, List.of(factIds));
    }

    @Test
    void withNeitherItIsDueOnTheDayOfEligibility() {
        assertThat(on("2025-06-01")).isEqualTo(standing("2026-01-09", 0));
        assertThat(on("2026-06-01")).isEqualTo(standing("2026-01-09", 0));
    }

    @Nested
    class AnOffer {
        @Test
        void thatReachesNeitherTodayNorTheDueDayCountsForNothing() {
            // 1 February 2024 + 12 months = 1 February 2025, before the day of eligibility: it may be forgotten
            assertThat(on("2026-01-05", offer("o", "2024-01-01").to("2024-02-01")))
                    .isEqualTo(standing("2026-01-09", 0));
        }

        @Test
        void whileAnOfferRunsNothingIsDue() {
            // "One that runs on D (to null or ≥ D): due = none"
            assertThat(on("2026-01-05", offer("o", "2026-01-05"))).isEqualTo(standing("-", 1, "o"));
            assertThat(on("2026-01-31", offer("o", "2026-01-05").to("2026-01-31")))
                    .isEqualTo(standing("-", 1, "o"));
        }

        @Test
        void anOfferThatHasEndedCoversTwelveMonths() {
            // 31 January 2026 + 12 months
            assertThat(on("2026-02-01", offer("o", "2026-01-05").to("2026-01-31")))
                    .isEqualTo(standing("2027-01-31", 1, "o"));
            // "achieved = 1 when … cover.plusMonths(12) ≥ D"
            assertThat(on("2027-01-31", offer("o", "2026-01-05").to("2026-01-31"))
                            .achieved())
                    .isEqualTo(1);
            assertThat(on("2027-02-01", offer("o", "2026-01-05").to("2026-01-31")))
                    .isEqualTo(standing("2027-01-31", 0, "o"));
        }

        @Test
        void theLatestEndCovers() {
            assertThat(on(
                            "2026-04-01",
                            offer("o1", "2026-01-05").to("2026-02-10"),
                            offer("o2", "2026-01-06").to("2026-02-20"),
                            offer("o3", "2026-01-07").to("2026-02-15")))
                    .isEqualTo(standing("2027-02-20", 1, "o2"));
        }

        @Test
        void anOfferFromBeforeTheCourseCountsToo() {
            // "counting Offers as above but without the courseStart bound"
            assertThat(on("2026-01-10", offer("o", "2024-06-01").to("2025-03-31")))
                    .isEqualTo(standing("2026-03-31", 1, "o"));
            // but a due is never before the day of eligibility
            assertThat(on("2025-11-01", offer("o", "2024-06-01").to("2024-12-31")))
                    .isEqualTo(standing("2026-01-09", 1, "o"));
        }

        @Test
        void anOfferThatDoesNotCountCoversNothing() {
            for (Draft<?> none : List.of(
                    offer("o", "2025-06-01").to("2025-06-13"),
                    offer("o", "2025-06-01").type(Offer.Type.KURSUS_93),
                    offer("o", "2025-06-01").granted(),
                    offer("o", "2025-06-01").status(Offer.Status.CANCELLED),
                    offer("o", "2026-01-06").to("2026-03-01"))) {
                assertThat(on("2026-01-05", none)).isEqualTo(standing("2026-01-09", 0));
            }
            assertThat(on(
                            "2026-01-05",
                            offer("o", "2025-06-01").status(Offer.Status.ENDED).to("2025-06-14")))
                    .isEqualTo(standing("2026-06-14", 1, "o"));
        }

        @Test
        void theOneThatRunsWinsOverOneThatCovered() {
            assertThat(on(
                            "2026-02-01",
                            offer("o1", "2025-05-05").to("2025-06-30"),
                            offer("o2", "2026-01-20").to("2026-02-10")))
                    .isEqualTo(standing("-", 1, "o2"));
        }
    }

    /** "a month m is satisfied when the Employment of the 12 calendar months before m sums to ≥ 22 500" */
    @Nested
    class Work {
        @Test
        void elevenMonthsOfTwentyHoursAreNotEnough() {
            // example 13 b: February to December 2025 = 220 h
            assertThat(on("2026-01-10", monthly("2025-02", "2025-12", 2_000))).isEqualTo(standing("2026-01-09", 0));
        }

        @Test
        void monthsThatAreNotReportedYetAreEstimated() {
            // 1 February: February = 240 h, March = 240 h, April (March not begun) = 220 h: due 31 March
            assertThat(on("2026-02-01", monthly("2025-02", "2025-12", 2_000))).isEqualTo(standing("2026-03-31", 1));
            // 1 March: March and April are satisfied
            assertThat(on("2026-03-01", monthly("2025-02", "2025-12", 2_000))).isEqualTo(standing("2026-04-30", 1));
            // 1 May (to February; March to May estimated): June
            assertThat(on("2026-05-01", monthly("2025-02", "2026-02", 2_000))).isEqualTo(standing("2026-06-30", 1));
        }

        @Test
        void afterThreeMonthsWithoutAReportNothingIsEstimated() {
            // 1 June: the latest fact is February, four months before June. June = 9 x 20, May = 10 x 20, April = 220
            // h,
            // March = March 2025 to February 2026 = 240 h: due 31 March
            assertThat(on("2026-06-01", monthly("2025-02", "2026-02", 2_000))).isEqualTo(standing("2026-03-31", 0));
        }

        @Test
        void aMonthIsEstimatedWhileItIsNotSettled() {
            // latest fact January: on 1 April February (settled on 1 May), March and April are estimated. On 30 April
            // the same; on 1 May nothing is, as May is four months after January.
            Draft<?>[] facts = monthly("2025-02", "2026-01", 2_000);

            // April: April 2025 to March 2026 = 10 + 2 = 12 x 20; May: 9 + 3 = 12 x 20; June: 8 + 3 = 220 h
            assertThat(on("2026-04-30", facts)).isEqualTo(standing("2026-05-31", 1));
            // May: 9 x 20; before it April: 10 x 20; March: 220 h; February: February 2025 to January 2026 = 240 h
            assertThat(on("2026-05-01", facts)).isEqualTo(standing("2026-02-28", 0));
        }

        @Test
        void theEstimateIsTheMeanOfTheLatestThreeMonthsRoundedDown() {
            // on 1 February January is estimated with floor((1 + 1 + 3) / 3) = 1: 22 494 + 5 + 1 = 22 500
            Draft<?>[] enough = {
                worked("2025-09", 22_494), worked("2025-10", 1), worked("2025-11", 1), worked("2025-12", 3)
            };
            Draft<?>[] tooLittle = {
                worked("2025-09", 22_493), worked("2025-10", 1), worked("2025-11", 1), worked("2025-12", 3)
            };

            assertThat(on("2026-02-01", enough).achieved()).isEqualTo(1);
            assertThat(on("2026-02-01", tooLittle).achieved()).isZero();
        }

        @Test
        void theEstimateOfFewerMonthsIsTheirMean() {
            // (11 250 + 3 750) / 2 = 7 500 for January: 11 250 + 3 750 + 7 500 = 22 500
            assertThat(on("2026-02-01", worked("2025-11", 11_250), worked("2025-12", 3_750))
                            .achieved())
                    .isEqualTo(1);
            assertThat(on("2026-02-01", worked("2025-11", 11_248), worked("2025-12", 3_751))
                            .achieved())
                    .isZero();
            // one month: 11 250 + 11 250
            assertThat(on("2026-02-01", worked("2025-12", 11_250)).achieved()).isEqualTo(1);
            assertThat(on("2026-02-01", worked("2025-12", 11_249)).achieved()).isZero();
        }

        @Test
        void onlyLaterMonthsAreEstimated() {
            // "A month without a fact counts 0": November, between two facts, counts nothing
            assertThat(on("2026-01-10", worked("2025-10", 11_000), worked("2025-12", 11_000))
                            .achieved())
                    .isZero();
            assertThat(on("2026-01-10", worked("2025-10", 11_250), worked("2025-12", 11_250))
                            .achieved())
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({
            // January 2025 to December 2025 for a day in January 2026
            "2024-12, 0",
            "2025-01, 1",
            "2025-12, 1",
        })
        void theTwelveMonthsBeforeAMonthCount(String month, int achieved) {
            // a later fact of 0 keeps everything else from being estimated
            assertThat(on("2026-01-10", worked(month, 22_500), worked("2026-01", 0))
                            .achieved())
                    .isEqualTo(achieved);
        }

        @Test
        void theMonthItselfDoesNotCount() {
            assertThat(on("2026-01-10", worked("2026-01", 22_500)).achieved()).isZero();
            assertThat(on("2026-02-10", worked("2026-01", 22_500)).achieved()).isEqualTo(1);
        }

        @Test
        void theRunOfSatisfiedMonthsEndsWhereItBreaks() {
            // 22 500 in December 2025, 0 in January: January to December 2026 are satisfied
            assertThat(on("2026-01-10", worked("2025-12", 22_500), worked("2026-01", 0)))
                    .isEqualTo(standing("2026-12-31", 1));
            // 22 500 in April 2025 and in July 2026: satisfied to April 2026 and from August 2026
            Draft<?>[] broken = {worked("2025-04", 22_500), worked("2026-07", 22_500), worked("2026-08", 0)};
            assertThat(on("2026-01-10", broken)).isEqualTo(standing("2026-04-30", 1));
            assertThat(on("2026-07-01", broken)).isEqualTo(standing("2026-04-30", 0));
            assertThat(on("2026-08-01", broken)).isEqualTo(standing("2027-07-31", 1));
        }

        @Test
        void theRunStartsInTheMonthOfEligibilityWhileThatIsToCome() {
            // on 1 November 2025 m0 is January 2026: satisfied by 22 500 in October 2025, to October 2026
            Draft<?>[] facts = {worked("2025-10", 22_500), worked("2025-11", 0)};
            assertThat(on("2025-11-10", facts)).isEqualTo(standing("2026-10-31", 1));
            // satisfied in November and December 2025 only: before E's month, so the due is E
            Draft<?>[] early = {worked("2024-12", 22_500), worked("2025-11", 0)};
            assertThat(on("2025-11-10", early)).isEqualTo(standing("2026-01-09", 1));
        }

        @Test
        void theLatestSatisfiedMonthIsNotBeforeThatOfEligibility() {
            // 22 500 in December 2024: the last satisfied month is December 2025, before January 2026
            Draft<?>[] before = {worked("2024-12", 22_500), worked("2026-01", 0)};
            assertThat(on("2026-03-10", before)).isEqualTo(standing("2026-01-09", 0));
            // in January 2025: January 2026 itself
            Draft<?>[] inside = {worked("2025-01", 22_500), worked("2026-01", 0)};
            assertThat(on("2026-03-10", inside)).isEqualTo(standing("2026-01-31", 0));
        }

        @Test
        void theLatestOfEligibilityCoverAndWorkIsDue() {
            Draft<?>[] work = {worked("2025-12", 22_500), worked("2026-01", 0)};

            // the offer covers to 10 January 2027, work to 31 December 2026
            assertThat(on("2026-02-01", and(work, offer("o", "2025-12-01").to("2026-01-10"))))
                    .isEqualTo(standing("2027-01-10", 1, "o"));
            // the offer covers to 30 December 2026
            assertThat(on("2026-02-01", and(work, offer("o", "2025-12-01").to("2025-12-30"))))
                    .isEqualTo(standing("2026-12-31", 1, "o"));
            // achieved by the offer alone
            assertThat(on(
                            "2026-02-01",
                            and(
                                    new Draft<?>[] {worked("2025-12", 1)},
                                    offer("o", "2025-12-01").to("2026-01-10"))))
                    .isEqualTo(standing("2027-01-10", 1, "o"));
        }

        @Test
        void theDayOfEligibilityItselfIsInItsMonth() {
            // E = 31 January: on 31 January m0 is January, on 1 February it is February
            Draft<?>[] facts = {worked("2025-01", 22_500), worked("2026-01", 0)};
            assertThat(on("2026-01-31", day("2026-01-31"), facts)).isEqualTo(standing("2026-01-31", 1));
            assertThat(on("2026-02-01", day("2026-01-31"), facts)).isEqualTo(standing("2026-01-31", 0));
        }
    }

    @Test
    void employmentIsOneObjectAMonth() {
        assertThat(known(monthly("2025-02", "2025-12", 2_000)).employments()).hasSize(11);
    }
}
