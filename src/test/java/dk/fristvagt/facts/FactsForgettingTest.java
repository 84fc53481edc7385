package dk.fristvagt.facts;

import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.meeting;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of what was forgotten (architecture.md, state). */
class FactsForgettingTest {
    /** Facts with the last day that each speaks of. */
    static Stream<Arguments> lastDays() {
        return Stream.of(
                Arguments.of(dagpenge("s", "2016-01-01").to("2016-05-10"), "2016-05-10"),
                Arguments.of(paid("2016-02", 1), "2016-02-29"),
                Arguments.of(worked("2016-02", 1), "2016-02-29"),
                Arguments.of(offer("o", "2016-01-01").to("2016-05-10"), "2016-05-10"),
                Arguments.of(exemption("x", "2016-01-01").to("2016-05-10"), "2016-05-10"),
                Arguments.of(cv("v", "2016-01-01").withdrawnOn("2016-05-10"), "2016-05-10"),
                // a meeting speaks of four days, in any order
                Arguments.of(
                        meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.HELD)
                                .bookedOn("2016-05-10")
                                .plannedOn("2016-05-09")
                                .heldOn("2016-05-08")
                                .akasseInvitedOn("2016-05-07"),
                        "2016-05-10"),
                Arguments.of(
                        meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.HELD)
                                .bookedOn("2016-05-07")
                                .plannedOn("2016-05-10")
                                .heldOn("2016-05-09")
                                .akasseInvitedOn("2016-05-08"),
                        "2016-05-10"),
                Arguments.of(
                        meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.HELD)
                                .bookedOn("2016-05-07")
                                .plannedOn("2016-05-08")
                                .heldOn("2016-05-10")
                                .akasseInvitedOn("2016-05-09"),
                        "2016-05-10"),
                Arguments.of(
                        meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.HELD)
                                .bookedOn("2016-05-08")
                                .plannedOn("2016-05-09")
                                .heldOn("2016-05-07")
                                .akasseInvitedOn("2016-05-10"),
                        "2016-05-10"));
    }

    @ParameterizedTest
    @MethodSource("lastDays")
    void whatLiesBeforeTheCutAsAWholeIsForgottenAndLeavesAMark(Draft<?> draft, LocalDate lastDay) {
        Event<?> event = draft.event();
        Facts facts = known(draft);

        Facts cut = facts.forgetBefore(lastDay.plusDays(1));

        assertThat(Facts.lastDay(event)).isEqualTo(lastDay);
        assertThat(cut.size()).isZero();
        assertThat(cut.isEmpty()).isFalse();
        assertThat(cut.horizon()).isEqualTo(lastDay.plusDays(1));
        assertThat(cut.forgotten())
                .containsExactly(new Facts.Mark(
                        event.fact().kind(),
                        Hash64.of(event.fact().objectKey()),
                        event.recordedAt(),
                        Hash64.of(event.eventId())));
    }

    @ParameterizedTest
    @MethodSource("lastDays")
    void whatReachesTheCutIsKept(Draft<?> draft, LocalDate lastDay) {
        Facts facts = known(draft);

        assertThat(facts.forgetBefore(lastDay)).isSameAs(facts);
    }

    @ParameterizedTest
    @MethodSource("lastDays")
    void anAnnulmentIsForgottenAsTheObjectWouldBe(Draft<?> draft, LocalDate lastDay) {
        Facts facts =
                Facts.NONE.merge(draft.annulled("e1", "2022-01-01T00:00:00Z")).facts();

        assertThat(facts.forgetBefore(lastDay)).isSameAs(facts);
        assertThat(facts.forgetBefore(lastDay.plusDays(1)).annulled()).isEmpty();
        assertThat(facts.forgetBefore(lastDay.plusDays(1)).forgotten()).hasSize(1);
    }

    static Stream<Draft<?>> openEnded() {
        return Stream.of(
                dagpenge("s", "2016-01-01"),
                offer("o", "2016-01-01"),
                exemption("x", "2016-01-01", Exemption.Obligation.CV),
                cv("v", "2016-01-01"));
    }

    @ParameterizedTest
    @MethodSource("openEnded")
    void whatIsOpenEndedIsNeverForgotten(Draft<?> draft) {
        Facts facts = known(draft);

        assertThat(Facts.lastDay(draft.event())).isEqualTo(Days.NEVER);
        assertThat(facts.forgetBefore(day("2100-12-31"))).isSameAs(facts);
    }

    @Test
    void aMeetingWithoutADayIsAsOldAsItsRecord() {
        // 23:30 in UTC is the next day in Copenhagen
        Event<Meeting> cancelled =
                meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.CANCELLED).recorded("e1", "2016-05-09T23:30:00Z");

        assertThat(Facts.lastDay(cancelled)).isEqualTo(day("2016-05-10"));
    }

    @Test
    void onlyWhatLiesBeforeTheCutIsForgotten() {
        Facts facts = known(
                dagpenge("old", "2015-01-01").to("2015-12-31"),
                dagpenge("new", "2016-01-01"),
                paid("2015-12", 1),
                paid("2016-01", 2));

        Facts cut = facts.forgetBefore(day("2016-01-01"));

        assertThat(cut.spells().stream().map(event -> event.fact().spellId())).containsExactly("new");
        assertThat(cut.hours().stream().map(event -> event.fact().hundredths())).containsExactly(2);
        assertThat(cut.forgotten()).hasSize(2);
    }

    private static final String AT = "2016-02-01T09:00:00Z";
    private static final Draft<?> OLD = held("m", Meeting.Type.JOBSAMTALE, "2016-01-31");
    private static final Facts FORGOTTEN =
            Facts.NONE.merge(OLD.recorded("e5", AT)).facts().forgetBefore(day("2016-03-01"));

    @Test
    void aReplayOfWhatWasForgottenChangesNothing() {
        Facts.Merged same = FORGOTTEN.merge(OLD.recorded("e5", AT));
        Facts.Merged earlier = FORGOTTEN.merge(OLD.recorded("e9", "2016-02-01T08:59:59.999Z"));

        assertThat(same.result()).isEqualTo(Merge.UNCHANGED);
        assertThat(same.facts()).isSameAs(FORGOTTEN);
        assertThat(earlier.result()).isEqualTo(Merge.UNCHANGED);
        assertThat(earlier.facts()).isSameAs(FORGOTTEN);
    }

    @Test
    void aNewStateOfWhatWasForgottenIsBehindTheHorizon() {
        Facts.Merged later = FORGOTTEN.merge(OLD.recorded("e5", "2016-02-01T09:00:00.001Z"));
        Facts.Merged otherEvent = FORGOTTEN.merge(OLD.recorded("e6", AT));
        // also when it now speaks of a day after the horizon
        Facts.Merged moved = FORGOTTEN.merge(
                held("m", Meeting.Type.JOBSAMTALE, "2022-01-31").recorded("e7", "2022-02-01T09:00:00Z"));

        assertThat(later.result()).isEqualTo(Merge.BEHIND_HORIZON);
        assertThat(otherEvent.result()).isEqualTo(Merge.BEHIND_HORIZON);
        assertThat(moved.result()).isEqualTo(Merge.BEHIND_HORIZON);
        assertThat(moved.facts()).isSameAs(FORGOTTEN);
    }

    @Test
    void anotherObjectBehindTheHorizonIsRefusedAndOnItIsTaken() {
        Facts.Merged behind =
                FORGOTTEN.merge(held("n", Meeting.Type.JOBSAMTALE, "2016-02-29").event());
        Facts.Merged on =
                FORGOTTEN.merge(held("n", Meeting.Type.JOBSAMTALE, "2016-03-01").event());

        assertThat(behind.result()).isEqualTo(Merge.BEHIND_HORIZON);
        assertThat(behind.facts()).isSameAs(FORGOTTEN);
        assertThat(on.result()).isEqualTo(Merge.CHANGED);
        assertThat(on.facts().meetings()).hasSize(1);
        assertThat(on.facts().forgotten()).isEqualTo(FORGOTTEN.forgotten());
        assertThat(on.facts().horizon()).isEqualTo(day("2016-03-01"));
    }

    @Test
    void aMarkIsThatOfOneKind() {
        Facts.Merged merged = FORGOTTEN.merge(exemption("m", "2016-01-01").event());

        assertThat(merged.result()).isEqualTo(Merge.CHANGED);
    }

    @Test
    void theHorizonNeverGoesBack() {
        Facts facts = FORGOTTEN
                .merge(held("n", Meeting.Type.JOBSAMTALE, "2016-03-01").event())
                .facts();

        assertThat(facts.forgetBefore(day("2016-02-01"))).isSameAs(facts);
        assertThat(facts.forgetBefore(day("2016-03-02")).horizon()).isEqualTo(day("2016-03-02"));
        assertThat(facts.forgetBefore(day("2016-03-02")).forgotten()).hasSize(2);
    }
}
