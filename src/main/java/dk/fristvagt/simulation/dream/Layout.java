package dk.fristvagt.simulation.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a register file has its ids, weeks and codes, as its first line says. Columns count from 0. */
sealed interface Layout {
    /** {@code id;y_1901;y_1902;…}: one line a person, one column a week. */
    record Wide(char delimiter, int width, int id, List<WeekColumn> weeks, List<Integer> others) implements Layout {}

    /** {@code id;week;code}: one line a person and week. */
    record Long(char delimiter, int width, int id, int week, int code, List<Integer> others) implements Layout {}

    char delimiter();

    /** How many columns every line has. */
    int width();

    int id();

    /** The columns that are not read. */
    List<Integer> others();

    /** A column that holds the codes of a week. */
    record WeekColumn(int column, IsoWeek week) {}

    /** The word for the layout in reports. */
    default String word() {
        return this instanceof Wide ? "wide" : "long";
    }

    /** The layout that {@code header} names; empty when it names none, which is among the {@code findings} then. */
    static Optional<Layout> of(String header, long line, Findings findings) {
        char delimiter = delimiter(header);
        List<String> names = new ArrayList<>();
        try {
            Cells.of(header, delimiter).forEach(cell -> names.add(cell.toLowerCase(Locale.ROOT)));
        } catch (Cells.BrokenLineException e) {
            findings.add(line, e.column(), e.getMessage());
            return Optional.empty();
        }
        List<Integer> ids = columns(names, "id", "pnr");
        List<Integer> weeks = columns(names, "week", "uge");
        List<Integer> codes = columns(names, "code", "kode");
        List<Integer> wide = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            if (names.get(column).startsWith("y_")) {
                wide.add(column);
            } else if (!ids.contains(column) && !weeks.contains(column) && !codes.contains(column)) {
                others.add(column);
            }
        }
        if (ids.size() == 1 && !wide.isEmpty() && weeks.isEmpty() && codes.isEmpty()) {
            return weekColumns(names, wide, line, findings)
                    .map(found -> new Wide(delimiter, names.size(), ids.get(0), found, others));
        }
        if (ids.size() == 1 && wide.isEmpty() && weeks.size() == 1 && codes.size() == 1) {
            return Optional.of(new Long(delimiter, names.size(), ids.get(0), weeks.get(0), codes.get(0), others));
        }
        findings.add(
                line,
                "is not a header; the first line is id;y_1901;y_1902;… (year and week of each column) or id;week;code");
        return Optional.empty();
    }

    /** The first of semicolon, tab and comma that the header has. */
    private static char delimiter(String header) {
        return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static List<Integer> columns(List<String> names, String... possible) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            if (List.of(possible).contains(names.get(column))) {
                columns.add(column);
            }
        }
        return columns;
    }

    /** A week that has no column is not a week without a benefit, so no week may be left out. */
    private static Optional<List<WeekColumn>> weekColumns(
            List<String> names, List<Integer> columns, long line, Findings findings) {
        List<WeekColumn> weeks = new ArrayList<>();
        boolean sound = true;
        for (int column : columns) {
            Optional<IsoWeek> week = IsoWeek.parse(names.get(column));
            if (week.isEmpty()) {
                findings.add(
                        line,
                        column + 1,
                        "begins with y_ and names no ISO week; two digits of the year and two of the week follow");
                sound = false;
            } else {
                IsoWeek before =
                        weeks.isEmpty() ? null : weeks.get(weeks.size() - 1).week();
                if (before != null && !before.isJustBefore(week.get())) {
                    findings.add(
                            line,
                            column + 1,
                            "is " + week.get() + ", and the column of a week before it is " + before
                                    + "; put the weeks in order and leave none out");
                    sound = false;
                }
                weeks.add(new WeekColumn(column, week.get()));
            }
        }
        return sound ? Optional.of(List.copyOf(weeks)) : Optional.empty();
    }
}
