package dk.fristvagt.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prometheus' rules as {@code grafana/prometheus/rules} has them, in the order in which they are evaluated. */
record PromRules(List<PromRule> rules) {
    static final Path FOLDER = Path.of("grafana", "prometheus", "rules");

    private static final YAMLMapper YAML = new YAMLMapper();

    /** A string, a list of labels, a window, the matchers of a selector: what a name stands in and is no metric. */
    private static final Pattern NO_METRICS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\{[^}]*}|\\[[^]]*]"
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])");

    private static final Pattern NUMBER = Pattern.compile("\\b\\d[\\w.]*");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

    /** Whether a rule is an alert or records a series. */
    enum Kind {
        RECORD,
        ALERT
    }

    /**
     * One rule.
     *
     * @param group the name of its group
     * @param position where it stands among all
     * @param node as YAML has it
     */
    record PromRule(String group, int position, ObjectNode node) {
        Kind kind() {
            return node.has("alert") ? Kind.ALERT : Kind.RECORD;
        }

        String name() {
            return node.path(kind() == Kind.ALERT ? "alert" : "record").asText();
        }

        String expr() {
            return node.path("expr").asText();
        }

        String annotation(String name) {
            return node.path("annotations").path(name).asText();
        }

        String label(String name) {
            return node.path("labels").path(name).asText();
        }

        /** The same rule with something else in a field. */
        PromRule with(String field, String value) {
            ObjectNode changed = node.deepCopy();
            changed.put(field, value);
            return new PromRule(group, position, changed);
        }

        /** The same rule without a field. */
        PromRule without(String field) {
            ObjectNode changed = node.deepCopy();
            changed.remove(field);
            return new PromRule(group, position, changed);
        }
    }

    static PromRules read() {
        List<PromRule> rules = new ArrayList<>();
        for (String file : List.of("recording.yml", "alerts.yml")) {
            for (JsonNode group : yaml(FOLDER.resolve(file)).path("groups")) {
                for (JsonNode rule : group.path("rules")) {
                    rules.add(new PromRule(group.path("name").asText(), rules.size(), (ObjectNode) rule));
                }
            }
        }
        return new PromRules(List.copyOf(rules));
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<PromRule> alerts() {
        return of(Kind.ALERT);
    }

    List<PromRule> records() {
        return of(Kind.RECORD);
    }

    private List<PromRule> of(Kind kind) {
        return rules.stream().filter(rule -> rule.kind() == kind).toList();
    }

    /** The names of metrics that an expression reads. */
    static Set<String> metrics(String expr) {
        Set<String> names = new LinkedHashSet<>();
        String bare = NUMBER.matcher(NO_METRICS.matcher(expr).replaceAll(" ")).replaceAll(" ");
        NAME.matcher(bare)
                .results()
                .map(found -> found.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }

    /** {@code rule} and every rule on which it rests, in their order; {@code rule} may be a changed one. */
    Stream<PromRule> restingOn(PromRule rule) {
        Set<String> needed = new HashSet<>(metrics(rule.expr()));
        // a table has several rules of one name
        needed.add(rule.name());
        int known = 0;
        while (known != needed.size()) {
            known = needed.size();
            rules.stream()
                    .filter(other -> other.kind() == Kind.RECORD && needed.contains(other.name()))
                    .forEach(other -> needed.addAll(metrics(other.expr())));
        }
        return rules.stream()
                .filter(other -> other.position() == rule.position()
                        || other.kind() == Kind.RECORD && needed.contains(other.name()))
                .map(other -> other.position() == rule.position() ? rule : other);
    }
}
