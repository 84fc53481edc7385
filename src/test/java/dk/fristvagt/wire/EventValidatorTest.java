package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventValidatorTest {
    private static final LocalDate DAY = LocalDate.of(2022, 3, 1);
    private static final LocalDate EARLY = LocalDate.of(1989, 12, 31);
    private static final LocalDate LATE = LocalDate.of(2101, 1, 1);

    @Property
    void whatTheContractAllowsIsValid(@ForAll long seed) {
        assertThat(EventValidator.check(new Arbitrary(new Random(seed)).event()))
                .isEmpty();
    }

    static Stream<Arguments> invalidFacts() {
        return Stream.of(
                Arguments.of(offer(DAY, DAY.minusDays(1)), "to is before from"),
                Arguments.of(offer(EARLY, DAY), "from is not in the years 1990 to 2100"),
                Arguments.of(offer(DAY, LATE), "to is not in the years 1990 to 2100"),
                Arguments.of(offer(LATE, Days.NEVER), "from is not in the years 1990 to 2100"),
                Arguments.of(exemption(DAY, DAY.minusDays(1)), "to is before from"),
                Arguments.of(spell(DAY, DAY.minusDays(1), "0751"), "to is before from"),
                Arguments.of(spell(DAY, DAY, "751"), "municipality is not four digits"),
                Arguments.of(spell(DAY, DAY, ""), "municipality is not four digits"),
                Arguments.of(spell(DAY, DAY, "075 "), "municipality is not four digits"),
                Arguments.of(spell(DAY, DAY, "٠٧٥١"), "municipality is not four digits"),
                Arguments.of(hours(-1), "hundredths is not in 0 to 80000"),
                Arguments.of(hours(80_001), "hundredths is not in 0 to 80000"),
                Arguments.of(new PaidHours("h", YearMonth.of(1989, 12), 0), "month is not in the years 1990 to 2100"),
                Arguments.of(new Employment("w", YearMonth.of(2022, 1), 80_001), "hundredths is not in 0 to 80000"),
                Arguments.of(new Employment("w", YearMonth.of(2101, 1), 0), "month is not in the years 1990 to 2100"),
                Arguments.of(
                        meeting(Meeting.Status.HELD, Optional.empty(), Optional.empty()),
                        "heldOn is missing although the meeting is HELD"),
                Arguments.of(
                        meeting(Meeting.Status.BOOKED, Optional.empty(), Optional.empty()),
                        "plannedOn is missing although the meeting is BOOKED"),
                Arguments.of(
                        meeting(Meeting.Status.HELD, Optional.empty(), Optional.of(DAY.plusDays(1))),
                        "heldOn is after the day of recordedAt"),
                Arguments.of(
                        meeting(Meeting.Status.CANCELLED, Optional.empty(), Optional.of(DAY.plusDays(1))),
                        "heldOn is after the day of recordedAt"),
                Arguments.of(
                        meeting(Meeting.Status.NO_SHOW, Optional.of(LATE), Optional.empty()),
                        "plannedOn is not in the years 1990 to 2100"),
                Arguments.of(
                        cv(Optional.of(DAY.plusDays(1)), Optional.empty()),
                        "registeredOn is after the day of recordedAt"),
                Arguments.of(
                        cv(Optional.empty(), Optional.of(DAY.plusDays(1))),
                        "searchableOn is after the day of recordedAt"),
                Arguments.of(offer("", DAY, DAY), "offerId is missing or blank"),
                Arguments.of(offer(" \t", DAY, DAY), "offerId is missing or blank"),
                Arguments.of(offer("o".repeat(201), DAY, DAY), "offerId is longer than 200 characters"),
                Arguments.of(offer("a|b", DAY, DAY), "offerId contains '|'"),
                Arguments.of(offer("s1#2", DAY, DAY), "offerId contains '#'"),
                Arguments.of(offer("a\nb", DAY, DAY), "offerId contains a control character"),
                Arguments.of(offer("a\u0085", DAY, DAY), "offerId contains a control character"),
                Arguments.of(offer("a\ud834", DAY, DAY), "offerId contains half of a surrogate pair"),
                Arguments.of(offer("\udd1e\ud834", DAY, DAY), "offerId contains half of a surrogate pair"));
    }

    @ParameterizedTest
    @MethodSource("invalidFacts")
    void whatTheContractForbidsIsInvalid(Fact fact, String sentence) {
        assertThat(EventValidator.check(event("e1", "c1", "case", fact)))
                .contains(new Invalid(Invalid.Code.INVALID, sentence));
    }

    @Test
    void theLimitsThemselvesAreValid() {
        assertThat(Stream.of(
                                offer(LocalDate.of(1990, 1, 1), LocalDate.of(2100, 12, 31)),
                                offer("o".repeat(200), DAY, DAY),
                                offer("𝄞".repeat(200), DAY, DAY),
                                hours(0),
                                hours(80_000),
                                meeting(Meeting.Status.HELD, Optional.empty(), Optional.of(DAY)),
                                cv(Optional.of(DAY), Optional.of(DAY)))
                        .map(fact -> EventValidator.check(event("e1", "c1", "case", fact))))
                .containsOnly(Optional.empty());
    }

    @Test
    void theRecordedDayIsTheDayInCopenhagen() {
        Meeting held = meeting(Meeting.Status.HELD, Optional.empty(), Optional.of(LocalDate.of(2022, 3, 2)));

        assertThat(EventValidator.check(recorded("2022-03-01T22:59:59.999Z", held))
                        .map(Invalid::sentence))
                .contains("heldOn is after the day of recordedAt");
        assertThat(EventValidator.check(recorded("2022-03-01T23:00:00Z", held))).isEmpty();
    }

    @Test
    void anAnnulmentMustBeValidToo() {
        Event<?> annulment = new Event<>(
                "e1", "c1", Instant.parse("2022-03-01T09:00:00Z"), "case", true, offer(DAY, DAY.minusDays(1)));

        assertThat(EventValidator.check(annulment)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "'', c1, eventId is missing or blank",
        "e1, ' ', citizenId is missing or blank",
        "a|b, c1, eventId contains '|'"
    })
    void theEnvelopeHasIdsToo(String eventId, String citizenId, String sentence) {
        assertThat(EventValidator.check(event(eventId, citizenId, "case", hours(1)))
                        .map(Invalid::sentence))
                .contains(sentence);
    }

    @Test
    void whatWasRecordedBeforeComputersIsInvalid() {
        assertThat(EventValidator.check(recorded("0001-01-01T00:00:00Z", hours(1)))
                        .map(Invalid::sentence))
                .contains("recordedAt is not in the years 1990 to 2100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0101801234", "010180-1234"})
    void anIdOrSourceThatLooksLikeANationalIdIsToldApart(String cpr) {
        assertThat(Stream.of(
                                event(cpr, "c1", "case", hours(-1)),
                                event("e1", cpr, "case", hours(-1)),
                                event("e1", "c1", cpr, hours(-1)),
                                event("e1", "c1", "case", new PaidHours(cpr, YearMonth.of(2022, 1), -1)),
                                event("e1", "c1", "case", offer(cpr, DAY, DAY.minusDays(1))))
                        .map(event -> EventValidator.check(event).orElseThrow()))
                .allSatisfy(invalid -> {
                    assertThat(invalid.code()).isEqualTo(Invalid.Code.CPR_LIKE);
                    assertThat(invalid.sentence()).doesNotContain("1234");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"01018-01234", "010180--1234", "x0101801234", "010180 1234", "01018012345", "٠١٠١٨٠١٢٣٤"})
    void anIdThatOnlyResemblesOneIsValid(String id) {
        assertThat(EventValidator.check(event(id, "c1", "case", hours(1)))).isEmpty();
    }

    private static Event<?> event(String eventId, String citizenId, String source, Fact fact) {
        return new Event<>(eventId, citizenId, Instant.parse("2022-03-01T09:00:00Z"), source, false, fact);
    }

    private static Event<?> recorded(String at, Fact fact) {
        return new Event<>("e1", "c1", Instant.parse(at), "case", false, fact);
    }

    private static PaidHours hours(int hundredths) {
        return new PaidHours("h1", YearMonth.of(2022, 1), hundredths);
    }

    private static Offer offer(LocalDate from, LocalDate to) {
        return offer("o1", from, to);
    }

    private static Offer offer(String id, LocalDate from, LocalDate to) {
        return new Offer(id, Offer.Type.LOENTILSKUD, Offer.Status.STARTED, Optional.empty(), from, to);
    }

    private static Exemption exemption(LocalDate from, LocalDate to) {
        return new Exemption("x1", Exemption.Reason.SICK, from, to, Set.of(Exemption.Obligation.MEETINGS));
    }

    private static Cv cv(Optional<LocalDate> registered, Optional<LocalDate> searchable) {
        return new Cv("cv1", registered, searchable, Optional.empty(), false);
    }

    private static Meeting meeting(Meeting.Status status, Optional<LocalDate> planned, Optional<LocalDate> held) {
        return new Meeting(
                "m1",
                Meeting.Type.JOBSAMTALE,
                status,
                Optional.empty(),
                planned,
                held,
                Meeting.Convener.JOBCENTER,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static BenefitSpell spell(LocalDate from, LocalDate to, String municipality) {
        return new BenefitSpell(
                "s1",
                Group.DAGPENGE,
                from,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BenefitSpell.Insurance.FULL_TIME,
                OptionalInt.empty(),
                false,
                false,
                false,
                municipality,
                Optional.empty());
    }
}
