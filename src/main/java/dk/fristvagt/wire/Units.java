package dk.fristvagt.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The units that have an alert topic of their own: municipalities and a-kasser (units.csv). */
public final class Units {
    /** The unit whose topic takes the alerts of units that are not known. */
    public static final String UNROUTED = "unrouted";

    private static final String RESOURCE = "/units.csv";
    private static final String HEADER = "code,name,kind";

    /** A code is a part of topic names; a name that holds a comma stands in quotation marks. */
    private static final Pattern ROW = Pattern.compile("([A-Za-z0-9]{1,20}),(?:\"([^\"]+)\"|([^,\"]+)),([a-z]+)");

    private final Map<String, Unit> units;

    private Units(Map<String, Unit> units) {
        this.units = units;
    }

    /** The units of the resource units.csv. */
    public static Units load() {
        try (InputStream in = Units.class.getResourceAsStream(RESOURCE)) {
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " on the class path cannot be read", e);
        }
    }

    /**
     * Reads units.
     *
     * @param name of what is read, for messages
     * @throws IllegalArgumentException naming the line that is not a unit or names one again
     */
    static Units read(BufferedReader csv, String name) throws IOException {
        Map<String, Unit> units = new LinkedHashMap<>();
        if (!HEADER.equals(csv.readLine())) {
            throw new IllegalArgumentException(name + ":1: is not the header " + HEADER);
        }
        int number = 1;
        for (String line = csv.readLine(); line != null; line = csv.readLine()) {
            number++;
            Unit unit = unit(line);
            if (unit == null) {
                throw new IllegalArgumentException(
                        name + ":" + number + ": is not a code, a name and jobcenter or akasse");
            }
            if (units.put(unit.unit(), unit) != null) {
                throw new IllegalArgumentException(name + ":" + number + ": names " + unit.unit() + " again");
            }
        }
        return new Units(units);
    }

    /** {@code unit} when it is known, else {@link #UNROUTED}. */
    public String topicUnit(String unit) {
        return units.containsKey(unit) ? unit : UNROUTED;
    }

    /** All units, in file order. */
    public List<Unit> all() {
        return List.copyOf(units.values());
    }

    /** The unit called {@code unit}, as {@code jobcenter-0751}. */
    public Optional<Unit> find(String unit) {
        return Optional.ofNullable(units.get(unit));
    }

    private static Unit unit(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            return null;
        }
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        kinds.removeIf(kind -> !kind.name().toLowerCase(Locale.ROOT).equals(row.group(4)));
        String name = row.group(2) == null ? row.group(3) : row.group(2);
        return kinds.isEmpty() ? null : new Unit(row.group(1), name, kinds.get(0));
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
