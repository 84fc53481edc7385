package dk.fristvagt.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every PromQL expression of the dashboards as Grafana would send it: of all panels and of all query variables. */
public final class DashboardQueries {
    /** Where the dashboards are, relative to the project. */
    public static final Path FOLDER = Path.of("grafana", "dashboards");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code $name}, {@code ${name}} and {@code ${name:format}}; {@code $1} of label_replace is no variable. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([a-zA-Z_]\\w*)(?::\\w+)?}|\\$([a-zA-Z_]\\w*)|\\[\\[([a-zA-Z_]\\w*)]]");

    private static final Pattern QUERY_RESULT = Pattern.compile("query_result\\((.*)\\)", Pattern.DOTALL);

    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((?:(.*),)?\\s*\\w+\\s*\\)", Pattern.DOTALL);

    /** What Grafana itself puts in, for a panel that shows an hour, scraped every 15 seconds. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "__rate_interval",
            "1m",
            "__interval",
            "15s",
            "__interval_ms",
            "15000",
            "__range",
            "1h",
            "__range_s",
            "3600",
            "__range_ms",
            "3600000");

    /**
     * What stands for a share of fewer than ten where a number is reduced (tiles, gauges): Grafana takes NaN for no value at
     * all there. In tables it is NaN.
     */
    public static final double TOO_FEW = -1;

    /** The refId of a series that exists only where a population is small: it puts "<10" in the place of a bar. */
    private static final String FEW = "few";

    private DashboardQueries() {}

    /**
     * One expression.
     *
     * @param dashboard uid
     * @param panelId empty for a template variable
     * @param title of the panel, or the variable's name
     * @param refId of the target; the name again for a variable
     * @param expr with all variables substituted
     * @param instant an instant query, else a range query
     * @param table Grafana makes a table of the answer, with labels as columns; else series
     */
    public record Query(
            String dashboard,
            OptionalInt panelId,
            String title,
            String refId,
            String expr,
            boolean instant,
            boolean table) {
        /** Which query this is, in a message. */
        public String name() {
            return dashboard + " / " + title + " / " + refId;
        }

        /** No data is an answer too: no population is small. */
        public boolean mayBeEmpty() {
            return refId.equals(FEW);
        }
    }

    /** The dashboards, by file name. */
    public static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** One of {@link #files()}. */
    public static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    /**
     * The expressions of all dashboards as they open: a variable that takes several values is All.
     *
     * @param values of the query variables that take one value, by name
     * @throws IllegalArgumentException when such a variable has none here, or an expression names one that does not exist
     */
    public static List<Query> all(Map<String, String> values) throws IOException {
        List<Query> queries = new ArrayList<>();
        for (Path file : files()) {
            JsonNode dashboard = read(file);
            Map<String, String> single = new HashMap<>(values);
            for (JsonNode variable : dashboard.path("templating").path("list")) {
                if (variable.path("includeAll").asBoolean()) {
                    single.remove(variable.path("name").asText());
                }
            }
            queries.addAll(of(dashboard, single));
        }
        return List.copyOf(queries);
    }

    /**
     * The expressions of one dashboard.
     *
     * @param values of the query variables by name; one that takes several values and has none here is All
     * @throws IllegalArgumentException as {@link #all}
     */
    public static List<Query> of(JsonNode dashboard, Map<String, String> values) {
        String uid = dashboard.path("uid").asText();
        Map<String, String> known = new HashMap<>(BUILT_IN);
        List<Query> queries = new ArrayList<>();
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (!variable.path("type").asText().equals("query")) {
                continue;
            }
            String name = variable.path("name").asText();
            known.put(name, valueOf(variable, values, uid));
            queries.add(new Query(
                    uid,
                    OptionalInt.empty(),
                    name,
                    name,
                    substituted(expressionOf(variable), known, uid + " / " + name),
                    true,
                    true));
        }
        for (JsonNode panel : panels(dashboard)) {
            for (JsonNode target : panel.path("targets")) {
                String title = panel.path("title").asText();
                queries.add(new Query(
                        uid,
                        OptionalInt.of(panel.path("id").asInt()),
                        title,
                        target.path("refId").asText(),
                        substituted(target.path("expr").asText(), known, uid + " / " + title),
                        target.path("instant").asBoolean(),
                        target.path("format").asText().equals("table")));
            }
        }
        return List.copyOf(queries);
    }

    /** Panels and rows, and what lies folded in rows. */
    static List<JsonNode> panels(JsonNode dashboard) {
        List<JsonNode> panels = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            panels.add(panel);
            panel.path("panels").forEach(panels::add);
        }
        return panels;
    }

    /** The names of variables in a text, Grafana's own ones left out. */
    static List<String> variables(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> Stream.of(found.group(1), found.group(2), found.group(3))
                        .filter(name -> name != null)
                        .findFirst()
                        .orElseThrow())
                .filter(name -> !name.startsWith("__"))
                .toList();
    }

    private static String valueOf(JsonNode variable, Map<String, String> values, String uid) {
        String name = variable.path("name").asText();
        return Optional.ofNullable(values.get(name))
                .or(() -> Optional.of(variable.path("allValue").asText())
                        .filter(all -> variable.path("includeAll").asBoolean() && !all.isEmpty()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the variable '" + name + "' of " + uid + " takes one value: give it one"));
    }

    /** The PromQL inside Grafana's own functions for variables. */
    private static String expressionOf(JsonNode variable) {
        String query = variable.path("query").isObject()
                ? variable.path("query").path("query").asText()
                : variable.path("query").asText();
        Matcher result = QUERY_RESULT.matcher(query);
        if (result.matches()) {
            return result.group(1);
        }
        Matcher labels = LABEL_VALUES.matcher(query);
        if (labels.matches() && labels.group(1) != null) {
            return labels.group(1);
        }
        throw new IllegalArgumentException(
                "the variable '" + variable.path("name").asText()
                        + "' asks neither query_result(…) nor label_values(…, label): " + query);
    }

    private static String substituted(String expression, Map<String, String> known, String where) {
        return VARIABLE.matcher(expression).replaceAll(found -> {
            String name = Stream.of(found.group(1), found.group(2), found.group(3))
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow();
            String value = known.get(name);
            if (value == null) {
                throw new IllegalArgumentException(where + " names the variable '" + name + "', which does not exist");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
