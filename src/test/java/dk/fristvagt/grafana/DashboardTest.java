package dk.fristvagt.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dk.fristvagt.grafana.DashboardExpression.Mention;
import dk.fristvagt.grafana.DashboardQueries.Query;
import dk.fristvagt.ops.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards keep what {@link DashboardLint} asks for, each rule of it catches its violation, and promtool reads every query. */
class DashboardTest {
    private static final Path NAMES = Path.of("src", "test", "resources", "grafana", "names.txt");

    private static final Path RECORDING_RULES = Path.of("grafana", "prometheus", "rules", "recording.yml");

    private static final Path PROVISIONING = Path.of("grafana", "provisioning");

    private static final Map<String, String> ONE_UNIT = Map.of("unit", "jobcenter-0101");

    private static Map<String, String> names() throws IOException {
        return Files.readAllLines(NAMES).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    @TestFactory
    Stream<DynamicTest> a_dashboard_keeps_every_rule() throws IOException {
        Map<String, String> names = names();
        return DashboardQueries.files().stream()
                .map(file -> dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(DashboardLint.findings(DashboardQueries.read(file), names))
                                .isEmpty()));
    }

    @Test
    void there_are_three_dashboards_with_uids_and_titles_of_their_own() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        for (Path file : DashboardQueries.files()) {
            dashboards.add(DashboardQueries.read(file));
        }

        assertThat(dashboards)
                .extracting(dashboard -> dashboard.path("uid").asText())
                .containsExactlyInAnyOrder("fristvagt-ledelse", "fristvagt-bookingenhed", "fristvagt-drift");
        assertThat(dashboards)
                .extracting(dashboard -> dashboard.path("title").asText())
                .containsExactlyInAnyOrder("Ledelse", "Bookingenhed", "Drift");
    }

    @Test
    void the_names_that_dashboards_may_use_are_those_of_the_program() throws IOException {
        assertThat(names().keySet().stream().filter(name -> name.startsWith("fristvagt_")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Metric.values())
                        .map(metric -> metric.metricName() + (metric.type() == Metric.Type.HISTOGRAM ? "_bucket" : ""))
                        .toList());
    }

    @Test
    void what_dashboards_may_read_of_rules_is_recorded_by_one() throws IOException {
        Set<String> recorded = new TreeSet<>();
        for (JsonNode group : yaml(RECORDING_RULES).path("groups")) {
            group.path("rules").forEach(rule -> recorded.add(rule.path("record").asText()));
        }

        assertThat(names().keySet().stream().filter(name -> name.startsWith("fristvagt:")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(recorded).contains(name));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_catches_its_violation() throws IOException {
        JsonNode ledelse = DashboardQueries.read(DashboardQueries.FOLDER.resolve("ledelse.json"));
        Map<String, String> names = names();
        return violations().entrySet().stream()
                .map(violation -> dynamicTest(violation.getKey(), () -> {
                    ObjectNode broken = ledelse.deepCopy();
                    violation.getValue().accept(broken);

                    assertThat(DashboardLint.findings(broken, names))
                            .anySatisfy(finding -> assertThat(finding).contains(violation.getKey()));
                }));
    }

    private static Map<String, Consumer<ObjectNode>> violations() {
        Map<String, Consumer<ObjectNode>> violations = new LinkedHashMap<>();
        violations.put("its uid is not", broken -> broken.put("uid", "other"));
        violations.put("it has no title", broken -> broken.put("title", " "));
        violations.put("it has no description", broken -> broken.remove("description"));
        violations.put("the id of a database", broken -> broken.put("id", 7));
        violations.put("older than Grafana 11", broken -> broken.put("schemaVersion", 16));
        violations.put("its time zone is not", broken -> broken.put("timezone", "browser"));
        violations.put("it is not refreshed", broken -> broken.put("refresh", ""));
        violations.put("lacks the tag", broken -> broken.putArray("tags"));
        violations.put("does not link to", broken -> broken.putArray("links"));
        violations.put("an absolute address", broken -> first(broken, "stat").put("description", "see http://there"));
        violations.put(
                "it has no variable datasource", broken -> ((ArrayNode) broken.at("/templating/list")).remove(0));
        violations.put("has no label", broken -> ((ObjectNode) broken.at("/templating/list/1")).remove("label"));
        violations.put(
                "the variable enhed, which does not exist",
                broken -> target(broken, "table").put("expr", "sum(fristvagt_ready{unit=~\"$enhed\"})"));
        violations.put(
                "is there twice or missing",
                broken -> first(broken, "table")
                        .put("id", first(broken, "stat").path("id").asInt()));
        violations.put("is outside of the grid", broken -> grid(broken).put("x", 23));
        violations.put(
                "lies over",
                broken -> grid(broken).put("y", grid(broken).path("y").asInt() + 1));
        violations.put(
                "has no title", broken -> first(broken, "gauge", "bargauge").remove("title"));
        violations.put(
                "no description with an English title line",
                broken -> first(broken, "stat").put("description", "A number."));
        violations.put(
                "does not take its data source from the variable",
                broken -> ((ObjectNode) first(broken, "stat").path("datasource")).put("uid", "prometheus-1"));
        violations.put("asks nothing", broken -> first(broken, "stat").putArray("targets"));
        violations.put(
                "neither an instant nor a range query",
                broken -> target(broken, "stat").put("instant", false));
        violations.put(
                "shows shares of fewer than ten",
                broken -> target(broken, "barchart").put("expr", "fristvagt:deadlines_in_time:ratio_by_month"));
        violations.put(
                "says nothing when there is no value",
                broken -> defaults(broken, "stat").put("noValue", ""));
        violations.put("has no thresholds", broken -> defaults(broken, "stat").remove("thresholds"));
        violations.put(
                "a share without the unit percentunit",
                broken -> defaults(broken, "barchart").put("unit", "locale"));
        violations.put("the unknown unit", broken -> defaults(broken, "stat").put("unit", "pct"));
        violations.put("has no unit", broken -> defaults(broken, "stat").remove("unit"));
        violations.put(
                "how many decimals", broken -> defaults(broken, "barchart").remove("decimals"));
        violations.put(
                "a share without a range",
                broken -> defaults(broken, "barchart").remove("max"));
        violations.put(
                "a share without its line",
                broken -> ((ObjectNode) defaults(broken, "barchart").at("/thresholds/steps/1")).put("value", 0.79));
        violations.put(
                "does not draw its line",
                broken -> ((ObjectNode) defaults(broken, "barchart").at("/custom/thresholdsStyle")).put("mode", "off"));
        violations.put(
                "renames the answer of", broken -> target(broken, "table").put("refId", "Z"));
        violations.put(
                "names the column",
                broken -> ((ObjectNode) first(broken, "table").at("/options/sortBy/0")).put("displayName", "Nothing"));
        violations.put("which nobody writes", broken -> target(broken, "stat").put("expr", "sum(fristvagt_deadline)"));
        violations.put("together by nothing", broken -> target(broken, "stat").put("expr", "fristvagt_deadlines"));
        violations.put("together by max", broken -> target(broken, "stat").put("expr", "max(fristvagt_deadlines)"));
        violations.put(
                "together by sum", broken -> target(broken, "stat").put("expr", "sum(fristvagt_rulebook_version)"));
        return violations;
    }

    private static ObjectNode first(ObjectNode dashboard, String... types) {
        return DashboardQueries.panels(dashboard).stream()
                .filter(panel -> List.of(types).contains(panel.path("type").asText()))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode defaults(ObjectNode dashboard, String type) {
        return (ObjectNode) first(dashboard, type).at("/fieldConfig/defaults");
    }

    private static ObjectNode target(ObjectNode dashboard, String type) {
        return (ObjectNode) first(dashboard, type).at("/targets/0");
    }

    private static ObjectNode grid(ObjectNode dashboard) {
        return (ObjectNode) first(dashboard, "stat").path("gridPos");
    }

    @Test
    void mentions_of_metrics_are_told_from_functions_labels_strings_and_words() {
        String expression = """
                sum by (unit) (a:b{rule="x (y) z"} unless on (rule) c_info{kind="T"}) * on (unit) group_left (name)
                  max without (instance) (d) or histogram_quantile(0.5, sum by (le) (rate(e_bucket[1m]))) > f""";

        assertThat(DashboardExpression.mentions(expression))
                .containsExactly(
                        new Mention("a:b", "sum", false),
                        new Mention("c_info", "sum", true),
                        new Mention("d", "max", false),
                        new Mention("e_bucket", "sum", false),
                        new Mention("f", "", false));
    }

    @Test
    void variables_are_substituted_and_an_unknown_one_is_refused() throws IOException {
        ObjectNode dashboard = DashboardQueries.read(DashboardQueries.FOLDER.resolve("bookingenhed.json"))
                .deepCopy();
        target(dashboard, "stat").put("expr", "sum(rate(a{unit=\"${unit:raw}\", b=\"$1\"}[$__rate_interval]))");

        assertThat(DashboardQueries.of(dashboard, ONE_UNIT))
                .extracting(Query::expr)
                .contains("sum(rate(a{unit=\"jobcenter-0101\", b=\"$1\"}[1m]))");
        assertThatThrownBy(() -> DashboardQueries.of(dashboard, Map.of())).hasMessageContaining("takes one value");
        target(dashboard, "stat").put("expr", "sum(a{b=\"$unti\"})");
        assertThatThrownBy(() -> DashboardQueries.of(dashboard, ONE_UNIT))
                .hasMessageContaining("'unti', which does not exist");
    }

    @Test
    void promtool_reads_every_query(@TempDir Path folder) throws IOException, InterruptedException {
        List<Query> queries = DashboardQueries.all(ONE_UNIT);

        assertThat(queries)
                .hasSizeGreaterThan(100)
                .allSatisfy(query -> assertThat(query.expr()).isNotBlank());
        assertThat(promtool(folder, queries.stream().map(Query::expr).toList()))
                .contains("SUCCESS: " + queries.size() + " rules");
    }

    @Test
    void promtool_refuses_a_query_that_is_broken(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(promtool(folder, List.of("sum by (unit (fristvagt_deadlines)")))
                .contains("FAILED")
                .contains("parse error");
    }

    @Test
    void the_data_source_takes_its_address_from_the_environment() throws IOException {
        JsonNode sources = yaml(PROVISIONING.resolve("datasources").resolve("prometheus.yaml"))
                .path("datasources");

        assertThat(sources).hasSize(1);
        assertThat(sources.get(0).path("type").asText()).isEqualTo("prometheus");
        assertThat(sources.get(0).path("url").asText()).isEqualTo("${PROMETHEUS_URL}");
    }

    @Test
    void the_dashboards_are_files_that_the_browser_does_not_change() throws IOException {
        JsonNode providers = yaml(PROVISIONING.resolve("dashboards").resolve("fristvagt.yaml"))
                .path("providers");

        assertThat(providers).hasSize(1);
        assertThat(providers.get(0).path("type").asText()).isEqualTo("file");
        assertThat(providers.get(0).path("allowUiUpdates").asBoolean(true)).isFalse();
    }

    private static JsonNode yaml(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }

    /** What {@code promtool check rules} says about recording rules of these expressions. */
    private static String promtool(Path folder, List<String> expressions) throws IOException, InterruptedException {
        ObjectNode rules = new ObjectMapper().createObjectNode();
        ArrayNode list =
                rules.putArray("groups").addObject().put("name", "dashboards").putArray("rules");
        for (String expression : expressions) {
            list.addObject().put("record", "query:number" + list.size()).put("expr", expression);
        }
        // JSON is YAML
        Path file = Files.writeString(folder.resolve("rules.yml"), rules.toString());
        Process process;
        try {
            process = new ProcessBuilder("promtool", "check", "rules", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError("promtool is not there: apt install prometheus, or run .ci/run", e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
