package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.cli.config.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for a cluster, as far as they come without one. */
class ClusterCommandsTest {
    private static final String SPELL = """
            {"record":"BenefitSpell","eventId":"e1","citizenId":"c1","recordedAt":"2022-01-10T10:00:00Z","source":"case",\
            "spellId":"s1","group":"DAGPENGE","from":"2022-01-10","municipality":"%s"}
            """;

    @TempDir
    private Path folder;

    /** Each command with what it needs besides a configuration. */
    static List<List<String>> commands() {
        return List.of(
                List.of("setup"),
                List.of("setup", "--dry-run"),
                List.of("run"),
                List.of("run", "--drain"),
                List.of("publish", "good.jsonl"),
                List.of("export", "--deadlines", "deadlines.jsonl"),
                List.of("follow", "--unit", "jobcenter-0751"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "publish", "export", "follow"})
    void without_a_configuration_it_is_wrong_usage(String command) {
        Cli.Ran ran = Cli.run(command);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .singleElement()
                .asString()
                .startsWith("fristvagt " + command + ": Missing required ")
                .contains("--config=FILE")
                .endsWith(" See 'fristvagt " + command + " --help'.");
    }

    @Test
    void setup_wants_a_configuration_or_the_sample_and_not_both() {
        assertThat(Cli.run("setup").exitCode()).isEqualTo(2);
        assertThat(Cli.run("setup").complaints())
                .singleElement()
                .asString()
                .contains("--config=FILE", "--sample")
                .endsWith(" See 'fristvagt setup --help'.");
        assertThat(Cli.run("setup", "--config", "x", "--sample").exitCode()).isEqualTo(2);
        assertThat(Cli.run("setup", "--sample", "--dry-run").complaints())
                .containsExactly("fristvagt setup: --sample changes nothing; leave --dry-run away. See 'fristvagt setup"
                        + " --help'.");
    }

    @Test
    void setup_prints_the_sample_and_nothing_else() {
        Cli.Ran ran = Cli.run("setup", "--sample");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo(Sample.text());
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_configuration_that_is_missing_is_named(List<String> command) {
        Path missing = folder.resolve("missing.properties");

        fails(
                with(command, missing),
                missing + ": the configuration cannot be read; check that the file is there and may be read by this"
                        + " user.");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_unknown_key_is_named_with_its_line(List<String> command) throws IOException {
        Path config = config("topics.prefx=a.");

        fails(
                with(command, config),
                config + ":4: there is no key topics.prefx; 'fristvagt setup --sample' prints all keys, and a property"
                        + " of Kafka's clients begins with kafka.");
    }

    @Test
    void a_fixed_day_is_refused_outside_a_rehearsal() throws IOException {
        Path config = config("application.id=fristvagt");

        fails(
                List.of("run", "--config", config, "--today", "2026-03-31"),
                config + ":4: application.id and topics.prefix must end in -rehearsal for a run with --today.");
    }

    @Test
    void a_run_without_a_state_directory_says_what_to_set() throws IOException {
        Path config = Files.writeString(
                folder.resolve("c.properties"), "bootstrap.servers=127.0.0.1:1\nschema.registry.url=http://r\n");

        fails(
                List.of("run", "--config", config),
                config + ": state.directory is missing: name a directory for the stores, on a disk that outlives a"
                        + " restart of the machine, or set FRISTVAGT_STATE_DIRECTORY.");
    }

    @Test
    void a_run_with_a_rulebook_that_is_none_says_so() throws IOException {
        Path config = config("rules.directory=" + folder.resolve("rules"));

        fails(
                List.of("run", "--config", config),
                config + ":4: rules.directory does not hold a rulebook: " + folder.resolve("rules")
                        + ": is not a directory; name the directory that holds rulebook.yaml and the files it lists.");
    }

    @Test
    void a_run_whose_state_directory_is_a_file_says_so() throws IOException {
        Path file = Files.writeString(folder.resolve("state"), "");
        Path config = config("");

        fails(
                List.of("run", "--config", config),
                "state.directory " + file + " cannot be written (FileAlreadyExistsException): check that it is a"
                        + " directory, and that this user may write it.");
    }

    @Test
    void brokers_that_no_client_can_be_made_for_are_wrong_configuration() throws IOException {
        Path config = config("kafka.security.protocol=TLS");

        for (List<String> command : commands()) {
            fails(
                    with(command, config),
                    "no client of the brokers can be made (ConfigException): check bootstrap.servers and the keys that"
                            + " begin with kafka., above all the stores and passwords of kafka.ssl. and kafka.sasl.");
        }
    }

    @Test
    void an_export_of_nothing_or_of_both_into_one_file_is_wrong_usage() throws IOException {
        Path config = config("");

        assertThat(Cli.run("export", "--config", config)).satisfies(ran -> {
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.complaints())
                    .containsExactly("fristvagt export: name a file with --deadlines, --alerts or --measures. See"
                            + " 'fristvagt export --help'.");
        });
        assertThat(Cli.run("export", "--config", config, "--alerts", "x", "--deadlines", "x")
                        .complaints())
                .containsExactly("fristvagt export: --deadlines and --alerts name the same file. See 'fristvagt export"
                        + " --help'.");
    }

    @Test
    void a_unit_that_there_is_not_is_wrong_usage() throws IOException {
        Cli.Ran ran = Cli.run("follow", "--config", config(""), "--unit", "jobcenter-9999");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly("fristvagt follow: 'jobcenter-9999' is not a unit; write jobcenter-0751, akasse-3F or"
                        + " unrouted. See 'fristvagt follow --help'.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothing_is_published_when_a_line_cannot_be_read(boolean allowInvalid) throws IOException {
        Path events = events(SPELL.formatted("0751") + "{\"record\":\"BenefitSpell\"}\n");
        List<Object> command = new ArrayList<>(List.of("publish", "--config", config(""), events));
        if (allowInvalid) {
            command.add("--allow-invalid");
        }

        fails(command, events + ":2: eventId is missing; nothing was sent.");
    }

    @Test
    void nothing_is_published_when_an_event_is_invalid() throws IOException {
        Path events = events(SPELL.formatted("0751") + SPELL.formatted("75") + SPELL.formatted("x"));

        Cli.Ran ran = Cli.run("publish", "--config", config(""), events);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.complaints()).hasSize(3);
        assertThat(ran.complaints().get(0)).startsWith("refused: " + events + ":2: ");
        assertThat(ran.complaints().get(1)).startsWith("refused: " + events + ":3: ");
        assertThat(ran.complaints().get(2))
                .isEqualTo("fristvagt publish: 2 invalid events; nothing was sent. Correct them, or send the others too"
                        + " with --allow-invalid.");
    }

    @Test
    void a_file_of_events_that_is_missing_is_named() throws IOException {
        Path missing = folder.resolve("missing.jsonl");

        fails(List.of("publish", "--config", config(""), missing), missing + ": there is no such file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "run", "publish", "export", "follow"})
    void every_command_helps_with_examples_inside_100_columns(String command) {
        Cli.Ran ran = Cli.run(command, "--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Examples:", "fristvagt " + command);
        assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(ran.err()).isEmpty();
    }

    /** It fails with exit code 1 and this one line. */
    private static void fails(List<?> command, String complaint) {
        Cli.Ran ran = Cli.run(command.toArray());

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
        assertThat(ran.complaints()).containsExactly("fristvagt " + command.get(0) + ": " + complaint);
        assertThat(ran.out()).isEmpty();
    }

    private List<Object> with(List<String> command, Path config) {
        List<Object> words = new ArrayList<>(command);
        words.replaceAll(word -> word.toString().endsWith(".jsonl")
                ? folder.resolve(word.toString()).toString()
                : word);
        words.addAll(List.of("--config", config));
        return words;
    }

    private Path config(String line) throws IOException {
        Files.writeString(folder.resolve("good.jsonl"), SPELL.formatted("0751"));
        return Files.writeString(folder.resolve("test.properties"), """
                bootstrap.servers=127.0.0.1:1
                schema.registry.url=http://127.0.0.1:1
                state.directory=%s
                %s
                http.listen=off
                """.formatted(folder.resolve("state"), line));
    }

    private Path events(String lines) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), lines);
    }
}
