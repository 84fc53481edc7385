package dk.fristvagt.grafana;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.grafana.PromRules.Kind;
import dk.fristvagt.grafana.PromRules.PromRule;
import dk.fristvagt.grafana.PromTests.Scene;
import dk.fristvagt.testing.Promtool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules broken on purpose, each in one place, to see that a unit test notices.
 *
 * <p>Each goes to promtool with the rules on which it rests and the scenes that ask for it, and with nothing else, since that
 * is a tenth of the work.
 */
final class PromMutants {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern THRESHOLD = Pattern.compile("(==|>=|<=|>|<)(\\s*)(\\d+(?:\\.\\d+)?)");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!=|!~|=)\"[^\"]*\"(?=\\s*[,}])");

    private static final Pattern SUM = Pattern.compile("\\bsum(?=\\(| by| without)");

    /** What stands in for a numerator that is absent. */
    private static final Pattern ZERO = Pattern.compile("\\bor\\s+\\S[^\\n]*\\* 0(?=\\s)");

    private static final Pattern SECTION = Pattern.compile("(?m)^Unit Testing:\\s+");

    private final PromRules rules;
    private final PromTests tests;
    private final Path directory;
    private final Map<String, String> names = new LinkedHashMap<>();

    /**
     * Nothing is broken yet.
     *
     * @param directory for the files
     */
    PromMutants(PromRules rules, PromTests tests, Path directory) {
        this.rules = rules;
        this.tests = tests;
        this.directory = directory;
    }

    /** Adds a rule as it is: what it is reduced to must hold. */
    void addWhole(PromRule rule) {
        add(rule, "whole", rule, any -> true);
    }

    /** Adds every way in which a rule can be broken here. */
    void addBroken(PromRule rule) {
        if (rule.kind() == Kind.ALERT) {
            add(
                    rule,
                    "never fires",
                    rule.with("expr", "(" + rule.expr() + ") and on () vector(0) > 1"),
                    scene -> scene.fires(rule));
            add(rule, "always fires", rule.with("expr", "vector(1)"), scene -> scene.isSilent(rule));
            if (rule.node().has("for")) {
                add(rule, "fires at once", rule.without("for"), any -> true);
                add(rule, "fires a month later", rule.with("for", "30d"), any -> true);
            }
            each(rule, THRESHOLD, PromMutants::higher, "higher");
            each(rule, THRESHOLD, PromMutants::lower, "lower");
        } else {
            add(rule, "another value", rule.with("expr", "(" + rule.expr() + ") * 2 + 1"), any -> true);
            each(rule, SUM, any -> "max", "one instance for all");
            each(rule, ZERO, any -> "", "an absent numerator is not 0");
        }
        each(rule, MATCHER, matcher -> matcher.group(1) + "=~\".*\"", "any label");
    }

    private static String higher(MatchResult threshold) {
        double value = Double.parseDouble(threshold.group(3));
        return threshold.group(1) + threshold.group(2) + (value == 0 ? 1e9 : 3 * value);
    }

    private static String lower(MatchResult threshold) {
        double value = Double.parseDouble(threshold.group(3));
        return threshold.group(1) + threshold.group(2) + (value == 0 ? -1 : value / 3);
    }

    private void each(
            PromRule rule, Pattern place, java.util.function.Function<MatchResult, String> change, String how) {
        place.matcher(rule.expr()).results().forEach(found -> {
            String changed = rule.expr().substring(0, found.start())
                    + change.apply(found)
                    + rule.expr().substring(found.end());
            add(rule, how + ": " + found.group() + " at " + found.start(), rule.with("expr", changed), any -> true);
        });
    }

    private void add(PromRule rule, String how, PromRule changed, Predicate<Scene> which) {
        Map<String, List<Scene>> byInterval = new LinkedHashMap<>();
        tests.scenes().stream()
                .filter(which)
                .flatMap(scene -> scene.only(rule).stream())
                .forEach(scene -> byInterval
                        .computeIfAbsent(scene.interval(), any -> new ArrayList<>())
                        .add(scene));
        // what the scenes of one interval do not notice, those of another may
        String name = rule.name() + ": " + how;
        byInterval.forEach((interval, scenes) -> names.put(write(names.size(), changed, interval, scenes), name));
    }

    private String write(int number, PromRule changed, String interval, List<Scene> scenes) {
        try {
            Path rulesFile = directory.resolve(number + ".rules.yml");
            ObjectNode rulesYaml = JSON.createObjectNode();
            ArrayNode kept =
                    rulesYaml.putArray("groups").addObject().put("name", "all").putArray("rules");
            rules.restingOn(changed).map(PromRule::node).forEach(kept::add);
            Files.writeString(rulesFile, rulesYaml.toString());

            Path testFile = directory.resolve(number + ".test.yml");
            ObjectNode testYaml = JSON.createObjectNode().put("evaluation_interval", interval);
            testYaml.putArray("rule_files").add(rulesFile.toString());
            ArrayNode scenesYaml = testYaml.putArray("tests");
            scenes.stream().map(Scene::node).forEach(scenesYaml::add);
            Files.writeString(testFile, testYaml.toString());
            return testFile.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many have been added. */
    long size() {
        return names.values().stream().distinct().count();
    }

    /**
     * Those in which promtool finds nothing wrong, by what was done to them.
     *
     * @throws AssertionError when one is not a rule any more
     */
    List<String> unnoticed() {
        Promtool.Answer answer = Promtool.ask(Stream.concat(Stream.of("test", "rules"), names.keySet().stream())
                .toList());
        Map<String, Boolean> noticed = new LinkedHashMap<>();
        SECTION.splitAsStream(answer.said())
                .filter(section -> !section.isBlank())
                .forEach(section -> {
                    String file = section.lines().findFirst().orElseThrow().strip();
                    String name = names.get(file);
                    if (name == null || section.contains("parse error")) {
                        throw new AssertionError("promtool cannot read " + name + ":\n" + section);
                    }
                    noticed.merge(name, !section.contains("SUCCESS"), Boolean::logicalOr);
                });
        if (noticed.size() != size()) {
            throw new AssertionError("promtool has judged " + noticed.size() + " of " + size() + ": " + answer.said());
        }
        return noticed.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
