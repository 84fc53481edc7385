package dk.fristvagt.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.grafana.PromRules.PromRule;
import dk.fristvagt.ops.Metric;
import dk.fristvagt.testing.Promtool;
import dk.fristvagt.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus' configuration and rules: promtool accepts them, their unit tests hold and notice what is broken, and every
 * alert says what it means and what to do.
 */
class PrometheusRulesTest {
    private static final Path CONFIGURATION = Path.of("grafana", "prometheus", "prometheus.yml");
    private static final Path RUNBOOK = Path.of("src", "docs", "runbook.md");

    /** What is read beside Fristvagt's own metrics: of Prometheus itself, and of the process. */
    private static final Map<String, Set<String>> OTHERS =
            Map.of("up", Set.of(), "process_start_time_seconds", Set.of());

    private static final Set<String> TARGET_LABELS = Set.of("instance", "job");
    private static final Pattern SERIES = Pattern.compile("([^{]+)\\{(.*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern MATCHED = Pattern.compile("(\\w+)(?:=~|!=|!~|=)\"");
    private static final Pattern LISTED = Pattern.compile("^#   (fristvagt:\\S+) +-> \\S.*");

    private static final PromRules RULES = PromRules.read();
    private static final PromTests TESTS = PromTests.read();

    @Test
    void promtoolAcceptsConfigurationAndRules() {
        Promtool.Answer answer = Promtool.ask(List.of("check", "config", CONFIGURATION.toString()));

        assertThat(answer.code()).as(answer.said()).isZero();
        assertThat(answer.said())
                .contains(
                        "2 rule files found",
                        RULES.alerts().size() + " rules found",
                        RULES.records().size() + " rules found");
    }

    @TestFactory
    Stream<DynamicTest> theirUnitTestsHold() {
        return PromTests.files().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    Promtool.Answer answer = Promtool.ask(List.of("test", "rules", file.toString()));
                    assertThat(answer.code()).as(answer.said()).isZero();
                }));
    }

    @Test
    void everyUnitTestEvaluatesTheGroupsInTheOrderInWhichTheyRestOnEachOther() {
        List<String> groups =
                RULES.rules().stream().map(PromRule::group).distinct().toList();

        assertThat(PromTests.files()).isNotEmpty().allSatisfy(file -> {
            List<String> order = new ArrayList<>();
            PromRules.yaml(file).path("group_eval_order").forEach(group -> order.add(group.asText()));
            assertThat(order).isEqualTo(groups);
        });
    }

    @Test
    void everyAlertFiresInOneSceneAndIsSilentInAnother() {
        assertThat(RULES.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(TESTS.scenes())
                    .as("a scene in which %s fires", alert.name())
                    .anyMatch(scene -> scene.fires(alert));
            assertThat(TESTS.scenes())
                    .as("a scene in which %s is silent throughout", alert.name())
                    .anyMatch(scene -> scene.isSilent(alert));
        });
    }

    @Test
    void everyRecordedSeriesHasAValueInAScene() {
        assertThat(RULES.records())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(TESTS.scenes())
                        .as("a scene with a value of %s", rule.name())
                        .anyMatch(scene -> scene.values(rule)));
    }

    @Test
    void unitTestsNoticeAlertsThatAreBrokenInAnyPlace(@TempDir Path directory) {
        PromMutants broken = new PromMutants(RULES, TESTS, directory);
        RULES.alerts().forEach(broken::addBroken);

        assertThat(broken.size()).isGreaterThan(5L * RULES.alerts().size());
        assertThat(broken.unnoticed()).as("of %s", broken.size()).isEmpty();
    }

    @Test
    void unitTestsNoticeRecordingRulesThatAreBrokenInAnyPlace(@TempDir Path directory) {
        PromMutants broken = new PromMutants(RULES, TESTS, directory);
        RULES.records().forEach(broken::addBroken);

        assertThat(broken.size()).isGreaterThan(2L * RULES.records().size());
        assertThat(broken.unnoticed()).as("of %s", broken.size()).isEmpty();
    }

    @Test
    void aRuleThatIsNotBrokenIsNotNoticed(@TempDir Path directory) {
        PromMutants whole = new PromMutants(RULES, TESTS, directory);
        RULES.rules().forEach(whole::addWhole);

        assertThat(whole.unnoticed())
                .containsExactlyInAnyOrderElementsOf(RULES.rules().stream()
                        .map(rule -> rule.name() + ": whole")
                        .distinct()
                        .toList());
    }

    @Test
    void everyAlertSaysHowBadItIsForWhomWhatItMeansAndWhatToDo() throws IOException {
        Set<String> anchors = headings().map(PrometheusRulesTest::anchor).collect(Collectors.toSet());

        assertThat(RULES.alerts()).allSatisfy(alert -> {
            assertThat(alert.name()).startsWith("Fristvagt");
            assertThat(alert.label("severity")).as(alert.name()).isIn("critical", "warning", "info");
            assertThat(alert.label("audience")).as(alert.name()).isIn("drift", "ledelse");
            assertThat(alert.annotation("summary")).as(alert.name()).hasSizeBetween(20, 160);
            assertThat(alert.annotation("description")).as(alert.name()).hasSizeBetween(120, 700);
            String[] runbook = alert.annotation("runbook").split("#");
            assertThat(runbook).as(alert.name()).hasSize(2);
            assertThat(Path.of(runbook[0])).isEqualTo(RUNBOOK);
            assertThat(anchors).as("headings of %s", RUNBOOK).contains(runbook[1]);
        });
    }

    @Test
    void theRunbookHasAHeadingForEachAlertAndForNothingThatIsNone() throws IOException {
        assertThat(headings().filter(heading -> heading.startsWith("Fristvagt")))
                .containsExactlyInAnyOrderElementsOf(
                        RULES.alerts().stream().map(PromRule::name).toList());
    }

    @Test
    void everySectionOfTheRunbookSaysWhatItMeansWhatToLookAtAndWhatToDo() throws IOException {
        List<String> sections = List.of(Files.readString(RUNBOOK).split("(?m)^(?=### )"));

        assertThat(sections.subList(1, sections.size()))
                .isNotEmpty()
                .allSatisfy(section -> assertThat(section).contains("**Means.**", "**Look at.**", "**Do.**"));
    }

    @Test
    void theListAtTheTopNamesEveryRecordingRuleOnceAndInTheirOrder() throws IOException {
        List<String> listed = Files.readString(PromRules.FOLDER.resolve("recording.yml"))
                .lines()
                .flatMap(line -> LISTED.matcher(line).results().map(found -> found.group(1)))
                .toList();

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        RULES.records().stream().map(PromRule::name).distinct().toList());
    }

    @Test
    void rulesReadOnlyMetricsThatThereAre() {
        Set<String> known = known().keySet();

        assertThat(RULES.rules())
                .allSatisfy(rule ->
                        assertThat(known).as("what %s reads", rule.name()).containsAll(PromRules.metrics(rule.expr())));
    }

    @Test
    void namesOfMetricsAreFoundInExpressions() {
        assertThat(PromRules.metrics(
                        "round(sum by (unit) (rate(a_total{b=\"c d\"}[5m] offset 1h))) / on (e) group_left () f:g > 1e9"
                                + " or clamp_max(h % 3, 2) unless absent(i)"))
                .containsExactly("a_total", "f:g", "h", "i");
    }

    @Test
    void rulesMatchOnlyLabelsThatTheirMetricHas() {
        Map<String, Set<String>> known = known();

        assertThat(RULES.rules())
                .allSatisfy(rule -> SELECTOR.matcher(rule.expr()).results().forEach(selector -> {
                    Set<String> matched = found(MATCHED, selector.group(2));
                    // the labels of a recorded series are in its tests
                    if (!selector.group(1).contains(":")) {
                        Set<String> labels = new TreeSet<>(known.get(selector.group(1)));
                        labels.addAll(TARGET_LABELS);
                        assertThat(labels)
                                .as("%s in %s", selector.group(), rule.name())
                                .containsAll(matched);
                    }
                }));
    }

    @Test
    void scenesGiveSeriesAsAnInstanceShowsThem() {
        Map<String, Set<String>> known = known();

        assertThat(TESTS.scenes())
                .allSatisfy(scene -> assertThat(scene.series()).allSatisfy(series -> {
                    var parts = SERIES.matcher(series);
                    assertThat(parts.matches()).as(series).isTrue();
                    assertThat(known).as(scene.name()).containsKey(parts.group(1));
                    Set<String> labels = new TreeSet<>(known.get(parts.group(1)));
                    labels.addAll(TARGET_LABELS);
                    if (parts.group(1).endsWith("_bucket")) {
                        labels.add("le");
                    }
                    assertThat(found(LABEL, parts.group(2))).as(series).isEqualTo(labels);
                }));
    }

    @Test
    void everyInputHasALimitForItsSilenceAndNothingElseHas() {
        assertThat(RULES.records().stream()
                        .filter(rule -> rule.name().equals("fristvagt:input_silence_limit:seconds"))
                        .map(rule -> rule.label("input")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Fact.Kind.values()).map(Topics::inputName).toList());
    }

    @Test
    void everyJobOfFristvagtIsWatchedForInstancesThatAreDown() {
        List<String> jobs = new ArrayList<>();
        for (JsonNode job : PromRules.yaml(CONFIGURATION).path("scrape_configs")) {
            jobs.add(job.path("job_name").asText());
        }

        assertThat(jobs).containsExactly("fristvagt-monitor", "fristvagt-statistics", "prometheus");
        assertThat(RULES.alerts())
                .filteredOn(alert -> alert.name().equals("FristvagtInstanceDown"))
                .singleElement()
                .extracting(PromRule::expr)
                .isEqualTo("up{job=~\"fristvagt.*\"} == 0");
    }

    /** All metrics with their labels, without those that Prometheus gives to what it reads. */
    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new HashMap<>(OTHERS);
        for (Metric metric : Metric.values()) {
            Set<String> labels = Set.copyOf(metric.labels());
            if (metric.type() == Metric.Type.HISTOGRAM) {
                Stream.of("_bucket", "_sum", "_count").forEach(end -> known.put(metric.metricName() + end, labels));
            } else {
                known.put(metric.metricName(), labels);
            }
        }
        RULES.records().forEach(rule -> known.put(rule.name(), Set.of()));
        return known;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> headings() throws IOException {
        return Files.readString(RUNBOOK)
                .lines()
                .filter(line -> line.matches("#{1,4} .*"))
                .map(line -> line.replaceFirst("^#+ ", ""));
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\d _-]", "")
                .replace(' ', '-');
    }
}
