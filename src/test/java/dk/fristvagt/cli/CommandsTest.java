package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    private Path folder;

    @Test
    void no_command_is_wrong_usage() {
        Cli.Ran ran = Cli.run();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints()).containsExactly("fristvagt: Which command? See 'fristvagt --help'.");
    }

    @Test
    void a_command_that_there_is_not_is_wrong_usage_and_a_like_one_is_named() {
        Cli.Ran ran = Cli.run("explian", "--json");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly(
                        "fristvagt: there is no command 'explian'. Did you mean explain? See 'fristvagt --help'.");
    }

    @Test
    void an_option_that_there_is_not_is_wrong_usage() {
        Cli.Ran ran = Cli.run("rules", "--colour");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly("fristvagt rules: there is no option '--colour'. See 'fristvagt rules --help'.");
    }

    @Test
    void a_day_that_is_none_is_wrong_usage() {
        Cli.Ran ran = Cli.run("rules", "--on", "2024-02-30");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly("fristvagt rules: Invalid value for option '--on': '2024-02-30' is not a day; write it"
                        + " as 2024-01-31. See 'fristvagt rules --help'.");
    }

    @Test
    void a_hostile_argument_does_not_break_the_message() {
        Cli.Ran ran = Cli.run("\u001b[2J\u202e" + "x".repeat(5000));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints()).hasSize(1);
        assertThat(ran.err()).doesNotContain("\u001b", "\u202e").hasSizeLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backtest", "explain", "rules", "simulate", "import-dream", "demo"})
    void every_command_helps_with_examples_inside_100_columns(String command) {
        Cli.Ran ran = Cli.run(command, "--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Examples:", "fristvagt " + command);
        assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void a_demo_that_ends_before_it_begins_is_wrong_usage() {
        Cli.Ran ran = Cli.run("demo", "--until", "2001-01-01");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("fristvagt demo: --until is before the first recorded day, ");
    }

    @Test
    void a_demo_that_stands_still_is_wrong_usage() {
        Cli.Ran ran = Cli.run("demo", "--speed", "0");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly("fristvagt demo: --speed must be greater than 0. See 'fristvagt demo --help'.");
    }

    @Test
    void the_top_helps_with_every_command_and_the_exit_codes() {
        Cli.Ran ran = Cli.run("--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("backtest", "explain", "rules", "Exit codes: 0 done, 1 failed, 2 wrong usage.");
    }

    @Test
    void the_version_is_one_line() {
        Cli.Ran ran = Cli.run("--version");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("fristvagt ").hasLineCount(1);
    }

    @Test
    void an_error_has_a_stack_trace_only_when_asked() {
        Path missing = folder.resolve("missing.jsonl");

        Cli.Ran plain = Cli.run("backtest", "--events", missing);
        Cli.Ran traced = Cli.run("backtest", "--stacktrace", "--events", missing);

        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.complaints()).containsExactly("fristvagt backtest: " + missing + ": there is no such file.");
        assertThat(traced.exitCode()).isEqualTo(1);
        assertThat(traced.err()).contains("\tat dk.fristvagt.");
    }
}
