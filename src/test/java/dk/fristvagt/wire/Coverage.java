package dk.fristvagt.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** {@code coverage.yaml}: which rules are said to apply to whom and when, written by hand. */
record Coverage(String from, String to, List<Area> areas) {

    record Area(String area, String by, List<Row> rows) {
        Rule.Select select() {
            return switch (by) {
                case "course-start" -> Rule.Select.COURSE_START;
                case "as-of" -> Rule.Select.AS_OF;
                default -> throw new IllegalArgumentException("coverage.yaml: area " + area + " is by " + by);
            };
        }
    }

    record Row(List<String> groups, String from, String to, When when, List<String> rules, String none) {
        Row {
            rules = rules == null ? List.of() : rules;
            YearMonth.parse(from);
            YearMonth.parse(to);
            if (rules.isEmpty() == (none == null || none.isBlank())) {
                throw new IllegalArgumentException("coverage.yaml: a row needs either rules or none: " + groups);
            }
        }

        boolean isFor(BenefitSpell spell, YearMonth month) {
            return groups.stream().anyMatch(word -> names(word, spell.group()))
                    && from.compareTo(month.toString()) <= 0
                    && to.compareTo(month.toString()) >= 0
                    && (when == null || when.holds(spell));
        }

        private static boolean names(String word, Group group) {
            if (word.endsWith("*")) {
                return group.name().startsWith(word.substring(0, word.length() - 1));
            }
            return word.equals("ALL") ? group != Group.UNKNOWN : Group.valueOf(word) == group;
        }
    }

    record When(
            @JsonProperty("young-without-education") Boolean youngWithoutEducation,
            @JsonProperty("employed") Boolean employed,
            @JsonProperty("sickness-category") List<String> sicknessCategory) {
        boolean holds(BenefitSpell spell) {
            String category = spell.sicknessCategory().isPresent()
                    ? Integer.toString(spell.sicknessCategory().getAsInt())
                    : "unknown";
            return (youngWithoutEducation == null || youngWithoutEducation == spell.youngWithoutEducation())
                    && (employed == null || employed == spell.employed())
                    && (sicknessCategory == null || sicknessCategory.contains(category));
        }
    }

    static Coverage read() {
        try (InputStream in = Coverage.class.getResourceAsStream("/rulebook/coverage.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(in, Coverage.class);
        } catch (IOException e) {
            throw new IllegalStateException("coverage.yaml cannot be read", e);
        }
    }

    /** Every month, first to last. */
    List<YearMonth> months() {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.parse(from);
                !month.isAfter(YearMonth.parse(to));
                month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** Everything in which this table and {@code rules} do not say the same. */
    Set<String> differences(List<Rule> rules) {
        Set<String> differences = new LinkedHashSet<>();
        for (YearMonth month : months()) {
            for (BenefitSpell spell : spells()) {
                Set<String> named = new TreeSet<>();
                for (Area area : areas) {
                    List<Row> rows = area.rows().stream()
                            .filter(row -> row.isFor(spell, month))
                            .toList();
                    if (rows.size() != 1) {
                        differences.add(month + " " + area.area() + " " + name(spell) + ": " + rows.size() + " rows");
                    }
                    rows.forEach(row -> named.addAll(row.rules()));
                }
                for (LocalDate day : List.of(month.atDay(1), month.atEndOfMonth())) {
                    Set<String> applying = new TreeSet<>();
                    rules.stream()
                            .filter(rule -> rule.valid().contains(day) && rule.covers(spell))
                            .forEach(rule -> applying.add(rule.id()));
                    without(applying, named)
                            .forEach(id -> differences.add(month + " " + name(spell) + ": " + id + " is not named"));
                    without(named, applying)
                            .forEach(id -> differences.add(month + " " + name(spell) + ": " + id + " does not apply"));
                }
            }
        }
        return differences;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    /** A spell of every group with every combination of what conditions look at. */
    static List<BenefitSpell> spells() {
        List<BenefitSpell> spells = new ArrayList<>();
        for (Group group : Arrays.stream(Group.values())
                .filter(group -> group != Group.UNKNOWN)
                .toList()) {
            for (boolean young : new boolean[] {false, true}) {
                for (boolean employed : new boolean[] {false, true}) {
                    for (int category = 0; category <= 3; category++) {
                        spells.add(spell(group, young, employed, category));
                    }
                }
            }
        }
        return spells;
    }

    /** A spell; category 0 is none. */
    static BenefitSpell spell(Group group, boolean young, boolean employed, int category) {
        return new BenefitSpell(
                "s",
                group,
                LocalDate.of(2020, 1, 1),
                Days.NEVER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BenefitSpell.Insurance.FULL_TIME,
                category == 0 ? OptionalInt.empty() : OptionalInt.of(category),
                employed,
                young,
                false,
                "0751",
                Optional.empty());
    }

    private static String name(BenefitSpell spell) {
        return spell.group()
                + (spell.youngWithoutEducation() ? " young" : "")
                + (spell.employed() ? " employed" : "")
                + (spell.sicknessCategory().isPresent()
                        ? " " + spell.sicknessCategory().getAsInt()
                        : "");
    }
}
