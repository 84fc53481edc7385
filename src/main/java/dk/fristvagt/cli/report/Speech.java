package dk.fristvagt.cli.report;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** How often what was said, and which histories of a deadline say most. */
final class Speech {
    private static final double DAYS_A_YEAR = 365.25;
    private static final int NOISIEST = 10;

    private final Period period;
    private final Map<String, Map<String, StringBuilder>> byCitizen = new HashMap<>();
    private final Map<String, List<Said>> said = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    Speech(Period period) {
        this.period = period;
    }

    /** What one alert adds to the counts. */
    private record Said(LocalDate on, String ruleId, Alert.Type type) {}

    /** An alert, in the order in which they were said about its citizen. */
    void add(Alert alert) {
        if (!period.holds(alert.saidOn())) {
            return;
        }
        said.computeIfAbsent(alert.citizenId(), id -> new ArrayList<>())
                .add(new Said(alert.saidOn(), alert.rule().id(), alert.type()));
        StringBuilder pattern = byCitizen
                .computeIfAbsent(alert.citizenId(), id -> new HashMap<>())
                .computeIfAbsent(
                        alert.deadlineKey(),
                        key -> new StringBuilder(alert.rule().id()).append(':'));
        pattern.append(' ').append(alert.type());
        alert.reason().ifPresent(reason -> pattern.append('(').append(reason).append(')'));
    }

    /** What is known about a citizen on the last day: on which benefit he was when something was said. */
    void group(String citizenId, Facts facts) {
        for (Said each : said.getOrDefault(citizenId, List.of())) {
            counts.merge(group(facts, each.on()).name() + '\n' + each.ruleId() + '\n' + each.type(), 1L, Long::sum);
        }
    }

    private static Group group(Facts facts, LocalDate day) {
        Group group = Group.UNKNOWN;
        for (Event<BenefitSpell> event : facts.spells()) {
            if (!event.fact().from().isAfter(day) && !event.fact().to().isBefore(day)) {
                group = event.fact().group();
            }
        }
        return group;
    }

    Table rates(ToLongFunction<Group> days) {
        List<List<Cell>> rows = new ArrayList<>();
        counts.forEach((key, count) -> {
            String[] parts = key.split("\n");
            double years = days.applyAsLong(Group.valueOf(parts[0])) / DAYS_A_YEAR;
            rows.add(List.of(
                    new Cell.Text(parts[0]),
                    new Cell.Text(parts[1]),
                    new Cell.Text(parts[2]),
                    new Cell.Count(count),
                    new Cell.Rate(count, years)));
        });
        return new Table(
                "alerts",
                "Alerts a citizen and year on benefit, by group, rule and type",
                "Said from " + period
                        + "; the group is that of the day, UNKNOWN for what was said after the benefit had ended. A"
                        + " year is 365.25 days of anybody on the benefit of the group.",
                List.of("group", "rule", "type", "alerts", "a citizen and year"),
                rows,
                false);
    }

    /**
     * The patterns that say most.
     *
     * @param examples whether a deadline is named for each: it names a citizen
     */
    Table noisiest(boolean examples) {
        Map<String, Pattern> patterns = new HashMap<>();
        byCitizen
                .values()
                .forEach(deadlines -> deadlines.forEach((key, pattern) ->
                        patterns.computeIfAbsent(pattern.toString(), text -> new Pattern(text, key)).deadlines++));
        List<List<Cell>> rows = patterns.values().stream()
                .sorted(Comparator.comparingLong(Pattern::alerts).reversed().thenComparing(pattern -> pattern.text))
                .limit(NOISIEST)
                .map(pattern -> {
                    List<Cell> row = new ArrayList<>(List.of(
                            new Cell.Text(pattern.text),
                            new Cell.Count(pattern.deadlines),
                            new Cell.Count(pattern.alerts())));
                    if (examples) {
                        row.add(new Cell.Text(pattern.example));
                    }
                    return (List<Cell>) row;
                })
                .toList();
        List<String> heads = new ArrayList<>(List.of("rule: what was said about one deadline", "deadlines", "alerts"));
        if (examples) {
            heads.add("for example");
        }
        return new Table(
                "noisiest",
                "The patterns that say most",
                "What was said about one deadline from " + period
                        + ", in order, and how many alerts all deadlines with the same" + " pattern made."
                        + (examples ? "" : " Examples name a citizen: --exact shows them."),
                heads,
                rows,
                false);
    }

    private static final class Pattern {
        private final String text;
        private final String example;
        private long deadlines;

        Pattern(String text, String example) {
            this.text = text;
            this.example = example;
        }

        long alerts() {
            return deadlines * text.chars().filter(c -> c == ' ').count();
        }
    }
}
