package dk.fristvagt.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Plain text for a terminal of {@link #WIDTH} columns: headings, fields with a hanging indent, tables. */
public final class Page {
    /** No line is wider. */
    public static final int WIDTH = 100;

    private static final int LABEL = 13;
    private static final String GAP = "  ";

    /** A whole number or one with decimals, no code like 0751; a dot or a dash where there is none. */
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]*)([. ][0-9]+)*|[.-]");

    private final StringBuilder out = new StringBuilder();

    /** An empty line. */
    public Page blank() {
        out.append('\n');
        return this;
    }

    /** A line that is known to fit. */
    public Page line(String text) {
        out.append(text.stripTrailing()).append('\n');
        return this;
    }

    /** A heading with a rule below it. */
    public Page heading(String text) {
        return line(text).line("-".repeat(Math.min(WIDTH, Shown.width(text))));
    }

    /** A label and its text, which goes on below itself. */
    public Page field(String label, String text) {
        return field(0, LABEL, label, text);
    }

    /** As {@link #field(String, String)}, {@code indent} columns in, with {@code width} columns for the label. */
    public Page field(int indent, int width, String label, String text) {
        String first = " ".repeat(indent) + padded(label, width);
        return hanging(first, " ".repeat(indent + width), text);
    }

    /** Text behind {@code first}, continued behind {@code further}. */
    public Page hanging(String first, String further, String text) {
        boolean begun = false;
        for (String part : wrapped(text, WIDTH - Shown.width(further))) {
            line((begun ? further : first) + part);
            begun = true;
        }
        return this;
    }

    /**
     * A table with a heading; columns are as wide as their widest cell, and where that is too much the widest ones are
     * cut. Columns of numbers stand to the right.
     */
    public Page table(int indent, List<String> heads, List<List<String>> rows) {
        int[] widths = new int[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Shown.width(heads.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Shown.width(row.get(i)));
            }
        }
        shrink(widths, WIDTH - indent - GAP.length() * (widths.length - 1));
        boolean[] right = new boolean[widths.length];
        for (int i = 0; i < right.length; i++) {
            int column = i;
            right[i] = !rows.isEmpty()
                    && rows.stream()
                            .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
        }
        row(indent, heads, widths, right);
        rows.forEach(row -> row(indent, row, widths, right));
        return this;
    }

    private void row(int indent, List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        for (int i = 0; i < cells.size(); i++) {
            String cell = Shown.cut(cells.get(i), widths[i]);
            String blanks = " ".repeat(widths[i] - Shown.width(cell));
            line.append(i == 0 ? "" : GAP).append(right[i] ? blanks + cell : cell + blanks);
        }
        line(line.toString());
    }

    private static void shrink(int[] widths, int available) {
        int all = 0;
        for (int width : widths) {
            all += width;
        }
        while (all > available) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            widths[widest]--;
            all--;
        }
    }

    /** {@code text} with blanks behind it up to {@code width} columns. */
    public static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - Shown.width(text)));
    }

    /** {@code text} in lines of at most {@code width} columns, broken between words, or inside one that is longer. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (!line.isEmpty() && Shown.width(line.toString()) + 1 + Shown.width(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (Shown.width(rest) > width) {
                String head = Shown.head(rest, width);
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
