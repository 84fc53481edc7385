package dk.fristvagt.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of a report.
 *
 * @param id short, for files and for JSON
 * @param title with the number of the published table, where there is one
 * @param note how it is counted, so that nobody has to guess
 * @param heads of the columns
 * @param rows each with a cell a column
 * @param totals whether the last row and the last column of counts are sums of those before them
 */
record Table(String id, String title, String note, List<String> heads, List<List<Cell>> rows, boolean totals) {
    /** Less than so many, and more than none, could be recognised by who knows them (issue: cells of 1–4). */
    static final long LEAST_SHOWN = 5;

    Table {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * The same without what could tell on somebody: cells of 1 to 4, and shares and rates that rest on so few. In a table
     * with totals a single hidden cell of a row or a column could be worked out from the others, so the smallest of those
     * is hidden with it.
     */
    Table suppressed() {
        List<List<Cell>> shown = new ArrayList<>();
        for (List<Cell> row : rows) {
            List<Cell> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.few() ? Cell.HIDDEN : cell));
            shown.add(cells);
        }
        if (totals) {
            while (hideSecond(shown)) {
                // until no row and no column has a single hidden cell
            }
        }
        return new Table(id, title, note, heads, shown, totals);
    }

    private static boolean hideSecond(List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            if (hideSecondIn(new Line(rows, rows.indexOf(row), true))) {
                return true;
            }
        }
        for (int column = 0; column < rows.get(0).size(); column++) {
            if (hideSecondIn(new Line(rows, column, false))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hideSecondIn(Line line) {
        int hidden = 0;
        int smallest = -1;
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i) instanceof Cell.Hidden) {
                hidden++;
            } else if (line.get(i) instanceof Cell.Count count
                    && (smallest < 0 || count.count() < ((Cell.Count) line.get(smallest)).count())) {
                smallest = i;
            }
        }
        if (hidden != 1 || smallest < 0) {
            return false;
        }
        line.hide(smallest);
        return true;
    }

    /** A row or a column of a table with totals. */
    private record Line(List<List<Cell>> rows, int index, boolean row) {
        int size() {
            return row ? rows.get(index).size() : rows.size();
        }

        Cell get(int i) {
            return row ? rows.get(index).get(i) : rows.get(i).get(index);
        }

        void hide(int i) {
            if (row) {
                rows.get(index).set(i, Cell.HIDDEN);
            } else {
                rows.get(i).set(index, Cell.HIDDEN);
            }
        }
    }
}
