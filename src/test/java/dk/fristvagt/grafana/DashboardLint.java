package dk.fristvagt.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.grafana.DashboardExpression.Mention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What every dashboard keeps, as findings in words; an empty list means that it does. */
final class DashboardLint {
    /** Grafana 11 and later. */
    private static final int OLDEST_SCHEMA = 39;

    private static final int COLUMNS = 24;

    private static final String DATA_SOURCE = "${datasource}";

    /** A share of fewer than this is not shown. */
    private static final String SMALL = ">= 10";

    /** Lines that mean something: 80 pct. in time, 75 and 25 of a quota, 36 with both parties, fokusmål, full memory, a limit. */
    private static final Set<Double> LINES = Set.of(0.8, 0.75, 0.25, 0.36, 0.2, 0.9, 1.0);

    /** Ids of Grafana's units that are in use here; a wrong one is shown as a suffix. */
    private static final Set<String> UNITS =
            Set.of("locale", "percentunit", "s", "bytes", "eps", "cpm", "time:DD.MM.YYYY", "dateTimeAsIso");

    private static final Set<String> DATES = Set.of("time:DD.MM.YYYY", "dateTimeAsIso");

    /** In bold a title line in English, then what the number means and what it does not. */
    private static final Pattern DESCRIPTION =
            Pattern.compile("\\*\\*[A-Z][^*]{5,}[.?]\\*\\*\\n\\n.{60,}", Pattern.DOTALL);

    private static final Pattern COLUMN = Pattern.compile("Value #(\\w+)");

    /** How instances are put together: which aggregation may be the innermost around a metric of that kind. */
    private static final Map<String, Set<String>> PUT_TOGETHER = Map.of(
            "sum",
            Set.of("sum", "count"),
            "max",
            Set.of("max", "min", "count"),
            "instance",
            Set.of("sum", "max", "count"));

    private final JsonNode dashboard;
    private final Map<String, String> names;
    private final List<String> findings = new ArrayList<>();

    private DashboardLint(JsonNode dashboard, Map<String, String> names) {
        this.dashboard = dashboard;
        this.names = names;
    }

    /**
     * The findings about one dashboard.
     *
     * @param names of metrics and recording rules, each with the way in which instances are put together
     */
    static List<String> findings(JsonNode dashboard, Map<String, String> names) {
        DashboardLint lint = new DashboardLint(dashboard, names);
        lint.head();
        lint.variables();
        lint.identity();
        lint.grid();
        for (JsonNode panel : DashboardQueries.panels(dashboard)) {
            if (text(panel, "title").isBlank()) {
                lint.say("panel " + panel.path("id") + " has no title");
            }
            if (!text(panel, "type").equals("row")) {
                lint.panel(panel);
            }
        }
        return List.copyOf(lint.findings);
    }

    private void head() {
        require(text(dashboard, "uid").matches("fristvagt-[a-z]+"), "its uid is not fristvagt-…");
        require(!text(dashboard, "title").isBlank(), "it has no title");
        require(text(dashboard, "description").length() > 20, "it has no description");
        require(dashboard.path("id").isMissingNode() || dashboard.path("id").isNull(), "it has the id of a database");
        require(dashboard.path("schemaVersion").asInt() >= OLDEST_SCHEMA, "its schemaVersion is older than Grafana 11");
        require(text(dashboard, "timezone").equals("Europe/Copenhagen"), "its time zone is not Europe/Copenhagen");
        require(!text(dashboard, "refresh").isBlank(), "it is not refreshed");
        require(values(dashboard.path("tags")).contains("fristvagt"), "it lacks the tag fristvagt");
        require(
                StreamSupport.stream(dashboard.path("links").spliterator(), false)
                        .anyMatch(link -> text(link, "type").equals("dashboards")
                                && values(link.path("tags")).contains("fristvagt")),
                "it does not link to the dashboards with the tag fristvagt");
        String all = dashboard.toString();
        require(!all.contains("http://") && !all.contains("https://"), "it holds an absolute address");
    }

    private void variables() {
        Set<String> known = new HashSet<>();
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            known.add(text(variable, "name"));
            require(!text(variable, "label").isBlank(), "the variable " + text(variable, "name") + " has no label");
            if (text(variable, "type").equals("query")) {
                dataSource(variable, "the variable " + text(variable, "name"));
                metrics(text(variable.path("query"), "query"), "the variable " + text(variable, "name"));
            }
        }
        require(known.contains("datasource"), "it has no variable datasource");
        Set<String> used = new TreeSet<>(DashboardQueries.variables(dashboard.toString()));
        used.removeAll(known);
        used.forEach(name -> say("it uses the variable " + name + ", which does not exist"));
    }

    private void identity() {
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : DashboardQueries.panels(dashboard)) {
            int id = panel.path("id").asInt();
            require(id > 0 && ids.add(id), "the panel id " + id + " is there twice or missing");
        }
    }

    private void grid() {
        List<JsonNode> panels = DashboardQueries.panels(dashboard);
        for (int i = 0; i < panels.size(); i++) {
            JsonNode a = panels.get(i).path("gridPos");
            require(
                    a.path("x").asInt(-1) >= 0
                            && a.path("y").asInt(-1) >= 0
                            && a.path("w").asInt() > 0
                            && a.path("h").asInt() > 0
                            && a.path("x").asInt() + a.path("w").asInt() <= COLUMNS,
                    quoted(panels.get(i)) + " is outside of the grid");
            for (int j = 0; j < i; j++) {
                JsonNode b = panels.get(j).path("gridPos");
                require(
                        apart(a, b, "x", "w") || apart(a, b, "y", "h"),
                        quoted(panels.get(i)) + " lies over " + quoted(panels.get(j)));
            }
        }
    }

    private static boolean apart(JsonNode a, JsonNode b, String from, String length) {
        return a.path(from).asInt() + a.path(length).asInt() <= b.path(from).asInt()
                || b.path(from).asInt() + b.path(length).asInt() <= a.path(from).asInt();
    }

    private void panel(JsonNode panel) {
        String where = quoted(panel);
        require(
                DESCRIPTION.matcher(text(panel, "description")).matches(),
                where + " has no description with an English title line");
        dataSource(panel, where);
        require(!panel.path("targets").isEmpty(), where + " asks nothing");
        Set<String> refIds = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
            String expression = text(target, "expr");
            String query = where + " " + text(target, "refId");
            require(refIds.add(text(target, "refId")), query + " is there twice");
            dataSource(target, query);
            require(
                    target.path("instant").asBoolean() != target.path("range").asBoolean(),
                    query + " is neither an instant nor a range query");
            metrics(expression, query);
            require(!showsShare(expression) || expression.contains(SMALL), query + " shows shares of fewer than ten");
        }
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        settings(defaults, where);
        require(defaults.has("unit"), where + " has no unit");
        require(!text(defaults, "noValue").isBlank(), where + " says nothing when there is no value");
        require(!defaults.path("thresholds").path("steps").isEmpty(), where + " has no thresholds");
        boolean share = share(defaults, panel, where);
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            JsonNode properties = properties(override);
            settings(properties, where + ", " + text(override.path("matcher"), "options"));
            share |= share(properties, panel, where + ", " + text(override.path("matcher"), "options"));
        }
        require(
                share
                        || StreamSupport.stream(panel.path("targets").spliterator(), false)
                                .noneMatch(target -> showsShare(text(target, "expr"))),
                where + " shows a share without the unit percentunit");
        columns(panel, refIds, where);
    }

    /** A share that is computed of a population; what only mentions one while it counts things is none. */
    private static boolean showsShare(String expression) {
        return DashboardExpression.mentions(expression).stream()
                .anyMatch(mention ->
                        mention.metric().contains(":ratio") && !mention.metric().contains("quota_floor"));
    }

    private void settings(JsonNode field, String where) {
        boolean hasUnit = field.has("unit");
        require(
                !hasUnit || UNITS.contains(text(field, "unit")),
                where + " has the unknown unit " + text(field, "unit"));
        require(
                !hasUnit
                        || DATES.contains(text(field, "unit"))
                        || field.path("decimals").isInt(),
                where + " does not say how many decimals");
    }

    /** A share has the range 0 to 1 (or less) and a line; where lines can be drawn, this one is. */
    private boolean share(JsonNode field, JsonNode panel, String where) {
        if (!text(field, "unit").equals("percentunit")) {
            return false;
        }
        require(
                field.path("min").asDouble(-1) == 0 && field.path("max").asDouble(2) <= 1,
                where + " is a share without a range from 0 to 1");
        require(
                StreamSupport.stream(field.path("thresholds").path("steps").spliterator(), false)
                        .anyMatch(step -> step.path("value").isNumber()
                                && LINES.contains(step.path("value").asDouble())),
                where + " is a share without its line");
        if (Set.of("barchart", "timeseries").contains(text(panel, "type"))) {
            require(
                    text(field.path("custom").path("thresholdsStyle"), "mode").equals("dashed"),
                    where + " does not draw its line");
        }
        return true;
    }

    /** What transformations, settings and sorting name is there. */
    private void columns(JsonNode panel, Set<String> refIds, String where) {
        Set<String> shown = new HashSet<>();
        for (JsonNode transformation : panel.path("transformations")) {
            JsonNode renamed = transformation.path("options").path("renameByName");
            renamed.forEach(name -> shown.add(name.asText()));
            transformation.path("options").path("indexByName").fieldNames().forEachRemaining(shown::add);
            Matcher column = COLUMN.matcher(transformation.toString());
            while (column.find()) {
                require(
                        refIds.contains(column.group(1)),
                        where + " renames the answer of " + column.group(1) + ", which it does not ask");
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        Stream.concat(
                        StreamSupport.stream(
                                        panel.path("fieldConfig")
                                                .path("overrides")
                                                .spliterator(),
                                        false)
                                .map(override -> text(override.path("matcher"), "options")),
                        Stream.concat(
                                StreamSupport.stream(
                                                panel.path("options")
                                                        .path("sortBy")
                                                        .spliterator(),
                                                false)
                                        .map(sort -> text(sort, "displayName")),
                                Stream.of(text(panel.path("options"), "xField")).filter(name -> !name.isEmpty())))
                .filter(name -> !shown.contains(name))
                .forEach(name -> say(where + " names the column '" + name + "', which it does not have"));
    }

    private void metrics(String expression, String where) {
        for (Mention mention : DashboardExpression.mentions(expression)) {
            String kind = names.get(mention.metric());
            if (kind == null) {
                say(where + " reads " + mention.metric() + ", which nobody writes");
            } else if (PUT_TOGETHER.containsKey(kind) && !mention.membership()) {
                require(
                        PUT_TOGETHER.get(kind).contains(mention.aggregation()),
                        where + " puts the instances of " + mention.metric() + " together by "
                                + (mention.aggregation().isEmpty() ? "nothing" : mention.aggregation()));
            }
        }
    }

    private void dataSource(JsonNode node, String where) {
        require(
                text(node.path("datasource"), "uid").equals(DATA_SOURCE)
                        && text(node.path("datasource"), "type").equals("prometheus"),
                where + " does not take its data source from the variable");
    }

    /** An override's list of properties, as the fields that it sets. */
    private static JsonNode properties(JsonNode override) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        override.path("properties").forEach(property -> fields.set(text(property, "id"), property.path("value")));
        return fields;
    }

    private static List<String> values(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String quoted(JsonNode panel) {
        return "'" + text(panel, "title") + "'";
    }

    private void require(boolean kept, String finding) {
        if (!kept) {
            say(finding);
        }
    }

    private void say(String finding) {
        findings.add(text(dashboard, "uid") + ": " + finding);
    }
}
