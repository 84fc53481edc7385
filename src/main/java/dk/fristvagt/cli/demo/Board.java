package dk.fristvagt.cli.demo;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.AlertType;
import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.wire.Units;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows alerts as they come: on a terminal a table of units that is redrawn in its place, elsewhere a line for each
 * alert. Safe for use by several threads.
 */
final class Board {
    private static final Duration REDRAW_EVERY = Duration.ofMillis(250);

    /** Units with a row of their own, so that the table fits into a small terminal. */
    private static final int MOST_UNITS = 14;

    private static final int NAME_COLUMNS = 26;

    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_LINE = ESCAPE + "2K";

    /** In a terminal that is too narrow a line is cut and not broken, or the table would not come to lie on itself. */
    private static final String NO_WRAP = ESCAPE + "?7l";

    private static final String WRAP = ESCAPE + "?7h";

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private final Units units;
    private final Map<String, Map<AlertType, Integer>> counts = new TreeMap<>();
    private Optional<Instant> firstAlert = Optional.empty();
    private String heading = "";
    private String latest = "";
    private long alerts;
    private int drawn;
    private Instant nextDraw;

    Board(Surroundings surroundings, Units units) {
        this.out = surroundings.out();
        this.terminal = surroundings.outIsTerminal();
        this.clock = surroundings.clock();
        this.nextDraw = clock.instant();
        this.units = units;
    }

    /** An alert has come. */
    synchronized void said(Alert alert) {
        if (firstAlert.isEmpty()) {
            firstAlert = Optional.of(clock.instant());
        }
        alerts++;
        counts.computeIfAbsent(alert.getUnit(), unit -> new EnumMap<>(AlertType.class))
                .merge(alert.getType(), 1, Integer::sum);
        latest = line(alert);
        if (terminal) {
            drawIfTime();
        } else {
            out.println(latest);
            out.flush();
        }
    }

    /** {@code day} has begun. */
    synchronized void day(LocalDate day, LocalDate until, long events) {
        heading = day + " of " + until + "   " + Shown.number(events) + " events   ";
        if (terminal) {
            drawIfTime();
        }
    }

    /** Draws the table for the last time. */
    synchronized void end() {
        if (terminal) {
            draw();
        }
    }

    /** When the first alert came, if one has. */
    synchronized Optional<Instant> firstAlert() {
        return firstAlert;
    }

    /** How many alerts have come. */
    synchronized long alerts() {
        return alerts;
    }

    private static String line(Alert alert) {
        return alert.getSaidOn() + "  "
                + Page.padded(alert.getType() + (alert.getStage() > 0 ? " " + alert.getStage() : ""), 10) + "  "
                + Page.padded(Shown.of(alert.getUnit(), 16), 16) + "  "
                + (alert.getDueOn() == null ? "no due day    " : "due " + alert.getDueOn())
                + "  " + Shown.of(alert.getDeadlineKey(), 50);
    }

    private void drawIfTime() {
        if (!clock.instant().isBefore(nextDraw)) {
            draw();
            nextDraw = clock.instant().plus(REDRAW_EVERY);
        }
    }

    private void draw() {
        List<String> lines = new ArrayList<>();
        lines.add(heading + Shown.number(alerts) + " alerts");
        table().toString().lines().forEach(lines::add);
        lines.add(Shown.of(latest, Page.WIDTH - 1));
        StringBuilder frame = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            frame.append(ESCAPE).append(drawn).append('A');
        }
        for (String line : lines) {
            frame.append(CLEAR_LINE).append(line).append('\n');
        }
        out.print(frame.append(WRAP));
        out.flush();
        // A table never gets shorter, so nothing of an older one is left below it.
        drawn = lines.size();
    }

    /** The units with most alerts, and one row for all others. */
    private Page table() {
        List<Map.Entry<String, Map<AlertType, Integer>>> sorted = counts.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, Map<AlertType, Integer>> unit) -> -sum(unit.getValue())))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        Map<AlertType, Integer> others = new EnumMap<>(AlertType.class);
        for (int i = 0; i < sorted.size(); i++) {
            if (i < MOST_UNITS) {
                rows.add(row(
                        sorted.get(i).getKey(),
                        name(sorted.get(i).getKey()),
                        sorted.get(i).getValue()));
            } else {
                sorted.get(i).getValue().forEach((type, count) -> others.merge(type, count, Integer::sum));
            }
        }
        if (!others.isEmpty()) {
            rows.add(row("further units", "", others));
        }
        return new Page().table(0, heads(), rows);
    }

    private String name(String unit) {
        return units.find(unit).map(Units.Unit::name).orElse("(not among the units)");
    }

    private static List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("unit", "name"));
        types().forEach(type -> heads.add(type.name()));
        return heads;
    }

    private static List<String> row(String unit, String name, Map<AlertType, Integer> counts) {
        List<String> row = new ArrayList<>(List.of(Shown.of(unit, 18), Shown.of(name, NAME_COLUMNS)));
        types().forEach(type -> row.add(counts.containsKey(type) ? Integer.toString(counts.get(type)) : "."));
        return row;
    }

    private static List<AlertType> types() {
        return List.of(AlertType.values()).stream()
                .filter(type -> type != AlertType.UNKNOWN)
                .toList();
    }

    private static int sum(Map<AlertType, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The table as it stands, for the summary. */
    synchronized String summary() {
        return table().toString();
    }
}
