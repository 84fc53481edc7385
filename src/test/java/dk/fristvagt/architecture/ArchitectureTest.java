package dk.fristvagt.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of architecture.md hold, and each rule that says so has been seen to catch a violation. */
class ArchitectureTest {
    private static final String ROOT = "dk.fristvagt";
    private static final String FIXTURES = "dk.fristvagt.architecture.fixtures";

    /** The rooms of architecture.md's table, and the root itself for the main class. */
    private static final Set<String> ROOMS = Set.of(
            "facts",
            "seniority",
            "rules",
            "alerts",
            "monitor",
            "wire",
            "topology",
            "embedded",
            "simulation",
            "statistics",
            "ops",
            "web",
            "cli");

    /** What is generated from schemas/: the words of wire. */
    private static final Set<String> GENERATED = Set.of("event", "alert", "measure", "state");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURES);

    /** The fixtures by their names relative to their root, each to be looked at alone. */
    private static final Map<String, JavaClasses> EACH_FIXTURE = FIXTURE_CLASSES.stream()
            .map(JavaClass::reflect)
            .collect(Collectors.toMap(
                    type -> type.getName().substring(FIXTURES.length() + 1),
                    type -> new ClassFileImporter().importClasses(type)));

    /** Which fixtures break which rule; all others among them break none. */
    private static final Map<HouseRule, Set<String>> VIOLATORS = new EnumMap<>(Map.ofEntries(
            entry(HouseRule.FACTS_REST_ON_NOTHING, Set.of("facts.FactThatKnowsARule")),
            entry(HouseRule.SENIORITY_RESTS_ON_FACTS, Set.of("seniority.ClockThatKnowsARule")),
            entry(HouseRule.RULES_REST_ON_FACTS_AND_SENIORITY, Set.of("rules.RuleThatKnowsAnAlert")),
            entry(HouseRule.ALERTS_REST_ON_RULES, Set.of("alerts.LedgerThatKnowsTheMonitor")),
            entry(HouseRule.MONITOR_IS_THE_ROOF_OF_THE_CORE, Set.of("monitor.MonitorThatKnowsTheWire")),
            entry(
                    HouseRule.CORE_DOES_NO_IO,
                    Set.of("rules.RuleThatReadsAFile", "facts.FactThatAsksTheNet", "monitor.MonitorThatLogs")),
            entry(
                    HouseRule.CORE_HAS_NO_THREADS_AND_NO_CHANCE,
                    Set.of("seniority.ClockWithAThread", "alerts.LedgerByChance")),
            entry(HouseRule.ONLY_THE_MONITOR_IS_ENTERED, Set.of("topology.ProcessorThatKnowsSeniority")),
            entry(
                    HouseRule.WIRE_TRANSLATES_AND_NOTHING_ELSE,
                    Set.of("wire.FormatThatKnowsTheTopology", "wire.FormatThatKnowsStreams")),
            entry(
                    HouseRule.TOPOLOGY_RESTS_ON_CORE_AND_WIRE,
                    Set.of("topology.ProcessorThatKnowsTheBroker", "topology.ProcessorThatSpeaksAvro")),
            entry(HouseRule.EMBEDDED_KNOWS_ONLY_KAFKA, Set.of("embedded.BrokerThatKnowsAFact")),
            entry(HouseRule.NOBODY_RESTS_ON_THE_COMMANDS, Set.of("ops.MeterThatKnowsACommand")),
            entry(
                    HouseRule.NOBODY_READS_THE_CLOCK,
                    Set.of(
                            "topology.ProcessorThatReadsTheClock",
                            "ops.MeterThatReadsTheClock",
                            "ops.MeterThatMakesAClock",
                            "ops.MeterThatMakesADate")),
            entry(
                    HouseRule.ONLY_THE_COMMANDS_PRINT,
                    Set.of("topology.ProcessorThatPrints", "ops.MeterThatPrintsATrace")),
            entry(HouseRule.STATISTICS_ONLY_READ_WHAT_COMES_OUT, Set.of("topology.ProcessorThatCounts")),
            entry(HouseRule.ONE_CLASS_WRITES_THE_STORES, Set.of("topology.ProcessorThatWritesAStore")),
            entry(HouseRule.NOBODY_SCANS_A_STORE, Set.of("topology.CitizenStores")),
            entry(HouseRule.NOBODY_WRITES_WHAT_ANOTHER_JVM_CANNOT_READ, Set.of("wire.FormatOfOneJvm"))));

    @TestFactory
    Stream<DynamicTest> the_product_keeps_every_rule() {
        return Arrays.stream(HouseRule.values())
                .map(rule -> dynamicTest(rule.name(), () -> rule.in(ROOT).check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_catches_its_fixtures_and_nothing_else() {
        return Arrays.stream(HouseRule.values())
                .map(rule -> dynamicTest(
                        rule.name(),
                        () -> assertThat(caughtBy(rule)).isNotEmpty().isEqualTo(VIOLATORS.get(rule))));
    }

    @Test
    void every_rule_says_why() {
        assertThat(HouseRule.values())
                .allSatisfy(rule -> assertThat(rule.in(ROOT).getDescription()).contains(", because "));
    }

    @Test
    void every_class_of_the_product_is_in_a_room() {
        List<String> homeless = MAIN.stream()
                .filter(type -> !type.getPackageName().equals(ROOT))
                .filter(type -> !ROOMS.contains(roomOf(type)) && !GENERATED.contains(roomOf(type)))
                .map(JavaClass::getFullName)
                .toList();
        assertThat(homeless).as("classes outside the rooms of architecture.md").isEmpty();
    }

    @Test
    void whoever_is_excused_from_a_rule_exists_and_is_excused_for_a_reason() {
        assertThat(List.of(HouseRule.Exceptions.READ_THE_CLOCK, HouseRule.Exceptions.PRINT))
                .allSatisfy(excused -> assertThat(excused).allSatisfy((name, reason) -> {
                    assertThat(reason).isNotBlank();
                    assertThat(MAIN.contain(ROOT + '.' + name)).as(name).isTrue();
                }));
    }

    private static String roomOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1).split("\\.")[0];
    }

    private static Set<String> caughtBy(HouseRule rule) {
        return EACH_FIXTURE.entrySet().stream()
                .filter(fixture ->
                        rule.in(FIXTURES).evaluate(fixture.getValue()).hasViolation())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
