package dk.fristvagt.wire;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a rulebook as Markdown: a table for each file of rules, with citations, notes and what is assumed. */
public final class RulebookMarkdown {
    private RulebookMarkdown() {}

    /**
     * The whole rulebook, or what of it is valid on a day.
     *
     * @param on empty for every version of every rule
     */
    public static String of(RulebookDocument document, Optional<LocalDate> on) {
        RulebookView view = RulebookView.of(document, on);
        StringBuilder out = new StringBuilder();
        out.append("# ").append(escaped(view.title())).append("\n");
        view.introduction()
                .forEach(
                        paragraph -> out.append("\n").append(escaped(paragraph)).append("\n"));
        for (RulebookView.Section section : view.sections()) {
            out.append("\n## ").append(escaped(section.heading())).append("\n");
            out.append("\n*").append(escaped(section.headingDa())).append("*\n\n");
            out.append(row(section.columns()));
            out.append(row(section.columns().stream().map(column -> "---").toList()));
            for (List<List<String>> cells : section.rows()) {
                out.append(row(cells.stream()
                        .map(lines ->
                                lines.stream().map(RulebookMarkdown::escaped).collect(Collectors.joining("<br>")))
                        .toList()));
            }
            int number = 0;
            for (String footnote : section.footnotes()) {
                number++;
                out.append(number == 1 ? "\n" : "")
                        .append("- \\[")
                        .append(number)
                        .append("\\] ");
                out.append(escaped(footnote)).append("\n");
            }
        }
        return out.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Text that Markdown shows as it is. An underscore inside a word needs nothing. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\|<>*`\\[\\]&~#]", "\\\\$0");
    }
}
