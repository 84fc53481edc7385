package dk.fristvagt.facts;

import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Samples.Draft;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which event wins its object (domain.md §2). */
class FactsMergeTest {
    private static final String EARLY = "2022-03-01T09:00:00Z";
    private static final String LATE = "2022-03-01T09:00:00.001Z";

    private static Facts merged(Event<?>... events) {
        Facts facts = Facts.NONE;
        for (Event<?> event : events) {
            facts = facts.merge(event).facts();
        }
        return facts;
    }

    /** An object of the kind, in two states. */
    private static Draft<?> object(Fact.Kind kind, boolean changed) {
        return switch (kind) {
            case BENEFIT_SPELL -> dagpenge("id", changed ? "2022-04-01" : "2022-03-01");
            case PAID_HOURS -> paid("2022-03", changed ? 8_000 : 16_033);
            case MEETING -> held("id", Meeting.Type.JOBSAMTALE, changed ? "2022-03-02" : "2022-03-03");
            case OFFER -> offer("id", changed ? "2022-03-02" : "2022-03-03");
            case CV -> cv("id", changed ? "2022-03-02" : "2022-03-03");
            case EMPLOYMENT -> worked("2022-03", changed ? 2_000 : 1_000);
            case EXEMPTION -> exemption("id", changed ? "2022-03-02" : "2022-03-03", Exemption.Obligation.CV);
        };
    }

    private static List<? extends Event<?>> list(Facts facts, Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> facts.spells();
            case PAID_HOURS -> facts.hours();
            case MEETING -> facts.meetings();
            case OFFER -> facts.offers();
            case CV -> facts.cvs();
            case EMPLOYMENT -> facts.employments();
            case EXEMPTION -> facts.exemptions();
        };
    }

    @ParameterizedTest
    @EnumSource
    void theEventRecordedLaterWinsInWhateverOrderTheyArrive(Fact.Kind kind) {
        Event<?> early = object(kind, false).recorded("e2", EARLY);
        Event<?> late = object(kind, true).recorded("e1", LATE);

        Facts.Merged forward = merged(early).merge(late);
        Facts.Merged backward = merged(late).merge(early);

        assertThat(forward.result()).isEqualTo(Merge.CHANGED);
        assertThat(backward.result()).isEqualTo(Merge.UNCHANGED);
        assertThat(list(forward.facts(), kind)).hasToString(List.of(late).toString());
        assertThat(forward.facts()).isEqualTo(backward.facts());
        assertThat(forward.facts().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void ofEventsRecordedAtOnceTheGreaterEventIdWins(Fact.Kind kind) {
        // U+FF21 is before U+1D538 by bytes, after it by Java's own order
        Event<?> lesser = object(kind, false).recorded("\uFF21", EARLY);
        Event<?> greater = object(kind, true).recorded("\uD835\uDD38", EARLY);

        assertThat(merged(lesser).merge(greater).result()).isEqualTo(Merge.CHANGED);
        assertThat(merged(greater).merge(lesser).result()).isEqualTo(Merge.UNCHANGED);
        assertThat(merged(lesser, greater)).isEqualTo(merged(greater, lesser));
        assertThat(list(merged(greater, lesser), kind))
                .hasToString(List.of(greater).toString());
    }

    @ParameterizedTest
    @EnumSource
    void aDuplicateChangesNothing(Fact.Kind kind) {
        Facts facts = merged(object(kind, false).recorded("e1", EARLY));

        Facts.Merged again = facts.merge(object(kind, false).recorded("e1", EARLY));

        assertThat(again.result()).isEqualTo(Merge.UNCHANGED);
        assertThat(again.facts()).isSameAs(facts);
    }

    @ParameterizedTest
    @EnumSource
    void anAnnulmentRemovesTheObjectAndAnOlderStateDoesNotBringItBack(Fact.Kind kind) {
        Event<?> state = object(kind, false).recorded("e1", EARLY);
        Event<?> annulment = object(kind, false).annulled("e2", LATE);

        Facts.Merged forward = merged(state).merge(annulment);

        assertThat(forward.result()).isEqualTo(Merge.CHANGED);
        assertThat(list(forward.facts(), kind)).isEmpty();
        assertThat(forward.facts().annulled()).hasToString(List.of(annulment).toString());
        assertThat(forward.facts().merge(state).result()).isEqualTo(Merge.UNCHANGED);
        assertThat(merged(annulment, state)).isEqualTo(forward.facts());
        assertThat(forward.facts().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aLaterStateBringsAnAnnulledObjectBack(Fact.Kind kind) {
        Event<?> annulment = object(kind, false).annulled("e1", EARLY);
        Event<?> state = object(kind, true).recorded("e2", LATE);

        Facts.Merged forward = merged(annulment).merge(state);

        assertThat(forward.result()).isEqualTo(Merge.CHANGED);
        assertThat(list(forward.facts(), kind)).hasToString(List.of(state).toString());
        assertThat(forward.facts().annulled()).isEmpty();
        assertThat(merged(state, annulment)).isEqualTo(forward.facts());
    }

    @Test
    void ofTwoAnnulmentsTheLaterIsKept() {
        Event<?> early = cv("v1").annulled("e1", EARLY);
        Event<?> late = cv("v1").annulled("e2", LATE);

        assertThat(merged(early, late).annulled()).hasToString(List.of(late).toString());
        assertThat(merged(late, early).annulled()).hasToString(List.of(late).toString());
    }

    @Test
    void ofDifferentEventsWithOneStampTheGreaterCanonicalJsonWinsAsAConflict() {
        // "…searchableOn":"2022-03-02" is before "…searchableOn":"2022-03-03"
        Event<?> lesser = cv("v1", "2022-03-02").recorded("e1", EARLY);
        Event<?> greater = cv("v1", "2022-03-03").recorded("e1", EARLY);

        Facts.Merged forward = merged(lesser).merge(greater);
        Facts kept = merged(greater);
        Facts.Merged backward = kept.merge(lesser);

        assertThat(forward.result()).isEqualTo(Merge.CONFLICT);
        assertThat(backward.result()).isEqualTo(Merge.CONFLICT);
        assertThat(backward.facts()).isSameAs(kept);
        assertThat(forward.facts()).isEqualTo(kept);
    }

    @Test
    void anAnnulmentAndAStateWithOneStampAreAConflictThatTheGreaterTextWins() {
        // {"annulled":true,… is before {"citizenId":…: the state wins
        Event<?> annulment = cv("v1", "2022-03-02").annulled("e1", EARLY);
        Event<?> state = cv("v1", "2022-03-02").recorded("e1", EARLY);

        assertThat(merged(annulment).merge(state).result()).isEqualTo(Merge.CONFLICT);
        assertThat(merged(annulment, state)).isEqualTo(merged(state)).isEqualTo(merged(state, annulment));
    }

    @Test
    void hoursOfOneMonthAreOneObjectWhateverTheirId() {
        Event<PaidHours> first = paid("2022-03", 8_000).recorded("e1", EARLY);
        PaidHours other = new PaidHours("another id", first.fact().month(), 9_000);
        Event<PaidHours> second = new Event<>("e2", "c1", first.recordedAt().plusMillis(1), "test", false, other);

        assertThat(merged(first, second).hours()).containsExactly(second);
        assertThat(merged(first, paid("2022-04", 1).recorded("e3", EARLY)).hours())
                .hasSize(2);
    }

    @Test
    void workOfOneMonthIsOneObjectWhateverItsId() {
        Event<Employment> first = worked("2022-03", 8_000).recorded("e1", EARLY);
        Employment other = new Employment("another id", first.fact().month(), 9_000);
        Event<Employment> second = new Event<>("e2", "c1", first.recordedAt().plusMillis(1), "test", false, other);

        assertThat(merged(first, second).employments()).containsExactly(second);
        assertThat(merged(first, worked("2022-04", 1).recorded("e3", EARLY)).employments())
                .hasSize(2);
    }

    @Test
    void anAnnulmentOfAMonthIsFoundByItsMonth() {
        Event<PaidHours> march = paid("2022-03", 8_000).annulled("e1", LATE);
        Event<Employment> work = worked("2022-03", 8_000).annulled("e1", LATE);

        assertThat(merged(march)
                        .merge(paid("2022-03", 8_000).recorded("e0", EARLY))
                        .result())
                .isEqualTo(Merge.UNCHANGED);
        assertThat(merged(march)
                        .merge(paid("2022-04", 8_000).recorded("e0", EARLY))
                        .result())
                .isEqualTo(Merge.CHANGED);
        assertThat(merged(work)
                        .merge(worked("2022-03", 8_000).recorded("e0", EARLY))
                        .result())
                .isEqualTo(Merge.UNCHANGED);
        assertThat(merged(work)
                        .merge(worked("2022-04", 8_000).recorded("e0", EARLY))
                        .result())
                .isEqualTo(Merge.CHANGED);
        assertThat(merged(march)
                        .merge(worked("2022-03", 8_000).recorded("e0", EARLY))
                        .result())
                .isEqualTo(Merge.CHANGED);
    }

    @Test
    void oneIdInTwoRecordsIsTwoObjects() {
        Facts facts = merged(
                cv("id").annulled("e1", LATE),
                offer("id", "2022-03-01").recorded("e2", EARLY),
                held("id", Meeting.Type.JOBSAMTALE, "2022-03-01").recorded("e3", EARLY),
                exemption("id", "2022-03-01").recorded("e4", EARLY),
                dagpenge("id", "2022-03-01").recorded("e5", EARLY));

        assertThat(facts.size()).isEqualTo(5);
        assertThat(facts.cvs()).isEmpty();
    }

    static Stream<Arguments> ordered() {
        return Stream.of(
                // spells by their first day, then by id; the rest by id or month
                Arguments.of(
                        List.of(
                                dagpenge("b", "2022-01-31"),
                                dagpenge("\uFF21", "2022-03-01"),
                                dagpenge("\uD835\uDD38", "2022-03-01"),
                                dagpenge("a", "2022-03-02")),
                        Fact.Kind.BENEFIT_SPELL),
                Arguments.of(List.of(paid("2021-12", 1), paid("2022-01", 1), paid("2022-11", 1)), Fact.Kind.PAID_HOURS),
                Arguments.of(
                        List.of(worked("2021-12", 1), worked("2022-01", 1), worked("2022-11", 1)),
                        Fact.Kind.EMPLOYMENT),
                Arguments.of(
                        List.of(
                                held("a", Meeting.Type.JOBSAMTALE, "2022-03-03"),
                                held("\uFF21", Meeting.Type.JOBSAMTALE, "2022-03-02"),
                                held("\uD835\uDD38", Meeting.Type.JOBSAMTALE, "2022-03-01")),
                        Fact.Kind.MEETING),
                Arguments.of(
                        List.of(offer("a", "2022-03-03"), offer("b", "2022-03-02"), offer("c", "2022-03-01")),
                        Fact.Kind.OFFER),
                Arguments.of(List.of(cv("a"), cv("b"), cv("c")), Fact.Kind.CV),
                Arguments.of(
                        List.of(
                                exemption("a", "2022-03-03"),
                                exemption("b", "2022-03-02"),
                                exemption("c", "2022-03-01")),
                        Fact.Kind.EXEMPTION));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void factsAreKeptInTheOrderTheyAreReadIn(List<Draft<?>> drafts, Fact.Kind kind) {
        Facts forward = Samples.known(drafts.toArray(Draft<?>[]::new));
        Facts backward = Facts.NONE;
        for (int i = drafts.size() - 1; i >= 0; i--) {
            backward = backward.merge(drafts.get(i).event()).facts();
        }

        assertThat(list(forward, kind))
                .hasToString(drafts.stream().map(Draft::event).toList().toString());
        assertThat(backward).isEqualTo(forward);
    }

    @Test
    void annulmentsAreKeptByKindAndId() {
        Event<?> spell = spell("b", Group.DAGPENGE, "2022-03-01").annulled("e1", EARLY);
        Event<?> other = spell("c", Group.DAGPENGE, "2021-03-01").annulled("e4", EARLY);
        Event<?> meeting = held("a", Meeting.Type.JOBSAMTALE, "2022-03-01").annulled("e2", EARLY);
        Event<?> exemption = exemption("a", "2022-03-01").annulled("e3", EARLY);

        assertThat(merged(exemption, other, meeting, spell).annulled())
                .hasToString(List.of(spell, other, meeting, exemption).toString());
    }

    @Test
    void aSpellWhoseFirstDayMovesTakesItsNewPlace() {
        Facts facts = merged(
                dagpenge("a", "2022-01-01").recorded("e1", EARLY),
                dagpenge("b", "2022-02-01").recorded("e2", EARLY),
                dagpenge("a", "2022-03-01").recorded("e3", LATE));

        assertThat(facts.spells().stream().map(event -> event.fact().spellId())).containsExactly("b", "a");
        assertThat(facts.spells().get(1).fact().from()).isEqualTo(day("2022-03-01"));
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(Facts.NONE.isEmpty()).isTrue();
        assertThat(Facts.NONE.size()).isZero();
        assertThat(Facts.NONE.horizon()).isEqualTo(java.time.LocalDate.MIN);
    }
}
