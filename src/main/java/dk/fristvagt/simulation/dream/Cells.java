package dk.fristvagt.simulation.dream;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line into its cells.
 *
 * <p>Not a general CSV reader: a cell may stand in quotation marks, but neither a quotation mark nor a line break can be
 * inside one. Ids, weeks and codes need no more; in return every mistake has a line and a column, the line after a
 * broken one is read as usual, and no library quotes a cell in a message.
 */
final class Cells {
    private Cells() {}

    /** A line that cannot be split from {@code column} on. */
    static final class BrokenLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int column;

        BrokenLineException(int column) {
            super(
                    "has a quotation mark that is not closed or stands inside the cell; write ids, weeks and codes without",
                    null,
                    false,
                    false);
            this.column = column;
        }

        int column() {
            return column;
        }
    }

    /** The cells of {@code line}, without the quotation marks and the blanks around them. */
    static List<String> of(String line, char delimiter) throws BrokenLineException {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = line.indexOf(delimiter, at);
            int quote = skipBlanks(line, at);
            if (quote < line.length() && line.charAt(quote) == '"') {
                int close = line.indexOf('"', quote + 1);
                end = close < 0 ? -1 : skipBlanks(line, close + 1);
                if (close < 0 || end < line.length() && line.charAt(end) != delimiter) {
                    throw new BrokenLineException(cells.size() + 1);
                }
                cells.add(line.substring(quote + 1, close).strip());
            } else {
                end = end < 0 ? line.length() : end;
                String cell = line.substring(at, end).strip();
                if (cell.indexOf('"') >= 0) {
                    throw new BrokenLineException(cells.size() + 1);
                }
                cells.add(cell);
            }
            if (end >= line.length()) {
                return cells;
            }
            at = end + 1;
        }
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
