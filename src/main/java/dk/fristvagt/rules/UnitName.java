package dk.fristvagt.rules;

import dk.fristvagt.facts.BenefitSpell;
import java.util.Optional;

/** The names of units (domain.md §8, responsible unit): the jobcentre and the a-kasse of a spell. */
public final class UnitName {
    /** Stands for a unit that is not known. */
    static final String UNROUTED = "unrouted";

    private UnitName() {}

    /** {@code jobcenter-<municipality>}. */
    public static String jobcenter(BenefitSpell spell) {
        return "jobcenter-" + spell.municipality();
    }

    /** {@code akasse-<code>}; {@code unrouted} where the spell names no a-kasse. */
    public static String akasse(BenefitSpell spell) {
        Optional<String> code = spell.akasse();
        return code.isPresent() && !code.get().isBlank() ? "akasse-" + code.get() : UNROUTED;
    }
}
