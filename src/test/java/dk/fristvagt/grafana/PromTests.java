package dk.fristvagt.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.grafana.PromRules.Kind;
import dk.fristvagt.grafana.PromRules.PromRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** promtool's unit tests of the rules, as {@code src/test/promtool} has them. */
record PromTests(List<Scene> scenes) {
    static final Path FOLDER = Path.of("src", "test", "promtool");

    /**
     * Series and what must come of them.
     *
     * @param interval how often rules are evaluated
     * @param node as YAML has it
     */
    record Scene(String interval, ObjectNode node) {
        String name() {
            return node.path("name").asText();
        }

        /** The series that are given, {@code metric{label="value", …}}. */
        Stream<String> series() {
            return elements("input_series").map(series -> series.path("series").asText());
        }

        /** Whether an alert is expected here at some time. */
        boolean fires(PromRule alert) {
            return checks(alert).anyMatch(check -> !check.path("exp_alerts").isEmpty());
        }

        /** Whether an alert is asked for, and never expected. */
        boolean isSilent(PromRule alert) {
            return checks(alert).findAny().isPresent() && !fires(alert);
        }

        /** Whether a value of a recorded series is expected. */
        boolean values(PromRule record) {
            return checks(record).anyMatch(check -> !check.path("exp_samples").isEmpty());
        }

        /** The scene with nothing asked but about {@code rule}; empty when nothing is. */
        Optional<Scene> only(PromRule rule) {
            ObjectNode reduced = node.deepCopy();
            reduced.remove(List.of("alert_rule_test", "promql_expr_test"));
            ArrayNode kept = reduced.putArray(field(rule));
            checks(rule).forEach(kept::add);
            return kept.isEmpty() ? Optional.empty() : Optional.of(new Scene(interval, reduced));
        }

        private Stream<JsonNode> checks(PromRule rule) {
            Predicate<JsonNode> about = rule.kind() == Kind.ALERT
                    ? check -> check.path("alertname").asText().equals(rule.name())
                    : check -> PromRules.metrics(check.path("expr").asText()).contains(rule.name());
            return elements(field(rule)).filter(about);
        }

        private static String field(PromRule rule) {
            return rule.kind() == Kind.ALERT ? "alert_rule_test" : "promql_expr_test";
        }

        private Stream<JsonNode> elements(String field) {
            return StreamSupport.stream(node.path(field).spliterator(), false);
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".test.yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PromTests read() {
        List<Scene> scenes = new ArrayList<>();
        for (Path file : files()) {
            JsonNode yaml = PromRules.yaml(file);
            String interval = yaml.path("evaluation_interval").asText();
            yaml.path("tests").forEach(scene -> scenes.add(new Scene(interval, (ObjectNode) scene)));
        }
        return new PromTests(List.copyOf(scenes));
    }
}
