package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
    private static final String EXAMPLES = """
            01-fulltime-dagpenge,    c1, 2022-06-03
            03-return-few-days-left, c1, 2022-10-05
            08-exemption-shift,      a,  2022-07-10
            """;

    @TempDir
    private Path folder;

    /**
     * The committed text is what is printed. After a wanted change run the test with {@code -Dgolden.update=true} and
     * read the difference.
     */
    @ParameterizedTest
    @CsvSource(textBlock = EXAMPLES)
    void prints_the_committed_explanation(String example, String citizen, String day) throws IOException {
        Cli.Ran ran = Cli.run(
                "explain", "--events", Cli.golden(example + ".events.jsonl"), "--citizen", citizen, "--on", day);
        Path golden = Cli.golden(example + "." + day + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, ran.out());
        }

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @CsvSource(textBlock = EXAMPLES)
    void prints_the_committed_json(String example, String citizen, String day) throws IOException {
        Cli.Ran ran = Cli.run(
                "explain",
                "--events",
                Cli.golden(example + ".events.jsonl"),
                "--citizen",
                citizen,
                "--on",
                day,
                "--json");
        Path golden = Cli.golden(example + "." + day + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, ran.out());
        }

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo(Files.readString(golden));
    }

    @Test
    void what_was_recorded_after_the_day_is_not_known() throws IOException {
        JsonNode before = json("03-return-few-days-left.events.jsonl", "c1", "2022-10-06");
        JsonNode after = json("03-return-few-days-left.events.jsonl", "c1", "2022-10-07");

        assertThat(deadline(before, "c1|dp-faelles-1|s1|1").get("status").asText())
                .isEqualTo("UPCOMING");
        assertThat(before.at("/facts/meetings/count").asInt()).isZero();
        assertThat(deadline(after, "c1|dp-faelles-1|s1|1").get("status").asText())
                .isEqualTo("MET");
        assertThat(deadline(after, "c1|dp-faelles-1|s1|1").get("events").toString())
                .contains("\"e07\"");
    }

    @Test
    void says_what_stands_and_why_it_was_said() throws IOException {
        JsonNode deadline =
                deadline(json("03-return-few-days-left.events.jsonl", "c1", "2022-10-05"), "c1|dp-faelles-1|s1|1");

        assertThat(deadline.at("/standing/type").asText()).isEqualTo("WARNING");
        assertThat(deadline.at("/standing/stage").asInt()).isEqualTo(8);
        assertThat(deadline.get("said"))
                .extracting(said -> said.get("saidOn").asText() + " "
                        + said.get("type").asText() + " " + said.get("causedBy").asText())
                .containsExactly(
                        "2022-05-03 WARNING null",
                        "2022-05-17 WARNING null",
                        "2022-05-18 RESOLVED e04",
                        "2022-10-03 WARNING e06");
    }

    @Test
    void a_citizen_who_is_not_in_the_files_is_one_clear_line() {
        Cli.Ran ran = Cli.run(
                "explain",
                "--events",
                Cli.golden("08-exemption-shift.events.jsonl"),
                "--citizen",
                "somebody",
                "--on",
                "2022-07-10");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.complaints())
                .containsExactly("fristvagt explain: no valid event of the 7 in the given files is about this citizen;"
                        + " check --citizen and --events.");
    }

    @Test
    void a_day_before_anything_was_recorded_is_one_clear_line() {
        Cli.Ran ran = Cli.run(
                "explain",
                "--events",
                Cli.golden("08-exemption-shift.events.jsonl"),
                "--citizen",
                "a",
                "--on",
                "2022-01-09");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints())
                .containsExactly("fristvagt explain: nothing was recorded about this citizen by 2022-01-09; the first"
                        + " event is of 2022-01-10, so choose that day or a later one.");
    }

    @Test
    void a_citizen_who_has_been_forgotten_is_one_clear_line() {
        Path file = Lines.write(
                folder.resolve("events.jsonl"),
                Lines.SPELL.replace("\"municipality\"", "\"to\":\"2022-05-31\",\"municipality\""));

        Cli.Ran ran = Cli.run("explain", "--events", file, "--citizen", "c1", "--on", "2040-01-01");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints()).hasSize(1).first().asString().contains("had been deleted");
    }

    @Test
    void hostile_text_breaks_neither_the_layout_nor_the_terminal() throws IOException {
        String evil = "\\u001b[2J\\u202e\\u0007\\u009b31m\\n" + "\u0301".repeat(40) + "漢字";
        String longId = "x".repeat(200);
        Path file = Lines.write(
                folder.resolve("events.jsonl"),
                Lines.SPELL.replace("\"3F\"", "\"" + evil + "\""),
                Lines.spell(longId, "c1", "2022-03-02T10:00:00Z", longId),
                Lines.meeting("e-" + "漢".repeat(100), "c1", "2022-03-05T10:00:00Z", "m-\u0301\u0301", "2022-03-05"));

        Cli.Ran text = Cli.run("explain", "--events", file, "--citizen", "c1", "--on", "2022-04-01");
        Cli.Ran json = Cli.run("explain", "--events", file, "--citizen", "c1", "--on", "2022-04-01", "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out().lines())
                .allSatisfy(line -> assertThat(Shown.width(line)).isLessThanOrEqualTo(Page.WIDTH));
        for (String out : List.of(text.out(), json.out())) {
            assertThat(out.codePoints().filter(c -> c != '\n' && Character.isISOControl(c)))
                    .isEmpty();
            assertThat(out).doesNotContain("\u202e");
        }
        assertThat(new ObjectMapper().readTree(json.out()).get("citizenId").asText())
                .isEqualTo("c1");
    }

    @Test
    void a_citizen_with_ten_thousand_facts_is_explained_in_a_bounded_text() throws IOException {
        List<String> lines = new ArrayList<>(List.of(Lines.SPELL));
        for (int i = 0; i < 10_000; i++) {
            String meeting = Lines.meeting("m" + i, "c1", "2022-03-05T12:00:00Z", "meeting-" + i, "2022-03-05");
            lines.add(i % 10 == 0 ? meeting : meeting.replace("HELD", "CANCELLED"));
        }
        Path file = Lines.write(folder.resolve("events.jsonl"), lines);

        Cli.Ran text = Cli.run("explain", "--events", file, "--citizen", "c1", "--on", "2022-04-01");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).hasLineCount((int) text.out().lines().count());
        assertThat(text.out().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        assertThat(text.out()).contains("the last ones of 10000", "9000 in all");
    }

    private static JsonNode json(String file, String citizen, String day) throws IOException {
        Cli.Ran ran = Cli.run("explain", "--events", Cli.golden(file), "--citizen", citizen, "--on", day, "--json");
        return new ObjectMapper().readTree(ran.out());
    }

    private static JsonNode deadline(JsonNode explanation, String key) {
        for (JsonNode deadline : explanation.get("deadlines")) {
            if (deadline.get("deadlineKey").asText().equals(key)) {
                return deadline;
            }
        }
        throw new AssertionError("no deadline " + key);
    }
}
