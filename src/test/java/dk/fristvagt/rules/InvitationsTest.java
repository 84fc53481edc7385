package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.meeting;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the other party was invited to a joint meeting (domain.md §6, Agreement). */
class InvitationsTest {
    private static final Samples.Spell DAGPENGE = dagpenge("a", "2022-03-01");

    private static Scene scene(Draft<?>... meetings) {
        return Scene.of(RuleDraft.akasseInvitation(), DAGPENGE).with(meetings);
    }

    private static String on(String day, Draft<?>... meetings) {
        return scene(meetings).line(day);
    }

    @Nested
    class Concern {
        private List<Deadline> deadlines(Draft<?>... facts) {
            return scene(facts).deadlines("2022-04-01");
        }

        @Test
        void aJointMeetingIsADeadlineOfItsOwn() {
            List<Deadline> deadlines = deadlines(
                    booked("m2", FAELLES_JOBSAMTALE, "2022-05-20"), booked("m1", FAELLES_JOBSAMTALE, "2022-06-20"));

            // §8: citizenId|akasse-invitation|meetingId|1
            assertThat(deadlines)
                    .extracting(deadline -> deadline.id().key("c1"))
                    .containsExactly("c1|akasse-invitation|m1|1", "c1|akasse-invitation|m2|1");
        }

        @Test
        void deadlinesComeInTheOrderOfTheirKeysNotOfTheIds() {
            // "m-2|" is before "m|"
            assertThat(deadlines(
                            booked("m", FAELLES_JOBSAMTALE, "2022-05-20"),
                            booked("m-2", FAELLES_JOBSAMTALE, "2022-05-21")))
                    .extracting(deadline -> deadline.id().subjectId())
                    .containsExactly("m-2", "m");
        }

        @ParameterizedTest
        @EnumSource(value = Meeting.Type.class, names = "FAELLES_JOBSAMTALE", mode = EnumSource.Mode.EXCLUDE)
        void otherMeetingsAreNone(Meeting.Type type) {
            assertThat(deadlines(booked("m", type, "2022-05-20"))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"BOOKED, 1", "HELD, 1", "CANCELLED, 0", "NO_SHOW, 0", "UNKNOWN, 0"})
        void onlyBookedOrHeldMeetingsAre(Meeting.Status status, int deadlines) {
            assertThat(deadlines(meeting("m", FAELLES_JOBSAMTALE, status)
                            .plannedOn("2022-03-20")
                            .heldOn("2022-03-20")))
                    .hasSize(deadlines);
        }

        @Test
        void aMeetingWithoutAPlannedDayIsNone() {
            assertThat(deadlines(held("m", FAELLES_JOBSAMTALE, "2022-03-20"))).isEmpty();
        }

        @Test
        void whereTheCitizenDeclinedThereIsNone() {
            assertThat(deadlines(booked("m", FAELLES_JOBSAMTALE, "2022-05-20").declined()))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"2022-02-28, 0", "2022-03-01, 1"})
        void theMeetingIsPlannedInsideTheCourse(String plannedOn, int deadlines) {
            assertThat(deadlines(booked("m", FAELLES_JOBSAMTALE, plannedOn))).hasSize(deadlines);
        }

        @Test
        void withoutDagpengeThereIsNone() {
            assertThat(Scene.of(
                                    RuleDraft.akasseInvitation(),
                                    spell("a", KONTANTHJAELP_JOBPARAT, "2022-03-01"),
                                    booked("m", FAELLES_JOBSAMTALE, "2022-05-20"))
                            .deadlines("2022-04-01"))
                    .isEmpty();
        }

        @Test
        void theLatestCourseOfDagpengeIsTheCitizens() {
            Scene scene = Scene.of(
                    RuleDraft.akasseInvitation(),
                    dagpenge("a", "2022-01-01").to("2022-02-28").municipality("0101"),
                    dagpenge("b", "2022-03-01")
                            .period("2022-03-01")
                            .to("2022-03-31")
                            .municipality("0751"),
                    spell("k", KONTANTHJAELP_JOBPARAT, "2022-04-01").municipality("0851"),
                    booked("m", FAELLES_JOBSAMTALE, "2022-05-20"));

            Deadline deadline = scene.only("2022-04-10");
            assertThat(deadline.courseStart()).isEqualTo(day("2022-03-01"));
            assertThat(deadline.municipality()).isEqualTo("0751");
            assertThat(deadline.unit()).isEqualTo("jobcenter-0751");
        }

        @Test
        void aCourseThatWasDroppedIsNone() {
            // closed by five years on 1 April 2021, dropped twelve months after
            Scene scene = Scene.of(
                    RuleDraft.akasseInvitation(),
                    dagpenge("a", "2016-01-10").to("2016-03-31"),
                    booked("m", FAELLES_JOBSAMTALE, "2022-05-20"));

            assertThat(scene.deadlines("2022-03-31")).hasSize(1);
            assertThat(scene.deadlines("2022-04-01")).isEmpty();
        }

        @Test
        void outsideItsValidityTheRuleIsNone() {
            Scene scene = Scene.of(
                    RuleDraft.akasseInvitation().validFrom("2022-04-01"),
                    DAGPENGE,
                    booked("m", FAELLES_JOBSAMTALE, "2022-05-20"));

            assertThat(scene.deadlines("2022-03-31")).isEmpty();
            assertThat(scene.deadlines("2022-04-01")).hasSize(1);
        }
    }

    @Nested
    class Due {
        private String due(Samples.Sitting meeting) {
            return scene(meeting).only("2022-04-01").due().toString();
        }

        @Test
        void withoutADayOfBookingItIsTwoWeeksBefore() {
            // example 14: 20 May − 14
            assertThat(due(booked("m", FAELLES_JOBSAMTALE, "2022-05-20"))).isEqualTo("2022-05-06");
        }

        @ParameterizedTest
        @CsvSource({
            // example 20: max(10 May − 14 = 26 April, min(3 May + 2, 10 May) = 5 May)
            "2022-05-10, 2022-05-03, 2022-05-05",
            // max(6 June, 12 May)
            "2022-06-20, 2022-05-10, 2022-06-06",
            // booked and held on one day: max(6 June, min(22 June, 20 June))
            "2022-06-20, 2022-06-20, 2022-06-20",
            "2022-06-20, 2022-06-19, 2022-06-20",
            "2022-06-20, 2022-06-18, 2022-06-20",
            "2022-06-20, 2022-06-17, 2022-06-19",
            "2022-06-20, 2022-06-04, 2022-06-06",
            "2022-06-20, 2022-06-05, 2022-06-07",
        })
        void aLateBookingGivesTwoDays(String plannedOn, String bookedOn, String due) {
            assertThat(due(booked("m", FAELLES_JOBSAMTALE, plannedOn).bookedOn(bookedOn)))
                    .isEqualTo(due);
        }
    }

    @Nested
    class StatusOfAnInvitation {
        private final Samples.Sitting booked = booked("m", FAELLES_JOBSAMTALE, "2022-05-20");

        @Test
        void itIsWarnedAboutAWeekBefore() {
            assertThat(on("2022-04-28", booked)).isEqualTo("UPCOMING 2022-05-06 CONFIRMED");
            assertThat(on("2022-04-29", booked)).isEqualTo("UPCOMING(7) 2022-05-06 CONFIRMED");
            assertThat(on("2022-05-06", booked)).isEqualTo("UPCOMING(7) 2022-05-06 CONFIRMED");
        }

        @Test
        void afterTheDueItIsOverdueAndAfterTheMeetingItHasLapsed() {
            assertThat(on("2022-05-07", booked)).isEqualTo("OVERDUE 2022-05-06 CONFIRMED");
            assertThat(on("2022-05-20", booked)).isEqualTo("OVERDUE 2022-05-06 CONFIRMED");
            // "LAPSED when HELD or D > plannedOn"
            assertThat(on("2022-05-21", booked)).isEqualTo("LAPSED 2022-05-06 CONFIRMED");
        }

        @Test
        void aMeetingThatWasHeldHasLapsed() {
            // held earlier than planned
            Samples.Sitting held = held("m", FAELLES_JOBSAMTALE, "2022-05-02").plannedOn("2022-05-20");

            assertThat(on("2022-05-02", held)).isEqualTo("LAPSED 2022-05-06 CONFIRMED");
        }

        @ParameterizedTest
        @CsvSource({
            "2022-05-05, MET",
            "2022-05-06, MET",
            "2022-05-07, MET_LATE",
            // "Satisfied on akasseInvitedOn if ≤ plannedOn"
            "2022-05-20, MET_LATE",
        })
        void anInvitationBeforeTheMeetingSatisfies(String invitedOn, String status) {
            assertThat(on(
                            "2022-05-20",
                            booked("m", FAELLES_JOBSAMTALE, "2022-05-20").akasseInvitedOn(invitedOn)))
                    .isEqualTo(status + " 2022-05-06 CONFIRMED on " + invitedOn);
        }

        @Test
        void anInvitationAfterTheMeetingDoesNot() {
            assertThat(on(
                            "2022-06-01",
                            booked("m", FAELLES_JOBSAMTALE, "2022-05-20").akasseInvitedOn("2022-05-21")))
                    .isEqualTo("LAPSED 2022-05-06 CONFIRMED");
        }

        @Test
        void anInvitationToComeDoesNotYet() {
            // "(a day after D is not yet)"
            Samples.Sitting invited =
                    booked("m", FAELLES_JOBSAMTALE, "2022-05-20").akasseInvitedOn("2022-05-10");

            assertThat(on("2022-05-09", invited)).isEqualTo("OVERDUE 2022-05-06 CONFIRMED");
            assertThat(on("2022-05-10", invited)).isEqualTo("MET_LATE 2022-05-06 CONFIRMED on 2022-05-10");
        }

        @Test
        void takingPartSatisfiesOnTheDayOfTheMeeting() {
            // example 20 m1: due 5 May, held on 10 May with BOTH
            Samples.Sitting held = held("m", FAELLES_JOBSAMTALE, "2022-05-10")
                    .plannedOn("2022-05-10")
                    .bookedOn("2022-05-03")
                    .with(Meeting.Participation.BOTH);

            assertThat(on("2022-05-12", held)).isEqualTo("MET_LATE 2022-05-05 CONFIRMED on 2022-05-10");
            assertThat(on("2022-05-09", held)).isEqualTo("LAPSED 2022-05-05 CONFIRMED");
        }

        @ParameterizedTest
        @EnumSource(value = Meeting.Participation.class, names = "BOTH", mode = EnumSource.Mode.EXCLUDE)
        void onlyBothIsTakingPart(Meeting.Participation participation) {
            assertThat(on(
                            "2022-05-12",
                            held("m", FAELLES_JOBSAMTALE, "2022-05-10")
                                    .plannedOn("2022-05-10")
                                    .with(participation)))
                    .isEqualTo("LAPSED 2022-04-26 CONFIRMED");
        }

        @Test
        void takingPartNeedsTheMeetingToBeHeld() {
            assertThat(on(
                            "2022-05-10",
                            booked("m", FAELLES_JOBSAMTALE, "2022-05-10")
                                    .heldOn("2022-05-10")
                                    .with(Meeting.Participation.BOTH)))
                    .isEqualTo("OVERDUE 2022-04-26 CONFIRMED");
        }

        @Test
        void theInvitationComesBeforeTakingPart() {
            assertThat(on(
                            "2022-06-01",
                            held("m", FAELLES_JOBSAMTALE, "2022-05-20")
                                    .plannedOn("2022-05-20")
                                    .akasseInvitedOn("2022-05-01")
                                    .with(Meeting.Participation.BOTH)))
                    .isEqualTo("MET 2022-05-06 CONFIRMED on 2022-05-01");
            // invited too late, but both took part
            assertThat(on(
                            "2022-06-01",
                            held("m", FAELLES_JOBSAMTALE, "2022-05-20")
                                    .plannedOn("2022-05-20")
                                    .akasseInvitedOn("2022-05-21")
                                    .with(Meeting.Participation.BOTH)))
                    .isEqualTo("MET_LATE 2022-05-06 CONFIRMED on 2022-05-20");
        }

        @Test
        void itIsNeverExemptOrPaused() {
            Scene scene = Scene.of(
                    RuleDraft.akasseInvitation(),
                    dagpenge("a", "2022-03-01").to("2022-03-31"),
                    exemption("x", "2022-03-01", Exemption.Obligation.MEETINGS),
                    booked("m", FAELLES_JOBSAMTALE, "2022-05-20"));

            assertThat(scene.line("2022-05-10")).isEqualTo("OVERDUE 2022-05-06 CONFIRMED");
        }
    }

    @Nested
    class Fields {
        @Test
        void theConvenerIsResponsible() {
            Deadline ours = scene(booked("m", FAELLES_JOBSAMTALE, "2022-05-20")).only("2022-04-01");
            Deadline theirs = scene(
                            booked("m", FAELLES_JOBSAMTALE, "2022-05-20").by(Meeting.Convener.AKASSE))
                    .only("2022-04-01");

            assertThat(ours.unit()).isEqualTo("jobcenter-0751");
            assertThat(theirs.unit()).isEqualTo("akasse-3F");
            assertThat(theirs.akasse()).contains("3F");
        }

        @Test
        void anInvitationIsWhollyDescribed() {
            Deadline open = scene(booked("m", FAELLES_JOBSAMTALE, "2022-05-20").bookedOn("2022-03-15"))
                    .only("2022-04-01");
            Deadline met = scene(booked("m", FAELLES_JOBSAMTALE, "2022-05-20").akasseInvitedOn("2022-04-01"))
                    .only("2022-04-01");

            assertThat(open.required()).isEqualTo(1);
            assertThat(open.achieved()).isZero();
            assertThat(open.advisory()).isFalse();
            assertThat(open.basis()).contains(Basis.CONFIRMED);
            assertThat(open.satisfiedOn()).isEmpty();
            // "(shown, in every status, null for akasse-invitation)"
            assertThat(open.nextBookedOn()).isEmpty();
            assertThat(open.why())
                    .isEqualTo(new Deadline.Why(day("2022-05-20"), day("2022-05-06"), List.of(), List.of("m")));
            assertThat(met.achieved()).isEqualTo(1);
            assertThat(met.satisfiedOn()).isEqualTo(Optional.of(day("2022-04-01")));
        }

        @Test
        void itIsExplained() {
            Scene scene = scene(held("m", FAELLES_JOBSAMTALE, "2022-05-20")
                    .plannedOn("2022-05-20")
                    .bookedOn("2022-05-01")
                    .akasseInvitedOn("2022-05-02")
                    .with(Meeting.Participation.BOTH));

            assertThat(scene.explained("2022-06-01", "akasse-invitation", "m", 1))
                    .containsExactly(
                            new Trace.Step.Invitation(
                                    day("2022-05-20"),
                                    Optional.of(day("2022-05-01")),
                                    Optional.of(day("2022-05-02")),
                                    true),
                            new Trace.Step.Decided(0, Status.MET));
            assertThat(scene(booked("m", FAELLES_JOBSAMTALE, "2022-05-20"))
                            .explained("2022-05-07", "akasse-invitation", "m", 1))
                    .containsExactly(
                            new Trace.Step.Invitation(day("2022-05-20"), Optional.empty(), Optional.empty(), false),
                            new Trace.Step.Decided(0, Status.OVERDUE));
        }

        @Test
        void aJobsamtaleIsNotExplainedHere() {
            assertThat(scene(booked("m", JOBSAMTALE, "2022-05-20"))
                            .explained("2022-05-07", "akasse-invitation", "m", 1))
                    .isNull();
        }
    }
}
