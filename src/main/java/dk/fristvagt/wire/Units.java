package dk.fristvagt.wire;

import java.util.List;
import java.util.Optional;

/** The units that have an alert topic of their own: municipalities and a-kasser (units.csv). */
public final class Units {
    /** The unit whose topic takes the alerts of units that are not known. */
    public static final String UNROUTED = "unrouted";

    private Units() {}

    /** The units of the resource units.csv. */
    public static Units load() {
        throw new UnsupportedOperationException();
    }

    /** {@code unit} when it is known, else {@link #UNROUTED}. */
    public String topicUnit(String unit) {
        throw new UnsupportedOperationException();
    }

    /** All units, in file order. */
    public List<Unit> all() {
        throw new UnsupportedOperationException();
    }

    /** The unit called {@code unit}, as {@code jobcenter-0751}. */
    public Optional<Unit> find(String unit) {
        throw new UnsupportedOperationException();
    }

    /**
     * A unit.
     *
     * @param code four digits, or the short code of an a-kasse
     */
    public record Unit(String code, String name, Kind kind) {
        /** How alerts name it: {@code jobcenter-<code>} or {@code akasse-<code>}. */
        public String unit() {
            return kind.prefix + code;
        }
    }

    /** The kinds of unit. */
    public enum Kind {
        JOBCENTER("jobcenter-"),
        AKASSE("akasse-");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }
}
