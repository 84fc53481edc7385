package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rulebook for readers, as Markdown and as a table, says everything that its files say. */
class RulebookMarkdownTest {
    private static final Optional<LocalDate> ALWAYS = Optional.empty();

    private final RulebookDocument document = RulebookYaml.builtInDocument();

    @Test
    void aChapterIsATableWithItsCitationsAndNotesBelow(@TempDir Path directory) throws IOException {
        String markdown = RulebookMarkdown.of(small(directory), ALWAYS);

        assertThat(section(markdown, "## Sickness | all")).isEqualTo("""
            ## Sickness \\| all

            *Sygdom*

            | Rule | Title and who | Due | Satisfied by | Owed by | Citation |
            | --- | --- | --- | --- | --- | --- |
            | sdp<br>version 1<br>courses begun 2020-01-01 to 2023-12-31 | Fire opfølgninger<br>Four follow-ups<br>\
            sygedagpenge; not employed, sickness category 2 or unknown | spread over the 6 months from the first day \
            of absence<br>warned 28, 14, 8 days before | 4 jobsamtaler or opfølgningssamtaler<br>may be met \
            late<br>quota: 75 pct. | jobcentre | sygedagpengeloven § 13 b<br>statute, assumption<br>\\[1\\] \\[2\\] |
            | sdp<br>version 2<br>courses begun from 2024-01-01 | Fire opfølgninger<br>Four follow-ups<br>\
            sygedagpenge | within the 8 weeks from the start of the course<br>warned 14, 8 days before | 1 \
            opfølgningssamtale<br>may be met late | jobcentre | sygedagpengeloven § 13 b<br>statute<br>\\[3\\] \
            \\[2\\] |

            - \\[1\\] sygedagpengeloven § 13 b: Opfølgning. In force: until 2023. Source: Lov 1.
            - \\[2\\] One note for both.
            - \\[3\\] sygedagpengeloven § 13 b: Opfølgning. In force: from 2024. Source: Lov 2.
            """);
    }

    @Test
    void theTableForATerminalSaysTheSame(@TempDir Path directory) throws IOException {
        String table = RulebookTable.of(small(directory), ALWAYS, 100);

        assertThat(section(table, "Sickness | all / Sygdom")).isEqualTo("""
            Sickness | all / Sygdom

            Rule                 Title and who       Due             Satisfied by      Owed by    Citation
            -------------------  ------------------  --------------  ----------------  ---------  --------------
            sdp                  Fire opfølgninger   spread over     4 jobsamtaler or  jobcentre  sygedagpengelo
            version 1            Four follow-ups     the 6 months    opfølgningssamta             ven § 13 b
            courses begun        sygedagpenge; not   from the first  ler                          statute,
            2020-01-01 to        employed, sickness  day of absence  may be met late              assumption
            2023-12-31           category 2 or       warned 28, 14,  quota: 75 pct.               [1] [2]
                                 unknown             8 days before

            sdp                  Fire opfølgninger   within the 8    1                 jobcentre  sygedagpengelo
            version 2            Four follow-ups     weeks from the  opfølgningssamta             ven § 13 b
            courses begun from   sygedagpenge        start of the    le                           statute
            2024-01-01                               course          may be met late              [3] [2]
                                                     warned 14, 8
                                                     days before

            [1] sygedagpengeloven § 13 b: Opfølgning. In force: until 2023. Source: Lov 1.
            [2] One note for both.
            [3] sygedagpengeloven § 13 b: Opfølgning. In force: from 2024. Source: Lov 2.
            """);
    }

    @Test
    void nothingOfTheRulebookIsLeftOut() {
        String markdown = unescaped(RulebookMarkdown.of(document, ALWAYS));

        for (RulebookDocument.Chapter chapter : document.chapters()) {
            assertThat(markdown).contains(chapter.title().en(), chapter.title().da());
        }
        for (Rule rule : document.rulebook().rules()) {
            assertThat(markdown).containsPattern("\\| " + rule.id() + "<br>version " + rule.version() + "<br>");
            assertThat(markdown).contains(rule.title().da(), rule.title().en());
            for (Rule.Reference reference : rule.references()) {
                assertThat(markdown)
                        .contains(reference.paragraph(), reference.title(), reference.inForce(), reference.source());
            }
            assertThat(markdown).contains(rule.notes());
        }
        assertThat(lines(markdown, "quota: 75 pct.")).hasSize((int) document.rulebook().rules().stream()
                .filter(rule -> rule.quota().isPresent())
                .count());
        assertThat(lines(markdown, ", assumption<br>")).hasSize((int)
                document.rulebook().rules().stream().filter(Rule::assumption).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "2023-12-31", "2024-01-01", "2026-06-30", "2026-07-01", "2027-01-01"})
    void onADayThereIsExactlyWhatIsValidThen(LocalDate day) {
        String markdown = unescaped(RulebookMarkdown.of(document, Optional.of(day)));
        String table = RulebookTable.of(document, Optional.of(day), RulebookTable.WIDTH);

        assertThat(markdown).contains("Only what is valid on " + day);
        assertThat(table).contains("Only what is valid on " + day);
        for (Rule rule : document.rulebook().rules()) {
            Pattern row = Pattern.compile("\\| " + rule.id() + "<br>version " + rule.version() + "<br>");
            assertThat(row.matcher(markdown).find())
                    .as("%s version %s", rule.id(), rule.version())
                    .isEqualTo(rule.valid().contains(day));
            assertThat(table.lines().anyMatch(line -> line.startsWith(rule.id() + " ")))
                    .as("%s in the table", rule.id())
                    .isEqualTo(document.rulebook().rules().stream()
                            .anyMatch(any ->
                                    any.id().equals(rule.id()) && any.valid().contains(day)));
        }
    }

    @Test
    void onADayAnOfferCountsOrNot() {
        assertThat(offer("2023-03-21")).contains("until 2023-03-21");
        assertThat(offer("2023-03-22")).contains("not on this day");
        assertThat(offer("2026-07-01")).contains("from 2026-07-01");
        assertThat(lines(RulebookMarkdown.of(document, ALWAYS), "| øvrig vejledning"))
                .singleElement()
                .asString()
                .contains("until 2023-03-21<br>from 2026-07-01");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 120, 173})
    void theTableIsNoWiderThanTheTerminal(int width) {
        String table = RulebookTable.of(document, ALWAYS, width);

        assertThat(table.lines())
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(Math.max(100, width)));
        assertThat(table.lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void everyMarkHasItsFootnote() {
        for (String part : RulebookMarkdown.of(document, ALWAYS).split("\n## ")) {
            long footnotes =
                    part.lines().filter(line -> line.startsWith("- \\[")).count();
            Stream<Integer> marks = Pattern.compile("\\\\\\[(\\d+)\\\\]")
                    .matcher(String.join("\n", lines(part, "| ")))
                    .results()
                    .map(match -> Integer.parseInt(match.group(1)));
            assertThat(marks.distinct().count()).isEqualTo(footnotes);
        }
    }

    private String offer(String day) {
        return lines(RulebookMarkdown.of(document, Optional.of(LocalDate.parse(day))), "| øvrig vejledning")
                .get(0);
    }

    private static List<String> lines(String text, String with) {
        return Arrays.stream(text.split("\n"))
                .filter(line -> line.contains(with))
                .toList();
    }

    /** From the heading to the next one. */
    private static String section(String text, String heading) {
        String start = text.substring(text.indexOf(heading.replace("|", text.startsWith("#") ? "\\|" : "|")));
        return start.substring(0, start.indexOf(text.startsWith("#") ? "\n## Which offers" : "\nWhich offers"));
    }

    private static String unescaped(String markdown) {
        return markdown.replaceAll("\\\\([\\\\|<>*`\\[\\]&~#])", "$1");
    }

    private static RulebookDocument small(Path directory) throws IOException {
        Files.writeString(directory.resolve("rulebook.yaml"), """
            number: 3
            files: [sickness.yaml]
            offer-types: offer-types.yaml
            abbreviations: {}
            """);
        Files.copy(
                Path.of("src", "main", "resources", "rules", "offer-types.yaml"),
                directory.resolve("offer-types.yaml"));
        Files.writeString(directory.resolve("sickness.yaml"), """
            chapter: {da: Sygdom, en: Sickness | all}
            rules:
              - id: sdp
                version: 1
                title: {da: Fire opfølgninger, en: Four follow-ups}
                valid: {from: 2020-01-01, to: 2023-12-31}
                select: course-start
                groups: [SYGEDAGPENGE]
                when: {employed: false, sickness-category: [2, unknown]}
                due: {clock: calendar, anchor: first-absence-on, inside: P6M, series: true}
                satisfied-by: {fact: meetings, types: [JOBSAMTALE, OPFOELGNINGSSAMTALE]}
                required: 4
                curable: true
                responsible: jobcenter
                ladder: [28, 14, 8]
                kind: S
                quota: 75
                assumption: true
                references:
                  - {paragraph: sygedagpengeloven § 13 b, title: Opfølgning, in-force: until 2023, source: Lov 1}
                notes: [One note for both.]
              - id: sdp
                version: 2
                title: {da: Fire opfølgninger, en: Four follow-ups}
                valid: {from: 2024-01-01, to: open}
                select: course-start
                groups: [SYGEDAGPENGE]
                due: {clock: calendar, anchor: course-start, inside: P8W}
                satisfied-by: {fact: meetings, types: [OPFOELGNINGSSAMTALE]}
                required: 1
                curable: true
                responsible: jobcenter
                ladder: [14, 8]
                kind: S
                references:
                  - {paragraph: sygedagpengeloven § 13 b, title: Opfølgning, in-force: from 2024, source: Lov 2}
                notes: [One note for both.]
            """);
        return RulebookYaml.loadDocument(directory);
    }
}
