package dk.fristvagt.rules;

import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Samples;
import java.time.Period;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
    private static final Optional<Boolean> ANY = Optional.empty();

    private static boolean covers(Rule.Condition condition, Samples.Spell spell) {
        return rule("r").groups(Group.SYGEDAGPENGE).when(condition).build().covers(spell.fact());
    }

    private static Samples.Spell sick() {
        return spell("s", Group.SYGEDAGPENGE, "2022-01-01");
    }

    @Test
    void aRuleCoversTheSpellsOfItsGroups() {
        Rule rule = rule("r")
                .groups(Group.KONTANTHJAELP_JOBPARAT, Group.LEDIGHEDSYDELSE)
                .build();

        assertThat(rule.covers(spell("s", Group.LEDIGHEDSYDELSE, "2022-01-01").fact()))
                .isTrue();
        assertThat(rule.covers(spell("s", Group.KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-01")
                        .fact()))
                .isFalse();
    }

    @Test
    void aConditionDoesNotMakeUpForTheWrongGroup() {
        Rule.Condition condition = new Rule.Condition(ANY, ANY, Optional.empty(), false);

        assertThat(covers(condition, spell("s", Group.DAGPENGE, "2022-01-01"))).isFalse();
        assertThat(covers(condition, sick())).isTrue();
    }

    @Test
    void aConditionMayAskWhetherTheCitizenIsYoungWithoutEducation() {
        Rule.Condition young = new Rule.Condition(Optional.of(true), ANY, Optional.empty(), false);
        Rule.Condition notYoung = new Rule.Condition(Optional.of(false), ANY, Optional.empty(), false);

        assertThat(covers(young, sick().young())).isTrue();
        assertThat(covers(young, sick())).isFalse();
        assertThat(covers(notYoung, sick().young())).isFalse();
        assertThat(covers(notYoung, sick())).isTrue();
    }

    @Test
    void aConditionMayAskWhetherTheCitizenIsEmployed() {
        Rule.Condition employed = new Rule.Condition(ANY, Optional.of(true), Optional.empty(), false);
        Rule.Condition notEmployed = new Rule.Condition(ANY, Optional.of(false), Optional.empty(), false);

        assertThat(covers(employed, sick().employed())).isTrue();
        assertThat(covers(employed, sick())).isFalse();
        assertThat(covers(notEmployed, sick().employed())).isFalse();
        assertThat(covers(notEmployed, sick())).isTrue();
    }

    @Test
    void aConditionMayAskForCategoriesWithOrWithoutThoseThatAreNotKnown() {
        // sdp-foerste: "when sicknessCategory is null, 2 or 3"
        Rule.Condition orUnknown = new Rule.Condition(ANY, ANY, Optional.of(Set.of(2, 3)), true);
        Rule.Condition known = new Rule.Condition(ANY, ANY, Optional.of(Set.of(2, 3)), false);

        assertThat(covers(orUnknown, sick())).isTrue();
        assertThat(covers(known, sick())).isFalse();
        assertThat(covers(known, sick().category(1))).isFalse();
        assertThat(covers(orUnknown, sick().category(1))).isFalse();
        assertThat(covers(known, sick().category(2))).isTrue();
        assertThat(covers(known, sick().category(3))).isTrue();
    }

    @Test
    void allPartsOfAConditionMustHold() {
        // sdp25-opfoelgning: "when not employed and sicknessCategory is null or 2"
        Rule.Condition condition = new Rule.Condition(ANY, Optional.of(false), Optional.of(Set.of(2)), true);

        assertThat(covers(condition, sick())).isTrue();
        assertThat(covers(condition, sick().category(2).employed())).isFalse();
        assertThat(covers(condition, sick().category(3))).isFalse();
    }

    @Test
    void theFirstReferenceIsTheCitation() {
        assertThat(rule("r").cited("LAB § 32 stk. 2", "S004").build().citation())
                .isEqualTo("LAB § 32 stk. 2");
    }

    @Test
    void aSeriesIsOneOnEitherClock() {
        assertThat(RuleDraft.xJobsamtale().build().series()).isTrue();
        assertThat(RuleDraft.dp24Akasse().build().series()).isTrue();
        assertThat(RuleDraft.kthCv().build().series()).isFalse();
        assertThat(RuleDraft.dpFaelles1().build().series()).isFalse();
        assertThat(RuleDraft.fokusSamtaler().build().series()).isFalse();
        assertThat(RuleDraft.akasseInvitation().build().series()).isFalse();
    }

    @Test
    void rollingRulesAndTheInvitationAreKindsOfTheirOwn() {
        assertThat(RuleDraft.fokusTilbud().build().rolling()).isTrue();
        assertThat(RuleDraft.fokusTilbud().build().invitation()).isFalse();
        assertThat(RuleDraft.akasseInvitation().build().rolling()).isFalse();
        assertThat(RuleDraft.akasseInvitation().build().invitation()).isTrue();
        assertThat(rule("r")
                        .by(Rule.Anchor.COURSE_START, Period.ofWeeks(1))
                        .meetings(Meeting.Type.JOBSAMTALE)
                        .build()
                        .invitation())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2019-12-31, false", "2020-01-01, true", "2023-12-31, true", "2024-01-01, false"})
    void bothEndsOfAValidityBelongToIt(String day, boolean contained) {
        assertThat(new Rule.Validity(day("2020-01-01"), day("2023-12-31")).contains(day(day)))
                .isEqualTo(contained);
    }

    @Test
    void anOpenValidityHasNoEnd() {
        assertThat(new Rule.Validity(day("2020-01-01"), Days.NEVER).contains(day("2099-12-31")))
                .isTrue();
    }

    @Test
    void aKindIsWrittenAsALetter() {
        assertThat(Rule.Kind.STATUTORY.symbol()).isEqualTo("S");
        assertThat(Rule.Kind.TARGET.symbol()).isEqualTo("T");
        assertThat(Rule.Kind.AGREEMENT.symbol()).isEqualTo("A");
    }
}
