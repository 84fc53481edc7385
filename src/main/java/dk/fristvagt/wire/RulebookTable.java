package dk.fristvagt.wire;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes a rulebook as plain text for a terminal: a table for each file of rules, its citations and notes below. */
public final class RulebookTable {
    /** The width for which the tables are laid out where the terminal's is not known. */
    public static final int WIDTH = 120;

    private static final int NARROWEST = 100;
    private static final String GAP = "  ";

    /** The columns of the rules in a terminal of 100: no id and no "jobcentre" is broken. */
    private static final int[] RULE_COLUMNS = {19, 18, 14, 16, 9, 14};

    private static final int[] OFFER_COLUMNS = {30, 30, 36};

    private RulebookTable() {}

    /**
     * The whole rulebook, or what of it is valid on a day.
     *
     * @param on empty for every version of every rule
     * @param width columns of the terminal; below 100 it is laid out for 100
     */
    public static String of(RulebookDocument document, Optional<LocalDate> on, int width) {
        RulebookView view = RulebookView.of(document, on);
        int usable = Math.max(NARROWEST, width);
        List<String> lines = new ArrayList<>();
        lines.add(view.title());
        view.introduction().forEach(paragraph -> lines.addAll(wrapped(paragraph, usable)));
        for (RulebookView.Section section : view.sections()) {
            lines.add("");
            lines.addAll(wrapped(section.heading() + " / " + section.headingDa(), usable));
            lines.add("");
            int[] widths = widths(section.columns().size(), usable);
            lines.addAll(row(section.columns().stream().map(List::of).toList(), widths));
            lines.addAll(row(rules(widths), widths));
            boolean first = true;
            for (List<List<String>> cells : section.rows()) {
                if (!first) {
                    lines.add("");
                }
                first = false;
                lines.addAll(row(cells, widths));
            }
            lines.add("");
            for (int i = 0; i < section.footnotes().size(); i++) {
                lines.addAll(footnote(i + 1, section.footnotes().get(i), usable));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** The widths in a terminal of 100, and what there is more shared in proportion. */
    private static int[] widths(int columns, int usable) {
        int[] least = columns == RULE_COLUMNS.length ? RULE_COLUMNS : OFFER_COLUMNS;
        int all = IntStream.of(least).sum();
        int more = usable - NARROWEST;
        return IntStream.of(least).map(width -> width + more * width / all).toArray();
    }

    private static List<List<String>> rules(int[] widths) {
        List<List<String>> rules = new ArrayList<>();
        for (int width : widths) {
            rules.add(List.of("-".repeat(width)));
        }
        return rules;
    }

    /** One row of cells, as many lines as its tallest cell has. */
    private static List<String> row(List<List<String>> cells, int[] widths) {
        List<List<String>> columns = new ArrayList<>();
        int height = 0;
        for (int i = 0; i < cells.size(); i++) {
            List<String> column = new ArrayList<>();
            for (String line : cells.get(i)) {
                column.addAll(wrapped(line, widths[i]));
            }
            columns.add(column);
            height = Math.max(height, column.size());
        }
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                String text = y < columns.get(i).size() ? columns.get(i).get(y) : "";
                line.append(i == 0 ? "" : GAP).append(text);
                line.append(" ".repeat(widths[i] - length(text)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static List<String> footnote(int number, String text, int width) {
        String mark = "[" + number + "] ";
        String indent = " ".repeat(mark.length());
        List<String> lines = new ArrayList<>();
        for (String line : wrapped(text, width - mark.length())) {
            lines.add((lines.isEmpty() ? mark : indent) + line);
        }
        return lines;
    }

    /** The text in lines of at most {@code width}, broken between words, or inside one that is longer. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (!line.isEmpty() && length(line.toString()) + 1 + length(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (length(rest) > width) {
                int cut = rest.offsetByCodePoints(0, width);
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
