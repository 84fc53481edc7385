package dk.fristvagt.cli.config;

import dk.fristvagt.wire.Units;
import java.util.Optional;

/**
 * Who is who on the cluster.
 *
 * @param monitor the instances of the monitor
 * @param statistics the instances of the statistics; the monitor's where they run in one process
 * @param unit pattern of the units' principals, with {@code {unit}} or {@code {code}}
 * @param producer who sends events
 * @param reader who reads all that comes out
 */
public record Principals(
        Optional<String> monitor,
        Optional<String> statistics,
        Optional<String> unit,
        Optional<String> producer,
        Optional<String> reader) {
    static final Principals NONE =
            new Principals(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String UNIT = "{unit}";
    private static final String CODE = "{code}";

    static boolean namesTheUnit(String pattern) {
        return pattern.contains(UNIT) || pattern.contains(CODE);
    }

    /** The principal of {@code unit}; empty when units have none. */
    public Optional<String> of(Units.Unit named) {
        return unit.map(pattern -> pattern.replace(UNIT, named.unit()).replace(CODE, named.code()));
    }
}
