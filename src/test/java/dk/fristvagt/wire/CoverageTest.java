package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nobody is left out and nothing is watched by mistake: the rulebook against {@code coverage.yaml}, both ways. */
class CoverageTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2019, 12, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2028, 12, 31);

    private final Rulebook rulebook = RulebookYaml.builtIn();
    private final Coverage coverage = Coverage.read();

    @Test
    void inEveryMonthEveryoneIsWatchedByExactlyTheRulesThatAreNamed() {
        assertThat(coverage.months()).hasSize(96);
        assertThat(coverage.differences(rulebook.rules())).isEmpty();
    }

    @Test
    void everyRuleIsNamedInOneArea() {
        Map<String, String> areaOf = new HashMap<>();
        for (Coverage.Area area : coverage.areas()) {
            Set<String> ids =
                    area.rows().stream().flatMap(row -> row.rules().stream()).collect(Collectors.toSet());
            for (String id : ids) {
                assertThat(areaOf.put(id, area.area()))
                        .as("another area that names %s", id)
                        .isNull();
            }
        }
        assertThat(areaOf.keySet())
                .isEqualTo(rulebook.rules().stream().map(Rule::id).collect(Collectors.toSet()));
    }

    @Test
    void everyAreaNamesOnlyRulesOfItsKind() {
        Map<String, Predicate<Rule>> kinds = Map.of(
                "joint-meetings", rule -> meetingsOf(rule, Meeting.Type.FAELLES_JOBSAMTALE),
                "first-meeting", rule -> individual(rule) && !rule.series() && rule.due() instanceof Rule.Due.Calendar,
                "meetings", CoverageTest::individual,
                "akasse-meetings", rule -> meetingsOf(rule, Meeting.Type.CV_SAMTALE, Meeting.Type.RAADIGHEDSSAMTALE),
                "cv", rule -> rule.satisfiedBy() instanceof Rule.SatisfiedBy.RegisteredCv,
                "offers", rule -> rule.satisfiedBy() instanceof Rule.SatisfiedBy.CountingOffer,
                "targets", rule -> rule.kind() == Rule.Kind.TARGET && rule.rolling(),
                "agreement", rule -> rule.kind() == Rule.Kind.AGREEMENT && rule.invitation());
        assertThat(coverage.areas().stream().map(Coverage.Area::area))
                .containsExactlyInAnyOrderElementsOf(kinds.keySet());
        for (Coverage.Area area : coverage.areas()) {
            for (Rule rule : named(area)) {
                assertThat(kinds.get(area.area()).test(rule))
                        .as("%s belongs to %s", rule.id(), area.area())
                        .isTrue();
                assertThat(rule.select()).as("what selects %s", rule.id()).isEqualTo(area.select());
            }
        }
    }

    @Test
    void noRuleWatchesAnUnknownGroup() {
        BenefitSpell unknown = Coverage.spell(Group.UNKNOWN, false, false, 0);

        assertThat(rulebook.rules()).noneMatch(rule -> rule.covers(unknown));
    }

    @Test
    void aRuleThatIsNotInTheRulebookIsMissed() {
        List<Rule> without = rulebook.rules().stream()
                .filter(rule -> !rule.id().equals("dp-tilbud") || rule.version() != 2)
                .toList();

        assertThat(coverage.differences(without))
                .contains("2026-07 DAGPENGE: dp-tilbud does not apply", "2026-12 DAGPENGE: dp-tilbud does not apply")
                .noneMatch(difference -> difference.startsWith("2026-06") || difference.startsWith("2027-01"));
    }

    @Test
    void aRuleThatIsNotInTheTableIsFound() {
        Coverage without =
                withRows("cv", row -> row.rules().contains("udd-cv") ? without(row, "kept for its reason") : row);

        assertThat(without.differences(rulebook.rules()))
                .contains("2020-01 UDDANNELSESHJAELP_AABENLYST: udd-cv is not named")
                .allMatch(difference -> difference.contains("udd-cv"));
    }

    @Test
    void aMonthWithoutARowIsFound() {
        Coverage shorter = withRows(
                "cv",
                row -> row.rules().contains("ly-cv")
                        ? new Coverage.Row(row.groups(), "2020-02", row.to(), row.when(), row.rules(), row.none())
                        : row);

        assertThat(shorter.differences(rulebook.rules()))
                .contains("2020-01 cv LEDIGHEDSYDELSE: 0 rows", "2020-01 LEDIGHEDSYDELSE: ly-cv is not named")
                .noneMatch(difference -> difference.startsWith("2020-02"));
    }

    @Test
    void onEachDayOfARulesLifeExactlyOneVersionApplies() {
        Map<String, List<Rule>> versions = rulebook.rules().stream().collect(Collectors.groupingBy(Rule::id));
        versions.forEach((id, all) -> {
            LocalDate begins = all.get(0).valid().from();
            LocalDate ends = all.get(all.size() - 1).valid().to();
            for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                LocalDate today = day;
                long applying = all.stream()
                        .filter(rule -> rule.valid().contains(today))
                        .count();
                boolean lives = !day.isBefore(begins) && !day.isAfter(ends);
                assertThat(applying).as("versions of %s on %s", id, day).isEqualTo(lives ? 1 : 0);
            }
        });
    }

    @Test
    void everyRuleForCoursesFrom2027IsAnAssumption() {
        List<Rule> from2027 = rulebook.rules().stream()
                .filter(rule -> rule.valid().contains(LocalDate.of(2027, 1, 1)))
                .toList();

        assertThat(from2027).isNotEmpty().allMatch(Rule::assumption);
    }

    private static boolean individual(Rule rule) {
        return meetingsOf(rule, Meeting.Type.JOBSAMTALE, Meeting.Type.OPFOELGNINGSSAMTALE);
    }

    private static boolean meetingsOf(Rule rule, Meeting.Type... types) {
        return rule.satisfiedBy() instanceof Rule.SatisfiedBy.Meetings meetings
                && Set.of(types).containsAll(meetings.types());
    }

    private List<Rule> named(Coverage.Area area) {
        Set<String> ids =
                area.rows().stream().flatMap(row -> row.rules().stream()).collect(Collectors.toSet());
        return rulebook.rules().stream().filter(rule -> ids.contains(rule.id())).toList();
    }

    private Coverage withRows(String area, java.util.function.UnaryOperator<Coverage.Row> change) {
        List<Coverage.Area> areas = new ArrayList<>();
        for (Coverage.Area each : coverage.areas()) {
            areas.add(
                    each.area().equals(area)
                            ? new Coverage.Area(
                                    each.area(),
                                    each.by(),
                                    each.rows().stream().map(change).toList())
                            : each);
        }
        return new Coverage(coverage.from(), coverage.to(), areas);
    }

    private static Coverage.Row without(Coverage.Row row, String reason) {
        return new Coverage.Row(row.groups(), row.from(), row.to(), row.when(), List.of(), reason);
    }
}
