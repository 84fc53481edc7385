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
     * with totals, hidden cells of a row or a column could be worked out when there is only one of them, or when together
     * they are so few: then the smallest that is shown is hidden with them.
     */
    Table suppressed() {
        List<List<Cell>> shown = new ArrayList<>();
        for (List<Cell> row : rows) {
            List<Cell> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.few() ? Cell.HIDDEN : cell));
            shown.add(cells);
        }
        if (totals) {
            while (hideMore(shown)) {
                // until nothing can be worked out
            }
        }
        return new Table(id, title, note, heads, shown, totals);
    }

    private boolean hideMore(List<List<Cell>> shown) {
        for (int row = 0; row < shown.size(); row++) {
            if (new Line(rows, shown, row, true).hideMore()) {
                return true;
            }
        }
        for (int column = 0; column < heads.size(); column++) {
            if (new Line(rows, shown, column, false).hideMore()) {
                return true;
            }
        }
        return false;
    }

    /** A row or a column of a table with totals, as counted and as shown. */
    private record Line(List<List<Cell>> counted, List<List<Cell>> shown, int index, boolean row) {
        private int size() {
            return row ? shown.get(index).size() : shown.size();
        }

        private Cell get(List<List<Cell>> of, int i) {
            return row ? of.get(index).get(i) : of.get(i).get(index);
        }

        /** The smaller one hides as well and loses less; but none at all hides nothing. */
        private static boolean before(Cell.Count a, Cell.Count b) {
            return b.count() == 0 && a.count() > 0 || a.count() > 0 && a.count() < b.count();
        }

        boolean hideMore() {
            int total = size() - 1;
            int hidden = 0;
            long together = 0;
            int smallest = -1;
            for (int i = 0; i < total; i++) {
                if (get(shown, i) instanceof Cell.Hidden) {
                    hidden++;
                    together += ((Cell.Count) get(counted, i)).count();
                } else if (get(shown, i) instanceof Cell.Count count
                        && (smallest < 0 || before(count, (Cell.Count) get(shown, smallest)))) {
                    smallest = i;
                }
            }
            boolean totalHidden = get(shown, total) instanceof Cell.Hidden;
            if (totalHidden ? hidden > 0 : hidden == 0 || hidden > 1 && together >= LEAST_SHOWN) {
                return false;
            }
            if (smallest < 0) {
                if (totalHidden) {
                    return false;
                }
                smallest = total;
            }
            if (row) {
                shown.get(index).set(smallest, Cell.HIDDEN);
            } else {
                shown.get(smallest).set(index, Cell.HIDDEN);
            }
            return true;
        }
    }
}
