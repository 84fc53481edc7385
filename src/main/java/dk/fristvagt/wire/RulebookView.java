package dk.fristvagt.wire;

import dk.fristvagt.rules.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rulebook laid out for readers: what {@link RulebookMarkdown} and {@link RulebookTable} both show, before it has a
 * form.
 */
record RulebookView(String title, List<String> introduction, List<Section> sections) {
    private static final List<String> RULE_COLUMNS =
            List.of("Rule", "Title and who", "Due", "Satisfied by", "Owed by", "Citation");
    private static final List<String> OFFER_COLUMNS = List.of("Type of offer", "Counts if it begins", "Citation");

    /**
     * A table with its footnotes.
     *
     * @param rows a cell is a list of lines, which are not wrapped yet
     * @param footnotes number n (from 1) is cited as {@code [n]}
     */
    record Section(
            String heading,
            String headingDa,
            List<String> columns,
            List<List<List<String>>> rows,
            List<String> footnotes) {}

    /**
     * The whole rulebook, or what of it is valid on a day.
     *
     * @param on empty for every version of every rule
     */
    static RulebookView of(RulebookDocument document, Optional<LocalDate> on) {
        List<Section> sections = new ArrayList<>();
        for (RulebookDocument.Chapter chapter : document.chapters()) {
            List<Rule> rules = chapter.rules().stream()
                    .filter(rule -> on.isEmpty() || rule.valid().contains(on.get()))
                    .toList();
            if (!rules.isEmpty()) {
                sections.add(rules(chapter.title(), rules));
            }
        }
        sections.add(offers(document.offerTypes(), on));
        List<String> introduction = new ArrayList<>();
        on.ifPresent(day -> introduction.add("Only what is valid on " + day + ": the rules for a course that begins"
                + " that day, the targets and agreements of that day, the offers that begin that day."));
        introduction.add("Seniority of dagpenge is paid hours: a month is 160.33 hours for a full-time and 130 for a"
                + " part-time insured citizen. For other benefits it is months since the course began.");
        introduction.add("A rule for \"courses begun\" governs the whole course, however long it lasts; a rule for"
                + " \"days\" applies on those days. Assumption: the wording of the statute has not been read.");
        if (!document.abbreviations().isEmpty()) {
            introduction.add(document.abbreviations().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue() + ".")
                    .collect(Collectors.joining(" ")));
        }
        return new RulebookView(
                "Rulebook " + document.rulebook().number(), List.copyOf(introduction), List.copyOf(sections));
    }

    private static Section rules(Rule.Title heading, List<Rule> rules) {
        Footnotes footnotes = new Footnotes();
        List<List<List<String>>> rows = new ArrayList<>();
        for (Rule rule : rules) {
            List<String> satisfiedBy = new ArrayList<>(
                    List.of(RuleWords.satisfiedBy(rule), rule.curable() ? "may be met late" : "cannot be met late"));
            rule.quota().ifPresent(quota -> satisfiedBy.add("quota: " + quota + " pct."));
            rows.add(List.of(
                    List.of(rule.id(), "version " + rule.version(), RuleWords.valid(rule)),
                    List.of(rule.title().da(), rule.title().en(), RuleWords.who(rule)),
                    List.of(RuleWords.due(rule.due()), RuleWords.warned(rule.ladder())),
                    List.copyOf(satisfiedBy),
                    List.of(RuleWords.responsible(rule.responsible())),
                    List.of(
                            rule.citation(),
                            RuleWords.kind(rule.kind()) + (rule.assumption() ? ", assumption" : ""),
                            footnotes.cite(rule.references(), rule.notes()))));
        }
        return new Section(heading.en(), heading.da(), RULE_COLUMNS, List.copyOf(rows), footnotes.texts());
    }

    private static Section offers(List<RulebookDocument.OfferType> offerTypes, Optional<LocalDate> on) {
        Footnotes footnotes = new Footnotes();
        List<List<List<String>>> rows = new ArrayList<>();
        for (RulebookDocument.OfferType offerType : offerTypes) {
            List<String> windows = offerType.counts().stream()
                    .filter(window -> on.isEmpty() || window.contains(on.get()))
                    .map(RuleWords::window)
                    .toList();
            String never = on.isEmpty() || offerType.counts().isEmpty() ? "never" : "not on this day";
            rows.add(List.of(
                    List.of(RuleWords.offerType(offerType.type())),
                    windows.isEmpty() ? List.of(never) : windows,
                    List.of(
                            offerType.references().get(0).paragraph(),
                            footnotes.cite(offerType.references(), offerType.notes()))));
        }
        return new Section(
                "Which offers count", "Hvilke tilbud tæller", OFFER_COLUMNS, List.copyOf(rows), footnotes.texts());
    }

    /** Numbers references and notes, each text once. */
    private static final class Footnotes {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        String cite(List<Rule.Reference> references, List<String> notes) {
            List<String> marks = new ArrayList<>();
            references.forEach(reference -> marks.add(mark(RuleWords.reference(reference))));
            notes.forEach(note -> marks.add(mark(note)));
            return String.join(" ", marks);
        }

        List<String> texts() {
            return List.copyOf(numbers.keySet());
        }

        private String mark(String text) {
            return "[" + numbers.computeIfAbsent(text, t -> numbers.size() + 1) + "]";
        }
    }
}
