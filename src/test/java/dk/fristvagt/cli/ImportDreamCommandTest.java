package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.wire.EventFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportDreamCommandTest {
    private static final Path SAMPLES = Path.of("src", "test", "resources", "dream");

    /** 256 bits. */
    private static final String KEY = "8f0b6e2c51d94a7730c1be45f2a9687d0e3b5c9821f4a6d7b8c0e1f2a3b4c5d6";

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void nameTheOutput() {
        out = folder.resolve("events.jsonl");
    }

    private Path register(String... lines) throws IOException {
        return Files.write(folder.resolve("dream.csv"), List.of(lines));
    }

    private Path key(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("key.hex"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Cli.Ran run(Path in, Object... more) {
        return Cli.run(Stream.concat(Stream.of("import-dream", "--in", in, "--out", out), Stream.of(more))
                .toArray());
    }

    private List<Event<?>> events() throws Exception {
        EventFiles.Events read = EventFiles.readAll(List.of(out));
        assertThat(read.invalid()).isEmpty();
        assertThat(read.unknownFields()).isEmpty();
        return read.events();
    }

    /** The latest state of every object, in words, by citizen. */
    private Map<String, List<String>> states() throws Exception {
        Map<String, Event<?>> latest = new TreeMap<>();
        for (Event<?> event : events()) {
            latest.merge(
                    event.citizenId() + " " + event.fact().kind() + " "
                            + event.fact().objectKey(),
                    event,
                    (a, b) -> a.recordedAt().isAfter(b.recordedAt()) ? a : b);
        }
        return latest.values().stream()
                .collect(Collectors.groupingBy(
                        Event::citizenId,
                        TreeMap::new,
                        Collectors.mapping(event -> words(event), Collectors.toList())));
    }

    private static String words(Event<?> event) {
        if (event.fact() instanceof BenefitSpell spell) {
            return spell.group() + (spell.employed() ? " employed " : " ") + spell.from() + " " + end(spell.to());
        }
        Offer offer = (Offer) event.fact();
        return offer.type() + " " + offer.status() + " " + offer.from() + " " + end(offer.to());
    }

    private static String end(LocalDate to) {
        return Days.exists(to) ? to.toString() : "open";
    }

    private static Map<String, List<String>> expected() throws IOException {
        Map<String, List<String>> expected = new TreeMap<>();
        for (Map.Entry<String, JsonNode> person : new YAMLMapper()
                .readTree(SAMPLES.resolve("expected.yaml").toFile())
                .properties()) {
            List<String> words = new ArrayList<>();
            for (JsonNode spell : person.getValue().get("spells")) {
                words.add(spell.get("group").asText() + (spell.has("employed") ? " employed " : " ")
                        + spell.get("from").asText() + " " + spell.get("to").asText());
            }
            for (JsonNode offer : person.getValue().get("offers")) {
                words.add(offer.get("type").asText() + " " + offer.get("status").asText() + " "
                        + offer.get("from").asText() + " " + offer.get("to").asText());
            }
            if (!words.isEmpty()) {
                expected.put(person.getKey(), words);
            }
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample-wide.csv", "sample-long.csv"})
    void the_samples_give_the_spells_and_offers_computed_by_hand(String sample) throws Exception {
        Cli.Ran ran = run(SAMPLES.resolve(sample));

        assertThat(ran.exitCode()).isZero();
        assertThat(states()).isEqualTo(expected());
        assertThat(ran.out())
                .contains(
                        sample.substring(7, 11) + ", 2020-W50 to 2021-W06",
                        "Persons      6, 5 of them on a benefit",
                        "Weeks        37 with a code, 1 of them with one that is not known",
                        "Spells       13: DAGPENGE 3, ",
                        "3 run through 2021-W06",
                        "4 begin in the first week",
                        "Offers       5: VIRKSOMHEDSPRAKTIK 1, LOENTILSKUD 2, NYTTEINDSATS 1, OEVRIG_VEJLEDNING 1; 0 still run",
                        "Events       34 in " + out,
                        "What weekly data cannot decide");
    }

    @Test
    void wide_and_long_give_the_same_bytes() throws IOException {
        run(SAMPLES.resolve("sample-wide.csv"));
        byte[] wide = Files.readAllBytes(out);
        run(SAMPLES.resolve("sample-long.csv"));

        assertThat(Files.readAllBytes(out)).isEqualTo(wide);
    }

    @Test
    void what_is_written_plays_in_a_backtest() {
        run(SAMPLES.resolve("sample-wide.csv"));

        Cli.Ran ran = Cli.run("backtest", "--events", out, "--strict");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Citizens     5");
    }

    @Test
    void the_history_is_recorded_as_the_register_would_have_arrived() throws Exception {
        run(register("id;y_1925;y_1926;y_1927;y_1928;y_1929", "a;;735;735;;", "b;;;;;111"));

        List<String> said = new ArrayList<>();
        for (Event<?> event : events()) {
            said.add(event.recordedAt() + " " + event.citizenId() + " " + words(event));
        }

        // W26 of 2019 begins on Monday 24 June; six in the morning is four in UTC.
        assertThat(said)
                .containsExactly(
                        "2019-07-01T04:00:00Z a KONTANTHJAELP_AKTIVITETSPARAT 2019-06-24 open",
                        "2019-07-01T04:00:00Z a LOENTILSKUD STARTED 2019-06-24 2019-06-30",
                        "2019-07-08T04:00:00Z a LOENTILSKUD STARTED 2019-06-24 open",
                        "2019-07-15T04:00:00Z a KONTANTHJAELP_AKTIVITETSPARAT 2019-06-24 2019-07-07",
                        "2019-07-15T04:00:00Z a LOENTILSKUD ENDED 2019-06-24 2019-07-07",
                        "2019-07-22T04:00:00Z b DAGPENGE 2019-07-15 open");
    }

    @Test
    void a_longer_file_repeats_the_events_of_a_shorter_one_and_adds_to_them() throws Exception {
        List<List<String>> rows = Files.readAllLines(SAMPLES.resolve("sample-wide.csv")).stream()
                .map(line -> List.of(line.split(";", -1)))
                .toList();
        List<String> before = List.of();
        for (int weeks = 1; weeks <= 10; weeks++) {
            int columns = weeks + 1;
            run(register(rows.stream()
                    .map(row -> String.join(";", row.subList(0, columns)))
                    .toArray(String[]::new)));
            List<String> now = Files.readAllLines(out);
            Instant known = LocalDate.of(2020, 12, 14)
                    .plusWeeks(weeks - 1)
                    .atTime(6, 0)
                    .atZone(Days.COPENHAGEN)
                    .toInstant();

            assertThat(now).containsAll(before).doesNotHaveDuplicates();
            assertThat(events())
                    .allSatisfy(event -> assertThat(event.recordedAt()).isBeforeOrEqualTo(known));
            before = now;
        }
        assertThat(events().stream().map(Event::eventId))
                .doesNotHaveDuplicates()
                .hasSize(34);
    }

    @Test
    void weeks_after_the_last_code_of_anybody_are_not_the_end_of_a_spell() throws Exception {
        run(register("id;y_1901;y_1902;y_1903", "a;111;111;", "b;111;;"));

        assertThat(states())
                .containsEntry("a", List.of("DAGPENGE 2018-12-31 open"))
                .containsEntry("b", List.of("DAGPENGE 2018-12-31 2019-01-06"));
    }

    @Test
    void every_spell_is_in_the_municipality_that_is_named() throws Exception {
        Path in = register("id;y_1901", "a;111");

        assertThat(run(in).exitCode()).isZero();
        assertThat(Files.readString(out)).contains("\"municipality\":\"0000\"");
        assertThat(run(in, "--municipality", "0751").exitCode()).isZero();
        assertThat(Files.readString(out)).contains("\"municipality\":\"0751\"");
        assertThat(run(in, "--municipality", "751").exitCode()).isEqualTo(2);
    }

    @Test
    void other_columns_other_delimiters_quotation_marks_and_a_byte_order_mark_are_taken() throws Exception {
        Files.writeString(
                out.resolveSibling("dream.csv"),
                "\uFEFF\"PNR\",koen,\"Y_1901\",y_1902,grad_2019_01\r\n\"a\",\"K\",\"111\",.,\"0,5\"\r\n\r\n b , M , 111 ,111,\r\n");

        Cli.Ran ran = run(folder.resolve("dream.csv"));

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Not read     2 columns, the first is column 2");
        assertThat(states())
                .containsEntry("a", List.of("DAGPENGE 2018-12-31 2019-01-06"))
                .containsEntry("b", List.of("DAGPENGE 2018-12-31 open"));
    }

    @Test
    void the_long_form_takes_danish_names_in_any_order_and_leaves_out_blank_weeks() throws Exception {
        run(register("kode\tuge\tid", "111\t1952\ta", "\t2001\ta", "111\t2002\ta", "111\t2020-W02\tb"));

        assertThat(states().get("a")).containsExactly("DAGPENGE 2019-12-23 2019-12-29", "DAGPENGE 2020-01-06 open");
    }

    @Test
    void codes_that_are_not_understood_are_counted_and_no_error() throws Exception {
        Cli.Ran ran = run(register("id;y_1901;y_1902;y_1903", "a;413;413;713", "b;111;413;413", "c;;;732"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.complaints())
                .containsExactly(
                        folder.resolve("dream.csv")
                                + ":2: code 413 is not known; taken as no benefit, add it with --codes: 4 weeks of 2 persons",
                        folder.resolve("dream.csv")
                                + ":2: code 713 has no meaning in these weeks; taken as no benefit: 1 week of 1 person",
                        folder.resolve("dream.csv")
                                + ":4: code 732 names an activity that is not known; the benefit counts, no offer: 1 week of 1 person");
    }

    @Test
    void a_code_book_of_ones_own_replaces_the_built_in_one() throws Exception {
        Path codes = Files.writeString(
                folder.resolve("codes.yaml"),
                "activities: {0: none}\ncodes:\n  - {codes: 413, group: DAGPENGE, source: own}\n");

        Cli.Ran ran = run(register("id;y_1901", "a;413"), "--codes", codes);

        assertThat(ran.err()).isEmpty();
        assertThat(states()).containsEntry("a", List.of("DAGPENGE 2018-12-31 open"));
        assertThat(run(register("id;y_1901", "a;413"), "--codes", register("id;y_1901"))
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void every_malformed_line_of_a_wide_file_is_named_and_nothing_is_written() throws Exception {
        Files.writeString(out, "before");

        Cli.Ran ran = run(register(
                "id;y_2053;y_2101",
                "a;111;111",
                "b;111",
                "c;111;111;111",
                "d;1111;x",
                ";111;111",
                "e;\"111;111",
                "a;111;111",
                "f|g;111;111",
                "ok;730;730"));

        String file = folder.resolve("dream.csv").toString();
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints())
                .containsExactly(
                        file + ":3: column 3: is missing: the line has 2 columns, the header 3;"
                                + " write every column, blank where there is no code",
                        file + ":4: column 4: is one too many: the line has 4 columns, the header 3;"
                                + " write every column, blank where there is no code",
                        file + ":5: column 2: (2020-W53) is not a code; write three digits, or leave the cell blank"
                                + " when there is no benefit",
                        file + ":5: column 3: (2021-W01) is not a code; write three digits, or leave the cell blank"
                                + " when there is no benefit",
                        file + ":6: column 1: the id is blank; write one",
                        file + ":7: column 2: has a quotation mark that is not closed or stands inside the cell;"
                                + " write ids, weeks and codes without",
                        file + ":8: column 1: the id came before; put all weeks of a person on one line,"
                                + " or on lines that follow each other",
                        file + ":9: column 1: the id cannot be used: citizenId contains '|'",
                        "fristvagt import-dream: " + file + ": 8 mistakes; nothing was written.");
        assertThat(ran.out()).isEmpty();
        assertThat(Files.readString(out)).isEqualTo("before");
        assertThat(filesOf(folder)).containsExactly("dream.csv", "events.jsonl");
    }

    @Test
    void every_malformed_line_of_a_long_file_is_named() throws Exception {
        Cli.Ran ran = run(register(
                "id;week;code",
                "a;1953;111",
                "a;1901;111",
                "a;1901;112",
                "a;1852;11",
                "a;;111",
                "b;1901;111",
                "a;1902;111",
                "b;1902"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints().stream().map(line -> line.replaceAll("^.*dream.csv:(\\d+: column \\d).*", "$1")))
                .startsWith("2: column 2", "4: column 2", "5: column 2", "5: column 3", "6: column 2")
                .contains("8: column 1", "9: column 3")
                .hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a;111;111|dream.csv:1: is not a header",
                "id|dream.csv:1: is not a header",
                "y_1901;y_1902|dream.csv:1: is not a header",
                "id;week;code;y_1901|dream.csv:1: is not a header",
                "id;id;y_1901|dream.csv:1: is not a header",
                "id;y_1953|dream.csv:1: column 2: begins with y_ and names no ISO week",
                "id;y_1901;y_1903|dream.csv:1: column 3: is 2019-W03, and the column of a week before it is 2019-W01",
                "id;y_1902;y_1901|dream.csv:1: column 3: is 2019-W01, and the column of a week before it is 2019-W02",
                "id;y_2052;y_2101|dream.csv:1: column 3: is 2021-W01, and the column of a week before it is 2020-W52",
                "id;\"y_1901|dream.csv:1: column 2: has a quotation mark"
            })
    void a_header_that_is_none_is_refused(String header, String problem) throws Exception {
        Cli.Ran ran = run(register(header, "a;111;111"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints()).hasSize(2).first().asString().contains(problem);
        assertThat(out).doesNotExist();
    }

    @Test
    void many_mistakes_are_cut_and_counted() throws Exception {
        Cli.Ran ran = run(register(
                Stream.concat(Stream.of("id;y_1901"), IntStream.range(0, 1234).mapToObj(i -> "a" + i + ";x"))
                        .toArray(String[]::new)));

        assertThat(ran.complaints()).hasSize(22);
        assertThat(ran.err()).contains("… and 1 214 more", "1 234 mistakes; nothing was written.");
    }

    @Test
    void bytes_that_are_no_text_and_lines_without_end_are_named_and_the_next_line_is_read() throws Exception {
        Path in = folder.resolve("dream.csv");
        Files.write(in, "id;y_1901\n\u00e6;111\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(in, "x".repeat((1 << 20) + 1) + "\nc;1\n", java.nio.file.StandardOpenOption.APPEND);

        Cli.Ran ran = run(in);

        assertThat(ran.complaints())
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).contains(":2: is not UTF-8"),
                        line -> assertThat(line).contains(":3: is longer than 1048576 bytes"),
                        line -> assertThat(line).contains(":4: column 2: (2019-W01) is not a code"),
                        line -> assertThat(line).contains("3 mistakes"));
    }

    @Test
    void an_empty_file_is_refused_and_a_header_alone_is_an_empty_history() throws Exception {
        assertThat(run(register()).complaints().get(0)).contains(":1: is no header");

        Cli.Ran ran = run(register("id;y_1901"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("wide, no week with a code", "Events       0");
        assertThat(out).isEmptyFile();
    }

    @Test
    void a_key_makes_every_id_its_hmac_sha_256() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(KEY), "HmacSHA256"));
        String national = HexFormat.of().formatHex(mac.doFinal("2402851234".getBytes(StandardCharsets.UTF_8)));
        String opaque = HexFormat.of().formatHex(mac.doFinal("P1".getBytes(StandardCharsets.UTF_8)));

        Cli.Ran ran = run(register("id;y_1901", "240285-1234;111", "P1;730"), "--pseudonym-key-file", key(KEY + "\n"));

        assertThat(ran.err()).isEmpty();
        assertThat(events().stream().map(Event::citizenId)).containsExactly(national, opaque);
    }

    @Test
    void with_and_without_a_hyphen_it_is_one_person() throws Exception {
        Cli.Ran ran = run(register("id;y_1901", "240285-1234;111", "2402851234;111"), "--pseudonym-key-file", key(KEY));

        assertThat(ran.complaints().get(0)).contains(":3: column 1: the id came before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "240285-1234",
                "2402851234",
                "240285 1234",
                "240285–1234",
                "24.02.85-1234",
                "cpr:2402851234",
                "2402851234æ"
            })
    void without_a_key_what_looks_like_a_national_id_is_refused(String id) throws Exception {
        Cli.Ran ran = run(register("id;y_1901", id + ";111"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .doesNotContain(id, "2402851234")
                .contains(":2: column 1: the id looks like a national id; use --pseudonym-key-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P1",
                "12345678",
                "12345678901",
                "5f2402851234ab",
                "24028512-1234-4123-8123-240285123412",
                "Kanariefugl æ 7"
            })
    void without_a_key_an_opaque_id_passes_as_it_is(String id) throws Exception {
        run(register("id;y_1901", id + ";111"));

        assertThat(events().stream().map(Event::citizenId)).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"102851234, 1", "10285-1234, 1", "132851234, 0", "912851234, 1", "123456789, 0"})
    void a_national_id_without_its_leading_zero_is_refused_with_and_without_a_key(String id, int exitCode)
            throws Exception {
        // With the zero they begin with 01-02, 01-02, 01-32, 09-12 and 01-23; months end with 12.
        Path in = register("id;y_1901", id + ";111");

        assertThat(run(in).exitCode()).isEqualTo(exitCode);
        assertThat(run(in, "--pseudonym-key-file", key(KEY)).exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8f0b6e2c51d94a7730c1be45f2a9687d0e3b5c9821f4a6d7b8c0e1f2a3b4c5|the key has 248 bits; it needs at least 256",
                "''|the key has 0 bits",
                "8f0|is not a key: one line of hexadecimal digits",
                "correct horse battery staple correct horse battery staple|is not a key",
                "0000000000000000000000000000000000000000000000000000000000000000|the key is not random"
            })
    void a_key_that_is_none_is_refused_without_showing_it(String content, String problem) throws Exception {
        Cli.Ran ran = run(register("id;y_1901", "a;111"), "--pseudonym-key-file", key(content));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints()).hasSize(1);
        assertThat(ran.err()).contains("key.hex: " + problem);
        if (!content.isEmpty()) {
            assertThat(ran.err()).doesNotContain(content);
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void a_key_that_others_may_read_is_used_with_a_warning() throws Exception {
        Path key = key(KEY);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        Cli.Ran ran = run(register("id;y_1901", "a;111"), "--pseudonym-key-file", key);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.complaints())
                .containsExactly(key + ": others than its owner may read the key; take that away with chmod 600");
    }

    @Test
    void an_input_is_never_overwritten() throws Exception {
        Path in = register("id;y_1901", "a;111");

        assertThat(Cli.run("import-dream", "--in", in, "--out", in).exitCode()).isEqualTo(2);
        assertThat(Cli.run("import-dream", "--in", in, "--out", key(KEY), "--pseudonym-key-file", key(KEY))
                        .exitCode())
                .isEqualTo(2);
        assertThat(Files.readAllLines(in)).hasSize(2);
        assertThat(folder.resolve("key.hex")).hasContent(KEY);
    }

    @Test
    void a_register_that_is_not_there_or_no_file_is_refused() {
        assertThat(run(folder.resolve("none.csv")).complaints())
                .containsExactly("fristvagt import-dream: " + folder.resolve("none.csv") + ": there is no such file.");
        assertThat(run(folder).exitCode()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void the_help_says_what_weekly_data_cannot_decide() {
        assertThat(Cli.run("import-dream", "--help").out())
                .contains(
                        "What weekly data cannot decide",
                        "hours:",
                        "exact days:",
                        "insurance, a-kasse",
                        "municipality:",
                        "meetings of every kind, who took part",
                        "CVs");
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
