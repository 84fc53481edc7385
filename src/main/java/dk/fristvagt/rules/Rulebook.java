package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Offer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All rules with all their versions, checked when it is made: one rule id has no gap and no overlap in time, and every
 * version cites where it comes from.
 */
public final class Rulebook {
    private final int number;
    private final List<Rule> rules;
    private final List<List<Rule>> versions;
    private final Map<Offer.Type, List<Rule.Validity>> countingOffers;

    /**
     * A checked rulebook.
     *
     * @param number monotone: a citizen evaluated with a smaller number is evaluated again
     * @param rules every version of every rule
     * @param countingOffers for each type of offer that counts, the days on which an offer of it must begin to count
     * @throws InvalidRulebookException naming the rule that has a gap, an overlap or no citation
     */
    public Rulebook(int number, List<Rule> rules, Map<Offer.Type, List<Rule.Validity>> countingOffers) {
        this.number = number;
        List<Rule> sorted = new ArrayList<>(rules);
        sorted.sort(Comparator.comparing(Rule::id, Days.UTF8).thenComparingInt(Rule::version));
        this.rules = List.copyOf(sorted);
        Map<Offer.Type, List<Rule.Validity>> counting = new EnumMap<>(Offer.Type.class);
        countingOffers.forEach((type, windows) -> counting.put(type, List.copyOf(windows)));
        this.countingOffers = Collections.unmodifiableMap(counting);
        check();
        Map<String, List<Rule>> byId = new TreeMap<>(DeadlineId::compareKeyParts);
        this.rules.forEach(
                rule -> byId.computeIfAbsent(rule.id(), id -> new ArrayList<>()).add(rule));
        this.versions = List.copyOf(byId.values());
    }

    public int number() {
        return number;
    }

    /** Every version of every rule, by id and version. */
    public List<Rule> rules() {
        return rules;
    }

    /** The versions of each rule, the rules in the order of their ids inside a deadline key. */
    List<List<Rule>> versions() {
        return versions;
    }

    /** The version {@code version} of rule {@code id}, which is known to exist. */
    public Rule rule(String id, int version) {
        for (Rule rule : rules) {
            if (rule.version() == version && rule.id().equals(id)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("the rulebook " + number + " has no rule " + id + " version " + version);
    }

    /** Whether an offer of {@code type} that begins on {@code from} counts at all (domain.md §7, Offer). */
    public boolean counts(Offer.Type type, LocalDate from) {
        List<Rule.Validity> windows = countingOffers.get(type);
        if (windows == null) {
            return false;
        }
        for (Rule.Validity window : windows) {
            if (window.contains(from)) {
                return true;
            }
        }
        return false;
    }

    /** For each type of offer that counts, the days on which an offer of it must begin to count. */
    public Map<Offer.Type, List<Rule.Validity>> countingOffers() {
        return countingOffers;
    }

    private void check() {
        Map<String, Rule> previous = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (rule.references().isEmpty() || rule.citation().isBlank()) {
                throw new InvalidRulebookException(rule.id(), "version " + rule.version() + " cites no paragraph");
            }
            if (rule.valid().to().isBefore(rule.valid().from())) {
                throw new InvalidRulebookException(
                        rule.id(), "version " + rule.version() + " is valid to a day before it is valid from");
            }
            Rule before = previous.put(rule.id(), rule);
            if (before == null) {
                if (rule.version() != 1) {
                    throw new InvalidRulebookException(rule.id(), "has no version 1");
                }
                continue;
            }
            if (rule.version() != before.version() + 1) {
                throw new InvalidRulebookException(
                        rule.id(), "has no version " + (before.version() + 1) + " or has it twice");
            }
            LocalDate next = Days.plusDays(before.valid().to(), 1);
            if (!rule.valid().from().equals(next)) {
                throw new InvalidRulebookException(
                        rule.id(),
                        (rule.valid().from().isBefore(next)
                                        ? "versions overlap: "
                                        : "there is a gap between versions: ")
                                + before.version() + " ends " + before.valid().to() + ", " + rule.version()
                                + " begins " + rule.valid().from());
            }
        }
    }

    /** A rulebook that cannot be used; says which rule and why. */
    public static final class InvalidRulebookException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String ruleId;
        private final String problem;

        public InvalidRulebookException(String ruleId, String problem) {
            super("rule " + ruleId + ": " + problem);
            this.ruleId = ruleId;
            this.problem = problem;
        }

        public String ruleId() {
            return ruleId;
        }

        public String problem() {
            return problem;
        }
    }
}
