package dk.fristvagt.statistics;

import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.wire.Units;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The words in which is counted: the units and rules that this program knows, so that no label is an arbitrary text. */
public final class Vocabulary {
    /** Stands for a rule, municipality or a-kasse that this program does not know. */
    public static final String UNKNOWN = "unknown";

    private final Rulebook rulebook;
    private final Units units;
    private final Map<Integer, String> rules = new HashMap<>();
    private final Set<String> municipalities = new HashSet<>();
    private final Set<String> akasser = new HashSet<>();

    /**
     * The words of a rulebook and of units.
     *
     * @throws IllegalArgumentException when two rules have ids that the kept rows could not tell apart
     */
    public Vocabulary(Rulebook rulebook, Units units) {
        this.rulebook = rulebook;
        this.units = units;
        for (Rule rule : rulebook.rules()) {
            String other = rules.put(rule.id().hashCode(), rule.id());
            if (other != null && !other.equals(rule.id())) {
                throw new IllegalArgumentException("the rules " + other + " and " + rule.id()
                        + " cannot both be counted: their ids have the same hash; rename one of them");
            }
        }
        units.all().forEach(unit -> (unit.kind() == Units.Kind.AKASSE ? akasser : municipalities).add(unit.code()));
    }

    /** The units that are counted, but for unrouted. */
    public List<Units.Unit> units() {
        return units.all();
    }

    /** Every version of every rule. */
    public List<Rule> rules() {
        return rulebook.rules();
    }

    /** The percentage of a rule's quota in force on {@code day}. */
    public OptionalInt quota(String rule, LocalDate day) {
        return rulebook.rules().stream()
                .filter(version -> version.id().equals(rule) && version.valid().contains(day))
                .map(Rule::quota)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    Optional<Rule> rule(String id, int version) {
        return rulebook.rules().stream()
                .filter(rule -> rule.version() == version && rule.id().equals(id))
                .findFirst();
    }

    String ruleByHash(int hash) {
        return rules.getOrDefault(hash, UNKNOWN);
    }

    String unit(String unit) {
        return units.topicUnit(unit);
    }

    String municipality(String code) {
        return municipalities.contains(code) ? code : UNKNOWN;
    }

    String akasse(String code) {
        return akasser.contains(code) ? code : UNKNOWN;
    }
}
