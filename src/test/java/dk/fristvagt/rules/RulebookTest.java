package dk.fristvagt.rules;

import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Offer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
    private static void refused(String ruleId, String problem, RuleDraft... drafts) {
        assertThatThrownBy(() -> RuleDraft.rulebook(drafts))
                .isInstanceOfSatisfying(Rulebook.InvalidRulebookException.class, refused -> {
                    assertThat(refused.ruleId()).isEqualTo(ruleId);
                    assertThat(refused.problem()).isEqualTo(problem);
                    assertThat(refused).hasMessage("rule " + ruleId + ": " + problem);
                });
    }

    @Test
    void versionsFollowOneAnotherInWhateverOrderTheyAreGiven() {
        Rulebook rulebook = RuleDraft.rulebook(
                rule("b").validFrom("2020-01-01"),
                rule("a").version(2).validFrom("2024-01-01"),
                rule("a").valid("2020-01-01", "2023-12-31"));

        assertThat(rulebook.rules())
                .extracting(rule -> rule.id() + " " + rule.version())
                .containsExactly("a 1", "a 2", "b 1");
        assertThat(rulebook.number()).isEqualTo(1);
    }

    @Test
    void theVersionsOfARuleAreTogetherAndTheRulesInTheOrderOfKeys() {
        Rulebook rulebook = RuleDraft.rulebook(
                rule("dp-cv").valid("2020-01-01", "2023-12-31"),
                rule("dp-cv").version(2).validFrom("2024-01-01"),
                rule("dp-cv-samtale"));

        assertThat(rulebook.rules()).extracting(Rule::id).containsExactly("dp-cv", "dp-cv", "dp-cv-samtale");
        assertThat(rulebook.versions())
                .extracting(versions -> versions.get(0).id() + " x" + versions.size())
                .containsExactly("dp-cv-samtale x1", "dp-cv x2");
    }

    @Test
    void aGapBetweenVersionsIsRefused() {
        refused(
                "a",
                "there is a gap between versions: 1 ends 2023-12-30, 2 begins 2024-01-01",
                rule("a").valid("2020-01-01", "2023-12-30"),
                rule("a").version(2).validFrom("2024-01-01"));
    }

    @Test
    void anOverlapOfVersionsIsRefused() {
        refused(
                "a",
                "versions overlap: 1 ends 2024-01-01, 2 begins 2024-01-01",
                rule("a").valid("2020-01-01", "2024-01-01"),
                rule("a").version(2).validFrom("2024-01-01"));
    }

    @Test
    void nothingFollowsAnOpenEndedVersion() {
        refused(
                "a",
                "versions overlap: 1 ends +999999999-12-31, 2 begins 2024-01-01",
                rule("a").validFrom("2020-01-01"),
                rule("a").version(2).validFrom("2024-01-01"));
    }

    @Test
    void versionsAreNumberedFromOneWithoutGaps() {
        refused("a", "has no version 1", rule("a").version(2));
        refused(
                "a",
                "has no version 2 or has it twice",
                rule("a").valid("2020-01-01", "2023-12-31"),
                rule("a").version(3).validFrom("2024-01-01"));
        refused(
                "a",
                "has no version 2 or has it twice",
                rule("a").valid("2020-01-01", "2023-12-31"),
                rule("a").validFrom("2024-01-01"));
    }

    @Test
    void aVersionThatEndsBeforeItBeginsIsRefused() {
        refused(
                "a",
                "version 1 is valid to a day before it is valid from",
                rule("a").valid("2020-01-02", "2020-01-01"));
        assertThat(RuleDraft.rulebook(rule("a").valid("2020-01-01", "2020-01-01"))
                        .rules())
                .hasSize(1);
    }

    @Test
    void aRuleThatCitesNothingIsRefused() {
        refused("a", "version 1 cites no paragraph", rule("a").cited());
        refused("a", "version 1 cites no paragraph", rule("a").cited("  "));
    }

    @Test
    void aVersionIsFoundByItsNumber() {
        Rulebook rulebook = RuleDraft.rulebook(
                rule("a").valid("2020-01-01", "2023-12-31"),
                rule("a").version(2).validFrom("2024-01-01"),
                rule("b"));

        assertThat(rulebook.rule("a", 2).valid().from()).isEqualTo(day("2024-01-01"));
        assertThat(rulebook.rule("b", 1).id()).isEqualTo("b");
        assertThatThrownBy(() -> rulebook.rule("b", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the rulebook 1 has no rule b version 2");
    }

    @ParameterizedTest
    @CsvSource({
        // §7: "OEVRIG_VEJLEDNING counts when from < 2023-03-22 or from ≥ 2026-07-01"
        "OEVRIG_VEJLEDNING, 2023-03-21, true",
        "OEVRIG_VEJLEDNING, 2023-03-22, false",
        "OEVRIG_VEJLEDNING, 2026-06-30, false",
        "OEVRIG_VEJLEDNING, 2026-07-01, true",
        "VIRKSOMHEDSPRAKTIK, 2024-01-01, true",
        "KURSUS_93, 2022-01-01, false",
        "REALKOMPETENCE, 2022-01-01, false",
        "UNKNOWN, 2022-01-01, false",
    })
    void anOfferCountsByItsTypeOnItsFirstDay(Offer.Type type, String from, boolean counts) {
        assertThat(RuleDraft.rulebook(rule("a")).counts(type, day(from))).isEqualTo(counts);
    }

    @Test
    void aRulebookDoesNotChangeWithWhatItWasMadeOf() {
        List<Rule> rules = new ArrayList<>(List.of(rule("a").build()));
        List<Rule.Validity> windows = new ArrayList<>(List.of(new Rule.Validity(day("2020-01-01"), day("2020-12-31"))));
        Map<Offer.Type, List<Rule.Validity>> counting = new EnumMap<>(Offer.Type.class);
        counting.put(Offer.Type.KURSUS_93, windows);
        Rulebook rulebook = new Rulebook(7, rules, counting);

        rules.clear();
        windows.clear();
        counting.clear();

        assertThat(rulebook.number()).isEqualTo(7);
        assertThat(rulebook.rules()).hasSize(1);
        assertThat(rulebook.counts(Offer.Type.KURSUS_93, day("2020-06-01"))).isTrue();
        assertThat(rulebook.countingOffers()).containsOnlyKeys(Offer.Type.KURSUS_93);
    }
}
