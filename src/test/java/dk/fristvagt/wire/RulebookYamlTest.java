package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loader reads what is right and says of each kind of mistake, in one line, where it is. */
class RulebookYamlTest {
    private static final String INDEX = """
        number: 7
        files:
          - meetings.yaml
          - targets.yaml
        offer-types: offer-types.yaml
        abbreviations: {LAB: lov om en aktiv beskæftigelsesindsats}
        """;

    private static final String MEETINGS = """
        chapter: {da: Samtaler, en: Meetings}
        rules:
          - id: dp-samtale
            version: 1
            title: {da: Fællessamtale, en: Joint meeting}
            valid: {from: 2020-01-01, to: 2023-12-31}
            select: course-start
            groups: [DAGPENGE]
            due: {clock: hours, reach: 6}
            satisfied-by: {fact: meetings, types: [FAELLES_JOBSAMTALE], band: {after-reach: 3, to-reach: 6}}
            required: 1
            curable: false
            responsible: jobcenter
            ladder: [28, 14, 8]
            kind: S
            references:
              - {paragraph: LAB § 31 stk. 2 nr. 2, title: Anden fællessamtale, in-force: 2020 – 2023, source: LBK 701/2022}
            notes: []
          - id: dp-samtale
            version: 2
            title: {da: Fællessamtale, en: Joint meeting}
            valid: {from: 2024-01-01, to: open}
            select: course-start
            groups: [DAGPENGE]
            when: {employed: false, sickness-category: [unknown, 2]}
            due: {clock: calendar, anchor: registered-on, by: P2W}
            satisfied-by: {fact: meetings, types: [JOBSAMTALE], convened-by: AKASSE}
            required: 1
            curable: true
            responsible: akasse
            ladder: [7, 3]
            kind: S
            quota: 75
            assumption: true
            references:
              - {paragraph: LAB § 31 stk. 4, title: Første samtale, in-force: from 2024, source: LBK 280/2024}
            notes: [What is assumed]
        """;

    private static final String TARGETS = """
        chapter: {da: Fokusmål, en: Targets}
        rules:
          - id: fokus
            version: 1
            title: {da: Fire samtaler, en: Four meetings}
            valid: {from: 2020-01-01, to: 2026-06-30}
            select: as-of
            groups: [DAGPENGE, SYGEDAGPENGE]
            due: {clock: rolling, eligible-after: 12}
            satisfied-by: {fact: meetings-in-months, types: [JOBSAMTALE], count: 4, months: 12}
            required: 4
            curable: true
            responsible: jobcenter
            ladder: [28, 14]
            kind: T
            references:
              - {paragraph: S004 footnote 1, title: Fokusmål 2, in-force: not law, source: BDO}
            notes: []
        """;

    private static final String OFFER_TYPES = """
        offer-types:
          - type: VIRKSOMHEDSPRAKTIK
            counts: [{from: open, to: open}]
            references: [{paragraph: LAB § 102, title: Praktik, in-force: from 2020, source: LBK 280/2024}]
            notes: []
          - type: LOENTILSKUD
            counts: [{from: open, to: open}]
            references: [{paragraph: LAB § 102, title: Løntilskud, in-force: from 2020, source: LBK 280/2024}]
            notes: []
          - type: NYTTEINDSATS
            counts: [{from: open, to: open}]
            references: [{paragraph: LAB § 102, title: Nytteindsats, in-force: from 2020, source: LBK 280/2024}]
            notes: []
          - type: ORDINAER_UDDANNELSE
            counts: [{from: open, to: open}]
            references: [{paragraph: LAB § 102, title: Uddannelse, in-force: from 2020, source: LBK 280/2024}]
            notes: []
          - type: OEVRIG_VEJLEDNING
            counts: [{from: open, to: 2023-03-21}, {from: 2026-07-01, to: open}]
            references: [{paragraph: LAB § 102 stk. 6, title: Vejledning, in-force: from 2023, source: Lov 295/2023}]
            notes: []
          - type: KURSUS_93
            counts: []
            references: [{paragraph: LAB § 102 stk. 5, title: Kurser, in-force: from 2020, source: LBK 280/2024}]
            notes: []
          - type: REALKOMPETENCE
            counts: []
            references: [{paragraph: LAB § 102 stk. 5, title: Realkompetence, in-force: from 2020, source: LBK 280/2024}]
            notes: []
        """;

    @TempDir
    private Path directory;

    @BeforeEach
    void aDirectoryWithAValidRulebook() throws IOException {
        write("rulebook.yaml", INDEX);
        write("meetings.yaml", MEETINGS);
        write("targets.yaml", TARGETS);
        write("offer-types.yaml", OFFER_TYPES);
    }

    @Test
    void aDirectoryIsRead() {
        RulebookDocument document = RulebookYaml.loadDocument(directory);
        Rulebook rulebook = document.rulebook();

        assertThat(rulebook.number()).isEqualTo(7);
        assertThat(rulebook.rules()).extracting(Rule::id).containsExactly("dp-samtale", "dp-samtale", "fokus");
        assertThat(rulebook.rule("dp-samtale", 1).valid())
                .isEqualTo(new Rule.Validity(LocalDate.of(2020, 1, 1), LocalDate.of(2023, 12, 31)));
        assertThat(rulebook.rule("dp-samtale", 2).valid().to()).isEqualTo(Days.NEVER);
        assertThat(rulebook.rule("dp-samtale", 2).quota()).hasValue(75);
        assertThat(rulebook.rule("dp-samtale", 2).notes()).containsExactly("What is assumed");
        assertThat(document.chapters())
                .extracting(RulebookDocument.Chapter::file)
                .containsExactly("meetings.yaml", "targets.yaml");
        assertThat(document.abbreviations()).containsEntry("LAB", "lov om en aktiv beskæftigelsesindsats");
    }

    @Test
    void whatAConditionDoesNotNameIsNoCondition() {
        Rulebook rulebook = RulebookYaml.load(directory);

        assertThat(rulebook.rule("dp-samtale", 1).when()).isEmpty();
        assertThat(rulebook.rule("dp-samtale", 2).when()).hasValueSatisfying(when -> {
            assertThat(when.youngWithoutEducation()).isEmpty();
            assertThat(when.employed()).hasValue(false);
            assertThat(when.sicknessCategories())
                    .hasValueSatisfying(c -> assertThat(c).containsExactly(2));
            assertThat(when.sicknessCategoryMayBeUnknown()).isTrue();
        });
    }

    @Test
    void anOfferCountsByTheDayItBegins() {
        for (Rulebook rulebook : List.of(RulebookYaml.load(directory), RulebookYaml.builtIn())) {
            for (Offer.Type always : List.of(
                    Offer.Type.VIRKSOMHEDSPRAKTIK,
                    Offer.Type.LOENTILSKUD,
                    Offer.Type.NYTTEINDSATS,
                    Offer.Type.ORDINAER_UDDANNELSE)) {
                assertThat(rulebook.counts(always, LocalDate.of(1990, 1, 1))).isTrue();
                assertThat(rulebook.counts(always, LocalDate.of(2100, 12, 31))).isTrue();
            }
            for (Offer.Type never : List.of(Offer.Type.KURSUS_93, Offer.Type.REALKOMPETENCE, Offer.Type.UNKNOWN)) {
                assertThat(rulebook.counts(never, LocalDate.of(2022, 1, 1))).isFalse();
            }
            assertThat(rulebook.counts(Offer.Type.OEVRIG_VEJLEDNING, LocalDate.of(1990, 1, 1)))
                    .isTrue();
            assertThat(rulebook.counts(Offer.Type.OEVRIG_VEJLEDNING, LocalDate.of(2023, 3, 21)))
                    .isTrue();
            assertThat(rulebook.counts(Offer.Type.OEVRIG_VEJLEDNING, LocalDate.of(2023, 3, 22)))
                    .isFalse();
            assertThat(rulebook.counts(Offer.Type.OEVRIG_VEJLEDNING, LocalDate.of(2026, 6, 30)))
                    .isFalse();
            assertThat(rulebook.counts(Offer.Type.OEVRIG_VEJLEDNING, LocalDate.of(2026, 7, 1)))
                    .isTrue();
        }
    }

    @Test
    void theRulebookInTheJarIsTheDirectoryInTheSources() {
        RulebookDocument fromDirectory = RulebookYaml.loadDocument(Path.of("src", "main", "resources", "rules"));
        RulebookDocument builtIn = RulebookYaml.builtInDocument();

        assertThat(fromDirectory.rulebook().number())
                .isEqualTo(builtIn.rulebook().number());
        assertThat(fromDirectory.chapters()).isEqualTo(builtIn.chapters());
        assertThat(fromDirectory.offerTypes()).isEqualTo(builtIn.offerTypes());
        assertThat(fromDirectory.abbreviations()).isEqualTo(builtIn.abbreviations());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aMistakeInAFileIsOneLineNamingFileLineAndRule(
            String name, String file, String right, String wrong, String message) throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertThat(text).contains(right);
        write(file, replaceFirst(text, right, wrong));

        assertThatThrownBy(() -> RulebookYaml.load(directory))
                .isInstanceOf(InvalidRulebookFileException.class)
                .satisfies(e -> assertThat(withoutDirectory(e.getMessage())).isEqualTo(message));
    }

    static Stream<Arguments> aMistakeInAFileIsOneLineNamingFileLineAndRule() {
        return Stream.of(
                mistake(
                        "unknown key",
                        "meetings.yaml",
                        "required: 1",
                        "requierd: 1",
                        "meetings.yaml:11: rule dp-samtale version 1: unknown key \"requierd\"; a rule has id, version,"
                                + " title, valid, select, groups, due, satisfied-by, required, curable, responsible,"
                                + " ladder, kind, references, notes, when, quota, assumption"),
                mistake(
                        "unknown key further in",
                        "meetings.yaml",
                        "reach: 6}",
                        "reach: 6, month: 3}",
                        "meetings.yaml:9: rule dp-samtale version 1: unknown key \"month\"; due has clock, reach, from,"
                                + " series"),
                mistake(
                        "missing key",
                        "meetings.yaml",
                        "    required: 1\n",
                        "",
                        "meetings.yaml:3: rule dp-samtale version 1: the key \"required\" is missing in a rule"),
                mistake(
                        "missing id",
                        "targets.yaml",
                        "id: fokus\n    version",
                        "version",
                        "targets.yaml:3: rule number 1 of the file: the key \"id\" is missing in a rule"),
                mistake(
                        "missing discriminator",
                        "targets.yaml",
                        "clock: rolling, ",
                        "",
                        "targets.yaml:9: rule fokus version 1: the key \"clock\" is missing in due"),
                mistake(
                        "a key twice",
                        "meetings.yaml",
                        "    curable: false\n",
                        "    curable: false\n    curable: true\n",
                        "meetings.yaml:13: has the key \"curable\" twice, first on line 12"),
                mistake(
                        "not YAML",
                        "meetings.yaml",
                        "groups: [DAGPENGE]",
                        "groups: [DAGPENGE",
                        "meetings.yaml:9: is not YAML: while parsing a flow sequence"),
                mistake(
                        "two documents",
                        "targets.yaml",
                        "    notes: []\n",
                        "    notes: []\n---\nmore: 1\n",
                        "targets.yaml:20: has a second document; a file holds one"),
                mistake(
                        "an alias",
                        "targets.yaml",
                        "{da: Fire samtaler, en: Four meetings}",
                        "{da: &a Fire samtaler, en: *a}",
                        "targets.yaml:5: uses an alias (*); write the value out"),
                mistake(
                        "a tag",
                        "targets.yaml",
                        "required: 4",
                        "required: !!str 4",
                        "targets.yaml:11: uses a tag (!); write the value without it"),
                mistake("an empty file", "targets.yaml", TARGETS, "# nothing\n", "targets.yaml:1: is empty"),
                mistake(
                        "no list of rules",
                        "targets.yaml",
                        TARGETS.substring(TARGETS.indexOf("rules:")),
                        "rules: none\n",
                        "targets.yaml:2: rules must be a list"),
                mistake(
                        "a rule that is text",
                        "targets.yaml",
                        TARGETS.substring(TARGETS.indexOf("rules:")),
                        "rules: [fokus]\n",
                        "targets.yaml:2: rule number 1 of the file: a rule must be keys with values"),
                mistake(
                        "an id that cannot be part of a key",
                        "targets.yaml",
                        "id: fokus",
                        "id: fokus|1",
                        "targets.yaml:3: rule number 1 of the file: id must be lower-case letters, digits and single"
                                + " hyphens, not \"fokus|1\""),
                mistake(
                        "no date",
                        "meetings.yaml",
                        "from: 2020-01-01",
                        "from: 2020-02-30",
                        "meetings.yaml:6: rule dp-samtale version 1: from must be a date as 2020-01-31, not"
                                + " \"2020-02-30\""),
                mistake(
                        "an end before the beginning",
                        "meetings.yaml",
                        "to: 2023-12-31",
                        "to: 2019-12-31",
                        "meetings.yaml:6: rule dp-samtale version 1: to is before from"),
                mistake(
                        "an unknown group",
                        "meetings.yaml",
                        "[DAGPENGE]",
                        "[DAGPENGE, EFTERLOEN]",
                        "meetings.yaml:8: rule dp-samtale version 1: groups must be one of DAGPENGE,"
                                + " KONTANTHJAELP_JOBPARAT, KONTANTHJAELP_AKTIVITETSPARAT, UDDANNELSESHJAELP_AABENLYST,"
                                + " UDDANNELSESHJAELP_UDDANNELSESPARAT, UDDANNELSESHJAELP_AKTIVITETSPARAT,"
                                + " SYGEDAGPENGE, JOBAFKLARING, RESSOURCEFORLOEB, LEDIGHEDSYDELSE, REVALIDERING, not"
                                + " \"EFTERLOEN\""),
                mistake(
                        "the group that stands for none",
                        "meetings.yaml",
                        "groups: [DAGPENGE]",
                        "groups: []",
                        "meetings.yaml:8: rule dp-samtale version 1: groups must name at least one group"),
                mistake(
                        "a group twice",
                        "targets.yaml",
                        "SYGEDAGPENGE",
                        "DAGPENGE",
                        "targets.yaml:8: rule fokus version 1: groups has \"DAGPENGE\" twice"),
                mistake(
                        "an unknown clock",
                        "meetings.yaml",
                        "clock: hours",
                        "clock: weeks",
                        "meetings.yaml:9: rule dp-samtale version 1: clock must be one of calendar, hours, rolling,"
                                + " invitation"),
                mistake(
                        "neither by nor inside",
                        "meetings.yaml",
                        ", by: P2W",
                        "",
                        "meetings.yaml:26: rule dp-samtale version 2: clock calendar needs either by or inside"),
                mistake(
                        "no period",
                        "meetings.yaml",
                        "by: P2W",
                        "by: P0D",
                        "meetings.yaml:26: rule dp-samtale version 2: by must be a period as P2W or P6M, not \"P0D\""),
                mistake(
                        "a beginning without a series",
                        "meetings.yaml",
                        "reach: 6}",
                        "from: 3, reach: 6}",
                        "meetings.yaml:9: rule dp-samtale version 1: from belongs to a series"),
                mistake(
                        "a band that ends where it begins",
                        "meetings.yaml",
                        "to-reach: 6",
                        "to-reach: 3",
                        "meetings.yaml:10: rule dp-samtale version 1: to-reach must be a whole number from 4 to 60,"
                                + " not \"3\""),
                mistake(
                        "a band without a beginning",
                        "meetings.yaml",
                        "after-reach: 3, ",
                        "",
                        "meetings.yaml:10: rule dp-samtale version 1: a band needs either from or after-reach"),
                mistake(
                        "a number in words",
                        "meetings.yaml",
                        "required: 1",
                        "required: one",
                        "meetings.yaml:11: rule dp-samtale version 1: required must be a whole number from 1 to 99,"
                                + " not \"one\""),
                mistake(
                        "neither true nor false",
                        "meetings.yaml",
                        "curable: false",
                        "curable: yes",
                        "meetings.yaml:12: rule dp-samtale version 1: curable must be true or false, not \"yes\""),
                mistake(
                        "a ladder upwards",
                        "meetings.yaml",
                        "[28, 14, 8]",
                        "[8, 14, 28]",
                        "meetings.yaml:14: rule dp-samtale version 1: ladder must go from the greatest number of days"
                                + " to the smallest"),
                mistake(
                        "an unknown kind",
                        "meetings.yaml",
                        "kind: S",
                        "kind: X",
                        "meetings.yaml:15: rule dp-samtale version 1: kind must be one of S, T, A, not \"X\""),
                mistake(
                        "a quota of nothing",
                        "meetings.yaml",
                        "quota: 75",
                        "quota: 0",
                        "meetings.yaml:33: rule dp-samtale version 2: quota must be a whole number from 1 to 100, not"
                                + " \"0\""),
                mistake(
                        "no citation",
                        "targets.yaml",
                        "references:\n      - {paragraph: S004 footnote 1, title: Fokusmål 2, in-force: not law,"
                                + " source: BDO}",
                        "references: []",
                        "targets.yaml:16: rule fokus version 1: references must cite at least one paragraph"),
                mistake(
                        "a citation without a paragraph",
                        "targets.yaml",
                        "paragraph: S004 footnote 1",
                        "paragraph: \"\"",
                        "targets.yaml:17: rule fokus version 1: paragraph has no value"),
                mistake(
                        "a citation without a source",
                        "targets.yaml",
                        ", source: BDO",
                        "",
                        "targets.yaml:17: rule fokus version 1: the key \"source\" is missing in a reference"),
                mistake(
                        "text that YAML reads as a number",
                        "targets.yaml",
                        "source: BDO",
                        "source: 2023",
                        "targets.yaml:17: rule fokus version 1: source must be text; put 2023 into quotes"),
                mistake(
                        "text that would move a terminal",
                        "targets.yaml",
                        "source: BDO",
                        "source: \"\\e[2J\"",
                        "targets.yaml:17: rule fokus version 1: source must be one line without control characters,"
                                + " not \"\\u{1b}[2J\""),
                mistake(
                        "a gap",
                        "meetings.yaml",
                        "from: 2024-01-01",
                        "from: 2024-02-01",
                        "meetings.yaml: rule dp-samtale: there is a gap between versions: 1 ends 2023-12-31, 2 begins"
                                + " 2024-02-01"),
                mistake(
                        "an overlap",
                        "meetings.yaml",
                        "from: 2024-01-01",
                        "from: 2023-12-31",
                        "meetings.yaml: rule dp-samtale: versions overlap: 1 ends 2023-12-31, 2 begins 2023-12-31"),
                mistake(
                        "a version left out",
                        "meetings.yaml",
                        "version: 2",
                        "version: 3",
                        "meetings.yaml: rule dp-samtale: has no version 2 or has it twice"),
                mistake(
                        "a version twice",
                        "meetings.yaml",
                        "version: 2",
                        "version: 1",
                        "meetings.yaml:19: rule dp-samtale version 1: is already at meetings.yaml:3; give it a new"
                                + " version"),
                mistake(
                        "versions chosen by different dates",
                        "meetings.yaml",
                        "open}\n    select: course-start",
                        "open}\n    select: as-of",
                        "meetings.yaml:19: rule dp-samtale version 2: has another select or kind than version 1"),
                mistake(
                        "a fact that does not fit the due",
                        "targets.yaml",
                        "fact: meetings-in-months, types: [JOBSAMTALE], count: 4, months: 12",
                        "fact: cv",
                        "targets.yaml:10: rule fokus version 1: satisfied-by is not a fact that can satisfy this kind"
                                + " of due"),
                mistake(
                        "a series of offers",
                        "meetings.yaml",
                        "due: {clock: hours, reach: 6}\n    satisfied-by: {fact: meetings, types:"
                                + " [FAELLES_JOBSAMTALE], band: {after-reach: 3, to-reach: 6}}",
                        "due: {clock: hours, series: true, reach: 6}\n    satisfied-by: {fact: offer}",
                        "meetings.yaml:10: rule dp-samtale version 1: satisfied-by is not a fact that can satisfy this"
                                + " kind of due"),
                mistake(
                        "two of what is no series",
                        "meetings.yaml",
                        "required: 1",
                        "required: 2",
                        "meetings.yaml:11: rule dp-samtale version 1: required must be 1, as the rule is no series"),
                mistake(
                        "another number than the target's",
                        "targets.yaml",
                        "required: 4",
                        "required: 3",
                        "targets.yaml:11: rule fokus version 1: required must be 4, as the rule is no series"),
                mistake(
                        "the hours clock for a group without hours",
                        "meetings.yaml",
                        "[DAGPENGE]",
                        "[DAGPENGE, SYGEDAGPENGE]",
                        "meetings.yaml:8: rule dp-samtale version 1: groups must be DAGPENGE alone, as due or band"
                                + " reads its hours clock"),
                mistake(
                        "not curable without an end",
                        "meetings.yaml",
                        ", to-reach: 6",
                        "",
                        "meetings.yaml:12: rule dp-samtale version 1: curable can be false only for meetings in a band"
                                + " with to-reach"),
                mistake(
                        "a convener of no meeting",
                        "targets.yaml",
                        "responsible: jobcenter",
                        "responsible: convener",
                        "targets.yaml:13: rule fokus version 1: responsible can be convener only for an invitation"),
                mistake(
                        "no number",
                        "rulebook.yaml",
                        "number: 7",
                        "number: 0",
                        "rulebook.yaml:1: number must be a whole number from 1 to 999999, not \"0\""),
                mistake(
                        "a file listed but not there",
                        "rulebook.yaml",
                        "  - targets.yaml",
                        "  - targets.yaml\n  - cvs.yaml",
                        "rulebook.yaml:2: files names cvs.yaml, which is not there; add the file or take the name out"),
                mistake(
                        "a file there but not listed",
                        "rulebook.yaml",
                        "  - targets.yaml\n",
                        "",
                        "targets.yaml: is not listed in rulebook.yaml; list it there or take it away"),
                mistake(
                        "a file listed twice",
                        "rulebook.yaml",
                        "  - targets.yaml",
                        "  - meetings.yaml",
                        "rulebook.yaml:2: files names meetings.yaml twice"),
                mistake(
                        "a file elsewhere",
                        "rulebook.yaml",
                        "  - targets.yaml",
                        "  - ../targets.yaml",
                        "rulebook.yaml:2: files must name .yaml files of the same directory, not"
                                + " \"../targets.yaml\""),
                mistake(
                        "a type of offer left out",
                        "offer-types.yaml",
                        OFFER_TYPES.substring(OFFER_TYPES.indexOf("  - type: REALKOMPETENCE")),
                        "",
                        "offer-types.yaml:1: offer-types does not say whether these count: REALKOMPETENCE"),
                mistake(
                        "a type of offer twice",
                        "offer-types.yaml",
                        "REALKOMPETENCE",
                        "KURSUS_93",
                        "offer-types.yaml:26: offer type KURSUS_93: is there twice"),
                mistake(
                        "windows that overlap",
                        "offer-types.yaml",
                        "from: 2026-07-01",
                        "from: 2023-03-21",
                        "offer-types.yaml:19: offer type OEVRIG_VEJLEDNING: counts must be in the order of time without"
                                + " overlap"));
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Files.write(directory.resolve("targets.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE6});

        assertThatThrownBy(() -> RulebookYaml.load(directory))
                .isInstanceOf(InvalidRulebookFileException.class)
                .satisfies(e -> assertThat(withoutDirectory(e.getMessage()))
                        .isEqualTo("targets.yaml: is not UTF-8 text; save it as UTF-8"));
    }

    @Test
    void aFileWithTheOtherEndingIsNotOverlooked() throws IOException {
        write("more.yml", TARGETS);

        assertThatThrownBy(() -> RulebookYaml.load(directory))
                .isInstanceOf(InvalidRulebookFileException.class)
                .satisfies(e -> assertThat(withoutDirectory(e.getMessage()))
                        .isEqualTo("more.yml: is not listed in rulebook.yaml; list it there or take it away"));
    }

    @Test
    void aDirectoryWithoutAnIndexIsRefused() throws IOException {
        Files.delete(directory.resolve("rulebook.yaml"));

        assertThatThrownBy(() -> RulebookYaml.load(directory))
                .isInstanceOf(InvalidRulebookFileException.class)
                .satisfies(e -> assertThat(withoutDirectory(e.getMessage()))
                        .isEqualTo("rulebook.yaml: is missing; a directory of rules has one, which lists its files"));
    }

    @Test
    void aDirectoryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> RulebookYaml.load(directory.resolve("rulez")))
                .isInstanceOf(InvalidRulebookFileException.class)
                .satisfies(e -> assertThat(withoutDirectory(e.getMessage()))
                        .isEqualTo("rulez: is not a directory; name the directory that holds rulebook.yaml and the"
                                + " files it lists"));
    }

    @Test
    void aRuleInTwoFilesIsNamedWithBoth() throws IOException {
        int second = MEETINGS.lastIndexOf("  - id:");
        write("meetings.yaml", MEETINGS.substring(0, second));
        write(
                "later.yaml",
                "chapter: {da: Senere, en: Later}\nrules:\n"
                        + MEETINGS.substring(second).replace("2024-01-01", "2025-01-01"));
        write("rulebook.yaml", INDEX.replace("  - targets.yaml", "  - targets.yaml\n  - later.yaml"));

        assertThatThrownBy(() -> RulebookYaml.load(directory))
                .isInstanceOf(InvalidRulebookFileException.class)
                .satisfies(e -> assertThat(withoutDirectory(e.getMessage()))
                        .startsWith("later.yaml, meetings.yaml: rule dp-samtale: there is a gap between versions"));
    }

    private static Arguments mistake(String name, String file, String right, String wrong, String message) {
        return Arguments.of(name, file, right, wrong, message);
    }

    private static String replaceFirst(String text, String right, String wrong) {
        int at = text.indexOf(right);
        return text.substring(0, at) + wrong + text.substring(at + right.length());
    }

    private String withoutDirectory(String message) {
        assertThat(message).doesNotContain("\n");
        return message.replace(directory + directory.getFileSystem().getSeparator(), "");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
