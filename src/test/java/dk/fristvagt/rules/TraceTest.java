package dk.fristvagt.rules;

import static dk.fristvagt.facts.Exemption.Obligation.CV;
import static dk.fristvagt.facts.Exemption.Obligation.MEETINGS;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Meeting.Type.CV_SAMTALE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.meeting;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.rules.Trace.Refusal;
import dk.fristvagt.rules.Trace.Step;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an evaluation writes down about each deadline (domain.md §8, Explanation). */
class TraceTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final Samples.Spell DAGPENGE = dagpenge("a", "2022-03-01");

    private static Step notCounted(String id, String day, Refusal refusal) {
        return new Step.NotCounted(id, Optional.of(day(day)), refusal);
    }

    @Nested
    class WholeStories {
        @Test
        void aCv() {
            Scene scene = Scene.of(
                    RuleDraft.kthCv(),
                    JOBPARAT.registeredOn("2022-01-11"),
                    cv("v1", "2022-01-20"),
                    cv("v2", "2022-01-18").withdrawnOn("2022-01-18"),
                    cv("v3").registeredOn("2022-01-19"),
                    cv("v4").searchableOn("2022-01-19"));

            assertThat(scene.explained("2022-02-01", "kth-cv", "a", 1))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.REGISTERED_ON, day("2022-01-11"), true, day("2022-01-10")),
                            // 11 January + 3 weeks
                            new Step.CalendarDue(day("2022-01-11"), "P21D", false, day("2022-02-01")),
                            new Step.Counted("v1", day("2022-01-20"), 1),
                            notCounted("v2", "2022-01-18", Refusal.WITHDRAWN_BEFORE_IT_COUNTED),
                            notCounted("v3", "2022-01-19", Refusal.NOT_REGISTERED_AND_SEARCHABLE),
                            new Step.NotCounted("v4", Optional.empty(), Refusal.NOT_REGISTERED_AND_SEARCHABLE),
                            new Step.Decided(1, Status.MET));
        }

        @Test
        void aSeriesOnTheCalendar() {
            Scene scene = Scene.of(RuleDraft.xJobsamtale(), JOBPARAT, held("m1", JOBSAMTALE, "2022-02-01"));

            // example 04: E = 9 July, n = 181, k = 2: 89 days after 10 January
            assertThat(scene.explained("2022-02-10", "x-jobsamtale", "a", 2))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.COURSE_START, day("2022-01-10"), false, day("2022-01-10")),
                            new Step.CalendarDue(day("2022-01-10"), "P6M", true, day("2022-07-09")),
                            new Step.CalendarPace(day("2022-01-10"), day("2022-07-09"), 181, 2, 4, day("2022-04-09")),
                            new Step.Window(day("2022-01-10"), Days.NEVER),
                            new Step.Counted("m1", day("2022-02-01"), 1),
                            new Step.Decided(9, Status.UPCOMING));
            assertThat(scene.explained("2022-02-10", "x-jobsamtale", "a", 4))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.COURSE_START, day("2022-01-10"), false, day("2022-01-10")),
                            new Step.CalendarDue(day("2022-01-10"), "P6M", true, day("2022-07-09")),
                            new Step.Window(day("2022-01-10"), Days.NEVER),
                            new Step.Counted("m1", day("2022-02-01"), 1),
                            new Step.Decided(9, Status.UPCOMING));
        }

        @Test
        void aSeriesOnTheHoursClock() {
            Scene scene = Scene.of(RuleDraft.dp24Jobcenter(), dagpenge("a", "2024-01-01"));

            // k = 1: 3 + 3 x 1 / 3 = (9 + 3) / 3 months = 30 April 2024; the band ends at d6 = 28 June
            assertThat(scene.explained("2024-02-01", "dp24-jobcenter", "a", 1))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.COURSE_START, day("2024-01-01"), false, day("2024-01-01")),
                            new Step.HoursDue(12, 3, day("2024-04-30"), false),
                            new Step.Window(day("2024-01-01"), day("2024-06-28")),
                            new Step.Decided(9, Status.UPCOMING));
            assertThat(scene.explained("2024-02-01", "dp24-jobcenter", "a", 3))
                    .contains(new Step.HoursDue(18, 3, day("2024-06-28"), false));
        }

        @Test
        void aJointMeetingOutsideItsBand() {
            // d3 = 31 May, d6 = 31 August, d3 + 1 = 1 June
            Scene scene = Scene.of(
                    RuleDraft.dpFaelles2(),
                    DAGPENGE,
                    held("m1", FAELLES_JOBSAMTALE, "2022-05-31"),
                    held("m2", FAELLES_JOBSAMTALE, "2022-09-01"),
                    held("m3", FAELLES_JOBSAMTALE, "2022-09-20"),
                    held("m4", JOBSAMTALE, "2022-06-10"),
                    meeting("m5", FAELLES_JOBSAMTALE, Meeting.Status.NO_SHOW).plannedOn("2022-06-20"),
                    meeting("m6", FAELLES_JOBSAMTALE, Meeting.Status.CANCELLED));

            assertThat(scene.explained("2022-09-10", "dp-faelles-2", "a", 1))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.COURSE_START, day("2022-03-01"), false, day("2022-03-01")),
                            new Step.HoursDue(6, 1, day("2022-08-31"), false),
                            new Step.Window(day("2022-06-01"), day("2022-08-31")),
                            notCounted("m4", "2022-06-10", Refusal.OTHER_TYPE),
                            notCounted("m5", "2022-06-20", Refusal.NOT_HELD),
                            new Step.NotCounted("m6", Optional.empty(), Refusal.NOT_HELD),
                            notCounted("m1", "2022-05-31", Refusal.BEFORE_THE_BAND),
                            notCounted("m2", "2022-09-01", Refusal.AFTER_THE_BAND),
                            notCounted("m3", "2022-09-20", Refusal.AFTER_THE_BAND),
                            new Step.Decided(4, Status.DUE));
        }

        @Test
        void aRuleThatHasEnded() {
            Scene scene = Scene.of(
                    RuleDraft.kthCv(),
                    JOBPARAT.to("2022-02-28"),
                    spell("b", SYGEDAGPENGE, "2022-03-01"),
                    cv("v", "2022-03-01"));

            assertThat(scene.explained("2022-03-10", "kth-cv", "a", 1))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.REGISTERED_ON, day("2022-01-10"), false, day("2022-01-10")),
                            new Step.Ended(true, day("2022-02-28")),
                            new Step.CalendarDue(day("2022-01-10"), "P21D", false, day("2022-01-31")),
                            notCounted("v", "2022-03-01", Refusal.AFTER_CLOSING),
                            new Step.Decided(5, Status.LAPSED));
        }

        @Test
        void aRuleThatJoinedLater() {
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale().groups(KONTANTHJAELP_JOBPARAT),
                    spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10").to("2022-04-08"),
                    spell("b", KONTANTHJAELP_JOBPARAT, "2022-04-09").to("2022-04-20"),
                    spell("c", KONTANTHJAELP_AKTIVITETSPARAT, "2022-04-21"));

            Step anchored = new Step.Anchored(Rule.Anchor.COURSE_START, day("2022-01-10"), false, day("2022-04-09"));
            Step ended = new Step.Ended(false, day("2022-04-20"));
            Step window = new Step.CalendarDue(day("2022-01-10"), "P6M", true, day("2022-07-09"));
            assertThat(scene.explained("2022-05-01", "x-jobsamtale", "a", 1))
                    .containsExactly(
                            anchored,
                            ended,
                            window,
                            new Step.CalendarPace(day("2022-01-10"), day("2022-07-09"), 181, 1, 4, day("2022-02-23")),
                            new Step.BeforeAnchor(day("2022-02-23"), day("2022-04-09")));
            assertThat(scene.explained("2022-05-01", "x-jobsamtale", "a", 2))
                    .containsExactly(
                            anchored,
                            ended,
                            window,
                            new Step.CalendarPace(day("2022-01-10"), day("2022-07-09"), 181, 2, 4, day("2022-04-09")),
                            new Step.RaisedToAnchor(day("2022-04-09"), day("2022-05-07")),
                            new Step.Window(day("2022-01-10"), Days.NEVER),
                            new Step.Decided(3, Status.CEASED));
        }

        @Test
        void exemptions() {
            Exemption first = exemption("x", "2022-01-25", CV).to("2022-01-26").fact();
            Exemption second = exemption("y", "2022-02-01", CV).to("2022-02-28").fact();
            Scene scene = Scene.of(RuleDraft.kthCv(), JOBPARAT, () -> first, () -> second);

            // 31 January -> 9 February -> 14 March
            assertThat(scene.explained("2022-02-10", "kth-cv", "a", 1))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.REGISTERED_ON, day("2022-01-10"), false, day("2022-01-10")),
                            new Step.CalendarDue(day("2022-01-10"), "P21D", false, day("2022-01-31")),
                            new Step.Shifted(
                                    first, day("2022-01-18"), day("2022-01-31"), Period.ofDays(14), day("2022-02-09")),
                            new Step.Shifted(
                                    second, day("2022-01-27"), day("2022-02-09"), Period.ofDays(14), day("2022-03-14")),
                            new Step.ExemptToday(second),
                            new Step.Decided(6, Status.EXEMPT));
        }

        @Test
        void anExemptionForEver() {
            Exemption exemption = exemption("x", "2022-01-25", CV).fact();

            assertThat(Scene.of(RuleDraft.kthCv(), JOBPARAT, () -> exemption).explained("2022-02-10", "kth-cv", "a", 1))
                    .contains(new Step.Shifted(
                            exemption, day("2022-01-18"), day("2022-01-31"), Period.ofDays(14), Days.NEVER));
        }
    }

    @Nested
    class Meetings {
        @Test
        void allThatCountAndThoseThatNoLongerMatterAreTold() {
            // occurrence 1 is satisfied by m1; m2 is not needed for it
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT,
                    held("m1", JOBSAMTALE, "2022-02-01"),
                    held("m2", JOBSAMTALE, "2022-02-02"),
                    held("m3", JOBSAMTALE, "2022-06-01"),
                    held("m0", JOBSAMTALE, "2022-01-09"));
            List<Step> steps = scene.explained("2022-03-01", "x-jobsamtale", "a", 1);

            assertThat(Scene.only(steps, Step.Counted.class))
                    .containsExactly(new Step.Counted("m1", day("2022-02-01"), 1));
            assertThat(Scene.only(steps, Step.NotCounted.class))
                    .containsExactly(
                            new Step.NotCounted("m0", Optional.of(day("2022-01-09")), Refusal.BEFORE_THE_BAND),
                            new Step.NotCounted("m2", Optional.of(day("2022-02-02")), Refusal.NOT_NEEDED),
                            new Step.NotCounted("m3", Optional.of(day("2022-06-01")), Refusal.IN_THE_FUTURE));
            assertThat(Scene.only(scene.explained("2022-03-01", "x-jobsamtale", "a", 3), Step.Counted.class))
                    .containsExactly(
                            new Step.Counted("m1", day("2022-02-01"), 1), new Step.Counted("m2", day("2022-02-02"), 2));
        }

        @Test
        void theFirstReasonIsNamed() {
            // the course closed on 1 April (28 February + 1 day + 1 month)
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT.to("2022-02-28"),
                    held("m1", JOBSAMTALE, "2022-04-01"),
                    held("m2", JOBSAMTALE, "2022-03-31"));

            assertThat(Scene.only(scene.explained("2022-04-10", "x-jobsamtale", "a", 1), Step.NotCounted.class))
                    .containsExactly(new Step.NotCounted("m1", Optional.of(day("2022-04-01")), Refusal.AFTER_CLOSING));
        }

        @Test
        void aMeetingOfAnotherConvenerIsTold() {
            Scene scene = Scene.of(
                    RuleDraft.dp24Akasse(),
                    DAGPENGE,
                    held("m1", JOBSAMTALE, "2022-04-01"),
                    held("m2", CV_SAMTALE, "2022-04-02").by(Meeting.Convener.AKASSE),
                    meeting("m3", JOBSAMTALE, Meeting.Status.CANCELLED)
                            .plannedOn("2022-04-03")
                            .by(Meeting.Convener.AKASSE));

            assertThat(Scene.only(scene.explained("2022-04-10", "dp24-akasse", "a", 3), Step.NotCounted.class))
                    .containsExactly(
                            new Step.NotCounted("m1", Optional.of(day("2022-04-01")), Refusal.OTHER_CONVENER),
                            new Step.NotCounted("m2", Optional.of(day("2022-04-02")), Refusal.OTHER_TYPE),
                            new Step.NotCounted("m3", Optional.of(day("2022-04-03")), Refusal.NOT_HELD));
        }

        @Test
        void bookingsThatStandAreTold() {
            // occurrence 1 due 23 February; m1 has lapsed (10 February + 5 days), m4 is another type
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT,
                    booked("m1", JOBSAMTALE, "2022-02-10"),
                    booked("m2", JOBSAMTALE, "2022-02-20"),
                    booked("m3", JOBSAMTALE, "2022-03-20"),
                    booked("m4", CV_SAMTALE, "2022-02-21"));

            List<Step> steps = scene.explained("2022-02-16", "x-jobsamtale", "a", 1);
            assertThat(Scene.only(steps, Step.Booking.class))
                    .containsExactly(
                            new Step.Booking("m2", day("2022-02-20"), true),
                            new Step.Booking("m3", day("2022-03-20"), false));
            assertThat(steps)
                    .contains(
                            notCounted("m1", "2022-02-10", Refusal.BOOKING_NOT_KEPT),
                            notCounted("m4", "2022-02-21", Refusal.OTHER_TYPE));
        }

        @Test
        void bookingsOutsideTheBandAreTold() {
            // (31 May, 31 August]
            Scene scene = Scene.of(
                    RuleDraft.dpFaelles2(),
                    DAGPENGE,
                    booked("m1", FAELLES_JOBSAMTALE, "2022-05-31"),
                    booked("m2", FAELLES_JOBSAMTALE, "2022-06-01"),
                    booked("m3", FAELLES_JOBSAMTALE, "2022-08-31"),
                    booked("m4", FAELLES_JOBSAMTALE, "2022-09-01"));

            assertThat(scene.explained("2022-05-20", "dp-faelles-2", "a", 1))
                    .containsSequence(
                            notCounted("m1", "2022-05-31", Refusal.BEFORE_THE_BAND),
                            new Step.Booking("m2", day("2022-06-01"), true),
                            new Step.Booking("m3", day("2022-08-31"), true),
                            notCounted("m4", "2022-09-01", Refusal.AFTER_THE_BAND));
        }

        @Test
        void bookingsAfterTheCourseClosedAreTold() {
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(), JOBPARAT.to("2022-02-28"), booked("m1", JOBSAMTALE, "2022-04-01"));

            assertThat(scene.explained("2022-04-01", "x-jobsamtale", "a", 4))
                    .contains(notCounted("m1", "2022-04-01", Refusal.AFTER_CLOSING));
        }
    }

    @Nested
    class Offers {
        @Test
        void everyOfferIsTold() {
            // due 9 July 2022
            Scene scene = Scene.of(
                    RuleDraft.kthTilbud(),
                    JOBPARAT,
                    offer("o1", "2022-01-09"),
                    offer("o2", "2022-02-01").type(Offer.Type.KURSUS_93),
                    offer("o3", "2022-02-01").to("2022-02-13"),
                    offer("o4", "2022-02-01").status(Offer.Status.CANCELLED),
                    offer("o5", "2022-09-01"),
                    offer("o6", "2022-07-30")
                            .type(Offer.Type.LOENTILSKUD)
                            .granted()
                            .grantedOn("2022-07-08"),
                    offer("o7", "2022-06-01"),
                    offer("o8", "2022-07-01").granted(),
                    offer("o9", "2022-08-15").granted(),
                    offer("p0", "2022-06-20").granted());

            assertThat(scene.explained("2022-07-01", "kth-tilbud", "a", 1))
                    .containsExactly(
                            new Step.Anchored(Rule.Anchor.COURSE_START, day("2022-01-10"), false, day("2022-01-10")),
                            new Step.CalendarDue(day("2022-01-10"), "P6M", true, day("2022-07-09")),
                            notCounted("o1", "2022-01-09", Refusal.BEFORE_THE_COURSE),
                            notCounted("o2", "2022-02-01", Refusal.TYPE_NEVER_COUNTS_THEN),
                            notCounted("o3", "2022-02-01", Refusal.SHORTER_THAN_14_DAYS),
                            notCounted("o4", "2022-02-01", Refusal.CANCELLED),
                            notCounted("o5", "2022-09-01", Refusal.NOT_STARTED),
                            notCounted("o6", "2022-07-30", Refusal.IN_THE_FUTURE),
                            new Step.Counted("o7", day("2022-06-01"), 1),
                            notCounted("o8", "2022-07-01", Refusal.NOT_STARTED),
                            notCounted("o9", "2022-08-15", Refusal.NOT_STARTED),
                            notCounted("p0", "2022-06-20", Refusal.NOT_STARTED),
                            // o6 by its grace; p0 has lapsed on 26 June
                            new Step.Booking("o6", day("2022-07-30"), true),
                            new Step.Booking("o8", day("2022-07-01"), true),
                            new Step.Booking("o9", day("2022-08-15"), false),
                            new Step.Decided(1, Status.MET));
        }

        @Test
        void theGraceOfALoentilskudCountsOnTheDayOfTheGrant() {
            Scene scene = Scene.of(
                    RuleDraft.kthTilbud(),
                    JOBPARAT,
                    offer("o", "2022-07-30")
                            .type(Offer.Type.LOENTILSKUD)
                            .granted()
                            .grantedOn("2022-07-08"));

            assertThat(scene.explained("2022-07-12", "kth-tilbud", "a", 1))
                    .contains(new Step.Counted("o", day("2022-07-08"), 1));
        }

        @Test
        void anOfferAfterTheCourseClosedIsTold() {
            Scene scene = Scene.of(RuleDraft.kthTilbud(), JOBPARAT.to("2022-02-28"), offer("o", "2022-04-01"));

            assertThat(scene.explained("2022-04-10", "kth-tilbud", "a", 1))
                    .contains(new Step.NotCounted("o", Optional.of(day("2022-04-01")), Refusal.AFTER_CLOSING));
        }
    }

    @Nested
    class Rolling {
        private final Step anchored =
                new Step.Anchored(Rule.Anchor.COURSE_START, day("2022-01-10"), false, day("2022-01-10"));
        private final Step eligible = new Step.EligibleFrom(day("2023-01-09"));

        @Test
        void fourMeetings() {
            Scene scene = Scene.of(
                    RuleDraft.fokusSamtaler(),
                    JOBPARAT,
                    held("m1", JOBSAMTALE, "2022-02-01"),
                    held("m2", JOBSAMTALE, "2022-05-02"),
                    held("m3", JOBSAMTALE, "2022-08-01"),
                    held("m4", JOBSAMTALE, "2022-11-01"),
                    booked("m5", JOBSAMTALE, "2023-02-01"),
                    booked("m6", JOBSAMTALE, "2023-02-02"),
                    booked("m7", JOBSAMTALE, "2022-10-20"));

            assertThat(scene.explained("2022-11-01", "fokus-samtaler", "a", 1))
                    .containsExactly(
                            anchored,
                            eligible,
                            new Step.Counted("m4", day("2022-11-01"), 1),
                            new Step.Counted("m3", day("2022-08-01"), 2),
                            new Step.Counted("m2", day("2022-05-02"), 3),
                            new Step.Counted("m1", day("2022-02-01"), 4),
                            new Step.FourthLatest("m1", day("2022-02-01")),
                            new Step.NotCounted("m7", Optional.of(day("2022-10-20")), Refusal.BOOKING_NOT_KEPT),
                            new Step.Booking("m5", day("2023-02-01"), true),
                            new Step.Booking("m6", day("2023-02-02"), false),
                            new Step.Decided(2, Status.BOOKED));
        }

        @Test
        void meetingsThatDoNotCountAmongFour() {
            // 2 May 2022 has run out on 2 May 2023; m0 of 3 May has not, but four are later
            Scene scene = Scene.of(
                    RuleDraft.fokusSamtaler(),
                    JOBPARAT,
                    held("m0", JOBSAMTALE, "2022-05-03"),
                    held("m1", JOBSAMTALE, "2022-05-02"),
                    held("m2", JOBSAMTALE, "2022-06-01"),
                    held("m3", JOBSAMTALE, "2022-07-01"),
                    held("m4", JOBSAMTALE, "2022-08-01"),
                    held("m5", JOBSAMTALE, "2022-09-01"),
                    held("m6", JOBSAMTALE, "2023-06-01"),
                    held("m7", CV_SAMTALE, "2023-01-01"),
                    meeting("m8", JOBSAMTALE, Meeting.Status.NO_SHOW).plannedOn("2023-02-01"),
                    meeting("m9", JOBSAMTALE, Meeting.Status.CANCELLED));
            List<Step> steps = scene.explained("2023-05-02", "fokus-samtaler", "a", 1);

            assertThat(Scene.only(steps, Step.Counted.class))
                    .extracting(Step.Counted::factId)
                    .containsExactly("m5", "m4", "m3", "m2");
            assertThat(Scene.only(steps, Step.NotCounted.class))
                    .containsExactly(
                            new Step.NotCounted("m0", Optional.of(day("2022-05-03")), Refusal.NOT_NEEDED),
                            new Step.NotCounted("m1", Optional.of(day("2022-05-02")), Refusal.TOO_LONG_AGO),
                            new Step.NotCounted("m6", Optional.of(day("2023-06-01")), Refusal.IN_THE_FUTURE),
                            new Step.NotCounted("m7", Optional.of(day("2023-01-01")), Refusal.OTHER_TYPE),
                            new Step.NotCounted("m8", Optional.of(day("2023-02-01")), Refusal.NOT_HELD),
                            new Step.NotCounted("m9", Optional.empty(), Refusal.NOT_HELD));
        }

        @Test
        void offersThatDoNotCountAnywhere() {
            Scene scene = Scene.of(
                    RuleDraft.fokusTilbud(),
                    JOBPARAT,
                    offer("o1", "2022-03-01").granted(),
                    offer("o2", "2022-03-01").status(Offer.Status.CANCELLED),
                    offer("o3", "2022-03-01").status(Offer.Status.UNKNOWN),
                    offer("o4", "2022-03-01").type(Offer.Type.REALKOMPETENCE),
                    offer("o5", "2022-03-01").to("2022-03-13"),
                    offer("o6", "2022-08-01").to("2022-08-14"),
                    offer("o7", "2022-03-01").status(Offer.Status.ENDED).to("2022-03-14"));

            assertThat(scene.explained("2022-07-01", "fokus-tilbud", "a", 1))
                    .containsExactly(
                            anchored,
                            eligible,
                            notCounted("o1", "2022-03-01", Refusal.NOT_STARTED),
                            notCounted("o2", "2022-03-01", Refusal.CANCELLED),
                            notCounted("o3", "2022-03-01", Refusal.CANCELLED),
                            notCounted("o4", "2022-03-01", Refusal.TYPE_NEVER_COUNTS_THEN),
                            notCounted("o5", "2022-03-01", Refusal.SHORTER_THAN_14_DAYS),
                            notCounted("o6", "2022-08-01", Refusal.IN_THE_FUTURE),
                            new Step.Covered("o7", day("2022-03-14")),
                            new Step.Decided(9, Status.UPCOMING));
        }

        @Test
        void workOfMonthsThatAreNotReportedYet() {
            // September, October and November, which has begun, are estimated with 10 001 each
            Scene scene = Scene.of(RuleDraft.fokusTilbud(), JOBPARAT, worked("2022-08", 10_001));

            assertThat(scene.explained("2022-11-01", "fokus-tilbud", "a", 1))
                    .contains(
                            // January 2023 is the month of eligibility
                            new Step.Work(YearMonth.of(2023, 1), 40_004, 30_003, true),
                            new Step.Work(YearMonth.of(2022, 11), 30_003, 20_002, true));
        }

        @Test
        void anOfferThatRuns() {
            assertThat(Scene.of(RuleDraft.fokusTilbud(), JOBPARAT, offer("o", "2022-06-01"))
                            .explained("2022-07-01", "fokus-tilbud", "a", 1))
                    .containsExactly(anchored, eligible, new Step.OfferRuns("o"), new Step.Decided(9, Status.UPCOMING));
        }

        @Test
        void anOfferThatCoveredAndWork() {
            // January 2023: 22 500 in December 2022; February 2023 to December 2023 too, January 2024 not
            Scene scene = Scene.of(
                    RuleDraft.fokusTilbud(),
                    JOBPARAT,
                    offer("o", "2022-06-01").to("2022-06-30"),
                    worked("2022-12", 22_500),
                    worked("2023-01", 0));
            List<Step> steps = scene.explained("2023-01-05", "fokus-tilbud", "a", 1);

            assertThat(steps)
                    .startsWith(
                            anchored,
                            eligible,
                            new Step.Covered("o", day("2022-06-30")),
                            new Step.Work(YearMonth.of(2023, 1), 22_500, 0, true),
                            new Step.Work(YearMonth.of(2023, 2), 22_500, 0, true))
                    .contains(
                            new Step.Work(YearMonth.of(2023, 12), 22_500, 0, true),
                            new Step.Work(YearMonth.of(2024, 1), 0, 0, false))
                    .endsWith(
                            // whether the month of today is satisfied
                            new Step.Work(YearMonth.of(2023, 1), 22_500, 0, true),
                            new Step.Decided(9, Status.UPCOMING));
        }
    }

    @Nested
    class TheTraceItself {
        private static final DeadlineId ID = new DeadlineId("r", "s", 1);
        private static final LocalDate DAY = day("2022-03-01");

        @Test
        void whatIsOffWritesNothing() {
            Trace off = Trace.off();

            off.begin(ID);

            assertThat(off.on()).isFalse();
            assertThat(off.steps()).isEmpty();
        }

        @Test
        void stepsBelongToTheDeadlineBegunLast() {
            Trace trace = Trace.recording();
            DeadlineId other = new DeadlineId("r", "s", 2);

            trace.begin(other);
            trace.add(new Step.EligibleFrom(DAY));
            trace.begin(ID);
            trace.add(new Step.OfferRuns("o"));

            assertThat(trace.on()).isTrue();
            assertThat(trace.steps().keySet()).containsExactly(other, ID);
            assertThat(trace.steps().get(other)).containsExactly(new Step.EligibleFrom(DAY));
            assertThat(trace.steps().get(ID)).containsExactly(new Step.OfferRuns("o"));
        }

        @Test
        void explainingChangesNoDeadline() {
            Scene scene = Scene.of(
                    RuleDraft.xJobsamtale(),
                    JOBPARAT,
                    held("m1", JOBSAMTALE, "2022-02-01"),
                    booked("m2", JOBSAMTALE, "2022-03-20"),
                    exemption("x", "2022-02-20", MEETINGS).to("2022-02-25"));
            Situation situation = scene.situation("2022-02-21");
            Evaluator evaluator = new Evaluator(situation.rulebook);

            assertThat(evaluator
                            .evaluate(situation.facts, day("2022-02-21"), Trace.recording())
                            .deadlines())
                    .isEqualTo(scene.deadlines("2022-02-21"));
        }
    }
}
