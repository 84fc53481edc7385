package dk.fristvagt.facts;

import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.meeting;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Samples.Draft;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FactTest {
    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of(dagpenge("s", "2022-03-01"), Fact.Kind.BENEFIT_SPELL, "s"),
                // §2: "PaidHours and Employment are one object per citizen and month (their ids are references only)"
                Arguments.of(paid("2022-03", 1), Fact.Kind.PAID_HOURS, "2022-03"),
                Arguments.of(booked("m", Meeting.Type.JOBSAMTALE, "2022-03-01"), Fact.Kind.MEETING, "m"),
                Arguments.of(offer("o", "2022-03-01"), Fact.Kind.OFFER, "o"),
                Arguments.of(cv("v"), Fact.Kind.CV, "v"),
                Arguments.of(worked("2022-03", 1), Fact.Kind.EMPLOYMENT, "2022-03"),
                Arguments.of(exemption("x", "2022-03-01"), Fact.Kind.EXEMPTION, "x"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void anObjectIsIdentifiedByItsKindAndKey(Draft<?> draft, Fact.Kind kind, String key) {
        assertThat(draft.fact().kind()).isEqualTo(kind);
        assertThat(draft.fact().objectKey()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"2022-02-28, false", "2022-03-01, true", "2022-03-31, true", "2022-04-01, false"})
    void aSpellCoversBothItsEnds(String day, boolean covered) {
        // §2: "All intervals [from, to] include both ends"
        assertThat(dagpenge("s", "2022-03-01").to("2022-03-31").fact().covers(day(day)))
                .isEqualTo(covered);
    }

    @Test
    void anOpenEndedSpellCoversEveryDayFromItsFirst() {
        assertThat(dagpenge("s", "2022-03-01").fact().covers(day("2100-12-31"))).isTrue();
    }

    @Test
    void aMeetingIsHeldOrBookedWhenItsDayIsKnown() {
        Meeting held = held("m", Meeting.Type.JOBSAMTALE, "2022-03-01").fact();
        Meeting booked = booked("m", Meeting.Type.JOBSAMTALE, "2022-03-01").fact();

        assertThat(held.held()).isTrue();
        assertThat(held.booked()).isFalse();
        assertThat(booked.booked()).isTrue();
        assertThat(booked.held()).isFalse();
        assertThat(meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.HELD)
                        .fact()
                        .held())
                .isFalse();
        assertThat(meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.BOOKED)
                        .fact()
                        .booked())
                .isFalse();
        assertThat(meeting("m", Meeting.Type.JOBSAMTALE, Meeting.Status.CANCELLED)
                        .plannedOn("2022-03-01")
                        .heldOn("2022-03-01")
                        .fact()
                        .held())
                .isFalse();
    }
}
