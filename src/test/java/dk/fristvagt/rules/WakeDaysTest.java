package dk.fristvagt.rules;

import static dk.fristvagt.facts.Exemption.Obligation.CV;
import static dk.fristvagt.facts.Exemption.Obligation.MEETINGS;
import static dk.fristvagt.facts.Exemption.Obligation.OFFERS;
import static dk.fristvagt.facts.Group.JOBAFKLARING;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Meeting.Type.FAELLES_JOBSAMTALE;
import static dk.fristvagt.facts.Meeting.Type.JOBSAMTALE;
import static dk.fristvagt.facts.Samples.booked;
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

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** "Between days nothing changes without an event" (domain.md §10): the next day may be early, it is never late. */
class WakeDaysTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");
    private static final Samples.Spell DAGPENGE = dagpenge("a", "2022-03-01");

    static Stream<Arguments> scenes() {
        return Stream.of(
                Arguments.of("a CV that comes late", Scene.of(RuleDraft.kthCv(), JOBPARAT, cv("v", "2022-02-10"))),
                Arguments.of(
                        "a CV shifted twice by exemptions",
                        Scene.of(
                                RuleDraft.kthCv(),
                                JOBPARAT,
                                exemption("x", "2022-01-25", CV).to("2022-01-26"),
                                exemption("y", "2022-02-01", CV).to("2022-02-28"))),
                Arguments.of(
                        "a series with meetings to come and bookings",
                        Scene.of(
                                RuleDraft.xJobsamtale(),
                                JOBPARAT,
                                held("m1", JOBSAMTALE, "2022-02-01"),
                                booked("m2", JOBSAMTALE, "2022-04-01"),
                                booked("m3", JOBSAMTALE, "2022-05-20"),
                                booked("m4", JOBSAMTALE, "2022-07-07"))),
                Arguments.of(
                        "a series of which the citizen is exempt for a while",
                        Scene.of(
                                RuleDraft.xJobsamtale(),
                                JOBPARAT,
                                exemption("x", "2022-06-01", MEETINGS).to("2022-07-20"),
                                booked("m1", JOBSAMTALE, "2022-08-01"))),
                Arguments.of(
                        "a rule that is left and joined again",
                        Scene.of(
                                RuleDraft.rulebook(
                                        RuleDraft.xJobsamtale().groups(KONTANTHJAELP_JOBPARAT),
                                        RuleDraft.kthCv(),
                                        RuleDraft.fokusSamtaler()),
                                JOBPARAT.to("2022-03-31"),
                                spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-04-10")
                                        .to("2022-05-20"),
                                spell("c", KONTANTHJAELP_JOBPARAT, "2022-06-01").to("2022-09-15"),
                                spell("d", JOBAFKLARING, "2022-12-01"))),
                Arguments.of(
                        "a spell laid over another",
                        Scene.of(
                                RuleDraft.rulebook(RuleDraft.xJobsamtale(), RuleDraft.kthCv(), RuleDraft.kthTilbud()),
                                JOBPARAT,
                                spell("b", SYGEDAGPENGE, "2022-03-01").to("2022-03-20"),
                                offer("o", "2022-05-01").granted())),
                Arguments.of(
                        "an offer granted and a løntilskud in grace",
                        Scene.of(
                                RuleDraft.kthTilbud(),
                                JOBPARAT,
                                offer("o1", "2022-06-20").granted(),
                                offer("o2", "2022-07-30")
                                        .type(Offer.Type.LOENTILSKUD)
                                        .granted()
                                        .grantedOn("2022-07-08"),
                                exemption("x", "2022-06-01", OFFERS).to("2022-06-10"))),
                Arguments.of(
                        "joint meetings on dagpenge that nobody reports",
                        Scene.of(
                                RuleDraft.rulebook(
                                        RuleDraft.dpFaelles1(), RuleDraft.dpFaelles2(), RuleDraft.dpTilbud()),
                                DAGPENGE,
                                booked("m1", FAELLES_JOBSAMTALE, "2022-06-10"),
                                offer("o", "2022-08-20").granted())),
                Arguments.of(
                        "supplementary dagpenge with some reports",
                        Scene.of(
                                RuleDraft.rulebook(
                                        RuleDraft.dpFaelles1(),
                                        RuleDraft.dp24Akasse().validFrom("2020-01-01")),
                                DAGPENGE.partTime(),
                                paid("2022-03", 9_000),
                                paid("2022-05", 8_000),
                                held("m1", JOBSAMTALE, "2022-05-10").by(Meeting.Convener.AKASSE))),
                Arguments.of(
                        "dagpenge that stops and begins again",
                        Scene.of(
                                RuleDraft.rulebook(
                                        RuleDraft.dpFaelles1(), RuleDraft.dp24Jobcenter(), RuleDraft.fokusTilbud()),
                                DAGPENGE.to("2022-05-20"),
                                dagpenge("b", "2022-10-03"),
                                paid("2022-06", 6_000),
                                exemption("x", "2022-11-01", MEETINGS).to("2022-11-20"))),
                Arguments.of(
                        "four meetings a year, one of them on 29 February",
                        Scene.of(
                                RuleDraft.fokusSamtaler(),
                                spell("a", KONTANTHJAELP_JOBPARAT, "2021-02-01"),
                                held("m1", JOBSAMTALE, "2022-02-01"),
                                held("m2", JOBSAMTALE, "2022-05-02"),
                                held("m3", JOBSAMTALE, "2022-08-01"),
                                held("m4", JOBSAMTALE, "2022-11-01"),
                                booked("m5", JOBSAMTALE, "2023-01-20"))),
                Arguments.of(
                        "work every month, and estimates",
                        Scene.of(
                                RuleDraft.fokusTilbud(),
                                spell("a", KONTANTHJAELP_JOBPARAT, "2021-04-10"),
                                worked("2021-10", 2_000),
                                worked("2021-11", 2_000),
                                worked("2021-12", 9_000),
                                worked("2022-01", 5_000),
                                worked("2022-02", 4_000),
                                offer("o", "2022-12-01").to("2022-12-20"),
                                exemption("x", "2022-10-01", OFFERS).to("2022-10-10"))),
                Arguments.of(
                        "an offer that runs and one that is granted",
                        Scene.of(
                                RuleDraft.fokusTilbud(),
                                spell("a", KONTANTHJAELP_JOBPARAT, "2021-04-10"),
                                offer("o1", "2022-03-01").to("2022-03-20"),
                                offer("o2", "2022-06-01")
                                        .status(Offer.Status.ENDED)
                                        .to("2022-06-30"),
                                offer("o3", "2023-06-20").granted())),
                Arguments.of(
                        "invitations",
                        Scene.of(
                                RuleDraft.akasseInvitation(),
                                DAGPENGE,
                                booked("m1", FAELLES_JOBSAMTALE, "2022-05-20"),
                                booked("m2", FAELLES_JOBSAMTALE, "2022-06-20")
                                        .bookedOn("2022-06-10")
                                        .akasseInvitedOn("2022-06-15"),
                                held("m3", FAELLES_JOBSAMTALE, "2022-07-10")
                                        .plannedOn("2022-07-10")
                                        .with(Meeting.Participation.BOTH))),
                Arguments.of(
                        "a rule whose validity ends",
                        Scene.of(
                                RuleDraft.fokusSamtaler().asOf("2022-02-01", "2022-12-20"),
                                spell("a", KONTANTHJAELP_JOBPARAT, "2021-02-01"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void nothingChangesBeforeTheNextDay(String name, Scene scene) {
        assertThat(scene.surprises("2022-01-01", "2023-12-31")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void daysAloneChangeSomething(String name, Scene scene) {
        assertThat(scene.changes("2022-01-01", "2023-12-31")).isGreaterThan(1);
    }

    @Test
    void aTwentyNinthOfFebruaryChangesNothingTooLate() {
        Scene scene = Scene.of(
                RuleDraft.fokusSamtaler(),
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-02-01"),
                held("m1", JOBSAMTALE, "2024-02-29"));

        assertThat(scene.only("2025-02-28").achieved()).isEqualTo(1);
        assertThat(scene.only("2025-03-01").achieved()).isZero();
        assertThat(scene.surprises("2024-02-28", "2025-03-10")).isEmpty();
    }

    @Test
    void theDaysOfAPlainCvAreThoseOfItsLadder() {
        // due 31 January: 24 and 28 January, then 1 February; from then on nothing but an event
        Scene scene = Scene.of(RuleDraft.kthCv(), JOBPARAT);

        assertThat(scene.on("2022-01-10").next()).isEqualTo(day("2022-01-24"));
        assertThat(scene.on("2022-01-24").next()).isEqualTo(day("2022-01-28"));
        assertThat(scene.on("2022-01-28").next()).isEqualTo(day("2022-02-01"));
        assertThat(scene.on("2022-02-01").next()).isEqualTo(Days.NEVER);
    }
}
