package dk.fristvagt.monitor;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Evaluator;
import dk.fristvagt.rules.RuleDraft;
import dk.fristvagt.rules.Trace;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is forgotten, and when a citizen is purged (domain.md §3; architecture.md, state). */
class ForgettingTest {
    /** A course that is long dropped: closed on 1 January 2016 (five years and a day), gone on 1 January 2017. */
    private static final Samples.Spell OLD = dagpenge("old", "2010-01-01").to("2010-12-31");

    private static final Samples.Spell PRESENT = spell("now", KONTANTHJAELP_JOBPARAT, "2022-01-10");

    private static Evaluation evaluation(Facts facts, String day) {
        return new Evaluator(RuleDraft.rulebook()).evaluate(facts, day(day), Trace.off());
    }

    /** What is left on 1 July 2022. */
    private static Facts left(Draft<?>... drafts) {
        Facts facts = known(drafts);
        return Forgetting.forget(facts, evaluation(facts, "2022-07-01"));
    }

    @Nested
    class Forget {
        @Test
        void sixYearsBackNothingIsForgotten() {
            // 1 July 2022 - 72 months = 1 July 2016
            Facts facts = known(
                    dagpenge("a", "2016-07-01").to("2016-07-31"),
                    PRESENT,
                    held("m", Meeting.Type.JOBSAMTALE, "2010-01-01"));

            assertThat(Forgetting.forget(facts, evaluation(facts, "2022-07-01")))
                    .isSameAs(facts);
        }

        @Test
        void aCitizenWithoutSpellsForgetsNothing() {
            Facts facts = known(held("m", Meeting.Type.JOBSAMTALE, "2010-01-01"));

            assertThat(Forgetting.forget(facts, evaluation(facts, "2022-07-01")))
                    .isSameAs(facts);
        }

        @Test
        void whatLiesBeforeSixYearsIsForgotten() {
            Facts left = left(
                    OLD,
                    PRESENT,
                    held("m1", Meeting.Type.JOBSAMTALE, "2016-06-30"),
                    held("m2", Meeting.Type.JOBSAMTALE, "2016-07-01"));

            assertThat(left.horizon()).isEqualTo(day("2016-07-01"));
            assertThat(left.spells()).hasSize(1);
            assertThat(left.meetings())
                    .extracting(event -> event.fact().meetingId())
                    .containsExactly("m2");
            assertThat(left.forgotten()).hasSize(2);
        }

        @Test
        void aCourseThatExistsIsLookedAtFromThirteenMonthsBefore() {
            // on dagpenge since 20 March 2012: 13 months before = 20 February 2011, its first day
            Facts left = left(
                    OLD.to("2010-06-30"),
                    dagpenge("a", "2012-03-20").period("2012-03-20"),
                    held("m1", Meeting.Type.JOBSAMTALE, "2011-01-31"),
                    held("m2", Meeting.Type.JOBSAMTALE, "2011-02-01"));

            assertThat(left.horizon()).isEqualTo(day("2011-02-01"));
            assertThat(left.meetings())
                    .extracting(event -> event.fact().meetingId())
                    .containsExactly("m2");
        }

        static Stream<Samples.Spell> stated() {
            Samples.Spell spell = dagpenge("a", "2012-03-20").period("2012-03-20");
            return Stream.of(
                    spell.registeredOn("2011-11-05").contactedOn("2012-01-01").firstAbsenceOn("2012-02-02"),
                    spell.registeredOn("2012-01-01").contactedOn("2011-11-05").firstAbsenceOn("2012-02-02"),
                    spell.registeredOn("2012-01-01").contactedOn("2012-02-02").firstAbsenceOn("2011-11-05"));
        }

        @ParameterizedTest
        @MethodSource("stated")
        void itIsLookedAtFromTheEarliestDayThatAnyOfItsSpellsStates(Samples.Spell spell) {
            // 5 November 2011 - 13 months = 5 October 2010
            Facts left = left(OLD.to("2010-06-30"), spell, held("m1", Meeting.Type.JOBSAMTALE, "2010-09-30"));

            assertThat(left.horizon()).isEqualTo(day("2010-10-01"));
            assertThat(left.meetings()).isEmpty();
        }

        @Test
        void theSpellsOfAllItsSegmentsCount() {
            // the second segment names a day before the course itself
            Facts left = left(
                    OLD.to("2010-01-31"),
                    dagpenge("a", "2012-03-20").period("2012-03-20").to("2012-12-31"),
                    dagpenge("b", "2013-01-01").registeredOn("2011-11-05"));

            assertThat(left.horizon()).isEqualTo(day("2010-10-01"));
        }

        @Test
        void aDroppedCourseIsNotLookedAt() {
            assertThat(left(OLD, PRESENT).spells())
                    .extracting(event -> event.fact().spellId())
                    .containsExactly("now");
        }

        @Test
        void theMonthsThatAProjectionLooksAtAreKept() {
            // §4: "the latest three reported months … whatever course or year": October to December 2010
            Facts left = left(
                    dagpenge("s1", "2010-01-01").to("2010-09-30"),
                    dagpenge("s2", "2010-10-01").to("2010-12-31"),
                    PRESENT,
                    paid("2010-08", 1),
                    paid("2010-09", 1),
                    paid("2010-10", 1),
                    paid("2010-11", 1),
                    paid("2010-12", 1),
                    // not on dagpenge: sets no pace
                    paid("2011-01", 1),
                    paid("2011-02", 1));

            assertThat(left.horizon()).isEqualTo(day("2010-10-01"));
            assertThat(left.hours()).hasSize(5);
            assertThat(left.spells())
                    .extracting(event -> event.fact().spellId())
                    .containsExactly("s2", "now");
        }

        @Test
        void theMonthsThatThePaceOfALivingCourseFollowsFromAreKept() {
            // March 2016 to December 2016 are not reported: their pace is that of October to December 2010, though
            // three
            // later months have been reported since
            Facts left = left(
                    dagpenge("s1", "2010-01-01").to("2010-09-30"),
                    dagpenge("s2", "2010-10-01").to("2010-12-31"),
                    dagpenge("a", "2016-03-20"),
                    paid("2010-09", 1),
                    paid("2010-10", 1),
                    paid("2010-11", 1),
                    paid("2010-12", 1),
                    paid("2017-01", 1),
                    paid("2017-02", 1),
                    paid("2017-03", 1));

            assertThat(left.horizon()).isEqualTo(day("2010-10-01"));
            assertThat(left.hours()).hasSize(6);
        }

        @Test
        void aMonthIsOnDagpengeWhenAnyOfItsWeekdaysIs() {
            // s2 has a Sunday of October and a Wednesday of December: no pace follows from October, and it is kept only
            // because its last day is s2's first
            Facts left = left(
                    dagpenge("s1", "2010-01-01").to("2010-01-31"),
                    dagpenge("s2", "2010-10-31").to("2010-12-01"),
                    PRESENT,
                    paid("2010-09", 1),
                    paid("2010-10", 1),
                    paid("2010-11", 1),
                    paid("2010-12", 1));

            assertThat(left.horizon()).isEqualTo(day("2010-10-31"));
            assertThat(left.hours()).hasSize(3);
        }

        @Test
        void fewerThanThreeMonthsAreKeptToo() {
            Facts left = left(
                    dagpenge("s1", "2010-01-01").to("2010-09-30"),
                    dagpenge("s2", "2010-10-01").to("2010-12-31"),
                    PRESENT,
                    paid("2010-11", 1));

            assertThat(left.hours()).hasSize(1);
        }

        @Test
        void theMonthsThatAnEstimateLooksAtAreKept() {
            // the latest three: 2011-05, 2012-06, 2013-07
            Facts left = left(
                    OLD,
                    PRESENT,
                    worked("2011-04", 1),
                    worked("2011-05", 1),
                    worked("2012-06", 1),
                    worked("2013-07", 1));

            assertThat(left.horizon()).isEqualTo(day("2011-05-01"));
            assertThat(left.employments()).hasSize(3);
        }

        @Test
        void fewerThanThreeMonthsOfWorkAreKeptToo() {
            Facts left = left(OLD, PRESENT, worked("2011-04", 1), worked("2011-05", 1));

            assertThat(left.horizon()).isEqualTo(day("2011-04-01"));
            assertThat(left.employments()).hasSize(2);
        }

        @Test
        void aSpellIsNeverCutThrough() {
            // b spans 1 July 2016 and begins on 1 March 2014; a spans that and begins on 1 February 2013
            Facts left = left(
                    OLD,
                    spell("a", KONTANTHJAELP_JOBPARAT, "2013-02-01").to("2014-03-01"),
                    spell("b", KONTANTHJAELP_JOBPARAT, "2014-03-01").to("2016-07-01"),
                    PRESENT);

            assertThat(left.horizon()).isEqualTo(day("2013-02-01"));
            assertThat(left.spells()).hasSize(3);
        }

        @Test
        void aSpellThatEndsBeforeTheCutIsNotInItsWay() {
            Facts left =
                    left(OLD, spell("a", KONTANTHJAELP_JOBPARAT, "2013-02-01").to("2016-06-30"), PRESENT);

            assertThat(left.horizon()).isEqualTo(day("2016-07-01"));
            assertThat(left.spells()).hasSize(1);
        }

        @Test
        void aSpellThatBeginsOnTheCutIsNotInItsWay() {
            Facts left =
                    left(OLD, spell("a", KONTANTHJAELP_JOBPARAT, "2016-07-01").to("2016-08-30"), PRESENT);

            assertThat(left.horizon()).isEqualTo(day("2016-07-01"));
            assertThat(left.spells()).hasSize(2);
        }

        @Test
        void whatIsForgottenChangesNoDeadline() {
            Facts facts = known(
                    OLD,
                    PRESENT,
                    held("m1", Meeting.Type.JOBSAMTALE, "2010-05-01"),
                    cv("v", "2010-05-01").withdrawnOn("2010-07-01"),
                    exemption("x", "2010-05-01").to("2010-07-01"));
            Evaluator evaluator = new Evaluator(RuleDraft.rulebook(
                    RuleDraft.kthCv(), RuleDraft.xJobsamtale(), RuleDraft.fokusSamtaler(), RuleDraft.fokusTilbud()));
            Evaluation before = evaluator.evaluate(facts, day("2022-07-01"), Trace.off());
            Facts left = Forgetting.forget(facts, before);

            assertThat(left.size()).isEqualTo(1);
            assertThat(evaluator.evaluate(left, day("2022-07-01"), Trace.off()).deadlines())
                    .isEqualTo(before.deadlines());
        }
    }

    @Nested
    class Purge {
        private LocalDate purgeDay(String day, Draft<?>... drafts) {
            Facts facts = known(drafts);
            return Forgetting.purgeDay(facts, evaluation(facts, day), 24);
        }

        @Test
        void aCitizenWithACourseIsNotPurged() {
            assertThat(purgeDay("2022-07-01", PRESENT)).isEqualTo(Days.NEVER);
            assertThat(purgeDay("2022-07-01", OLD, PRESENT)).isEqualTo(Days.NEVER);
        }

        @Test
        void aCitizenOfWhomNothingIsKnownIsPurgedToday() {
            assertThat(purgeDay("2022-07-01")).isEqualTo(day("2022-07-01"));
        }

        @ParameterizedTest
        @CsvSource({
            // recorded on 1 January 2022, + 24 months + 1 day
            "2010-05-01, 2024-01-02",
            "2022-01-01, 2024-01-02",
            "2022-03-31, 2024-04-01",
            // clamped
            "2028-02-29, 2030-03-01",
        })
        void theYoungestFactDecides(String heldOn, LocalDate purged) {
            assertThat(purgeDay(
                            "2022-07-01",
                            OLD,
                            held("m", Meeting.Type.JOBSAMTALE, heldOn),
                            offer("o", "2010-05-01").to("2010-07-01")))
                    .isEqualTo(purged);
        }

        static Stream<Draft<?>> young() {
            return Stream.of(
                    offer("o", "2020-01-01").to("2022-03-31"),
                    exemption("x", "2020-01-01").to("2022-03-31"),
                    cv("v", "2020-01-01").withdrawnOn("2022-03-31"),
                    held("m", Meeting.Type.JOBSAMTALE, "2022-03-31"),
                    // hours of a month that is not on dagpenge
                    paid("2022-03", 1));
        }

        @ParameterizedTest
        @MethodSource("young")
        void factsOfEveryKindAreLookedAt(Draft<?> draft) {
            assertThat(purgeDay("2022-07-01", OLD, draft)).isEqualTo(day("2024-04-01"));
        }

        @Test
        void anAnnulmentIsAFactToo() {
            Facts facts = known(OLD)
                    .merge(held("m", Meeting.Type.JOBSAMTALE, "2022-03-31").annulled("e2", "2022-01-01T00:00:00Z"))
                    .facts();

            assertThat(Forgetting.purgeDay(facts, evaluation(facts, "2022-07-01"), 24))
                    .isEqualTo(day("2024-04-01"));
        }

        @Test
        void whatIsOpenEndedKeepsTheCitizen() {
            assertThat(purgeDay("2022-07-01", OLD, cv("v", "2010-01-01"))).isEqualTo(Days.NEVER);
            assertThat(purgeDay("2022-07-01", OLD, exemption("x", "2010-01-01")))
                    .isEqualTo(Days.NEVER);
        }

        @Test
        void whatSetsThePaceOfAReturnKeepsTheCitizen() {
            // the hours of old courses set the pace of a new one, and old work is estimated from
            assertThat(purgeDay("2022-07-01", OLD, paid("2010-12", 1))).isEqualTo(Days.NEVER);
            assertThat(purgeDay("2022-07-01", OLD, worked("2010-12", 1))).isEqualTo(Days.NEVER);
        }

        @Test
        void aLateRecordKeepsTheCitizenLonger() {
            Facts facts =
                    Facts.NONE.merge(OLD.recorded("e1", "2022-06-30T22:30:00Z")).facts();

            // 0:30 on 1 July in Copenhagen
            assertThat(Forgetting.purgeDay(facts, evaluation(facts, "2022-07-01"), 24))
                    .isEqualTo(day("2024-07-02"));
        }
    }
}
