package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.rules.Rule;
import dk.fristvagt.wire.RulebookYaml;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void the_whole_rulebook_is_printed_as_markdown_with_every_citation() {
        Cli.Ran ran = Cli.run("rules", "--markdown");

        assertThat(ran.exitCode()).isZero();
        assertThat(RulebookYaml.builtIn().rules())
                .allSatisfy(rule -> assertThat(ran.out())
                        .contains(rule.id(), rule.title().da(), rule.title().en()));
    }

    @Test
    void a_table_for_a_terminal_is_at_most_100_columns_wide() {
        Cli.Ran ran = Cli.run("rules");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines())
                .allSatisfy(line -> assertThat(Shown.width(line)).isLessThanOrEqualTo(100));
    }

    @Test
    void on_a_day_only_what_is_valid_that_day_is_printed() {
        Cli.Ran ran = Cli.run("rules", "--on", "2022-06-01", "--markdown");

        assertThat(ran.exitCode()).isZero();
        assertThat(RulebookYaml.builtIn().rules()).allSatisfy(rule -> {
            if (inForce(rule)) {
                assertThat(ran.out()).contains(rule.id());
            }
        });
        assertThat(ran.out()).contains("dp-faelles-1").doesNotContain("dp24-", "dp26-");
    }

    private static boolean inForce(Rule rule) {
        return rule.valid().contains(java.time.LocalDate.of(2022, 6, 1));
    }

    @Test
    void a_directory_without_a_rulebook_is_one_clear_line() {
        Cli.Ran ran = Cli.run("rules", "--rules", folder.resolve("none"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints())
                .hasSize(1)
                .first()
                .asString()
                .contains("none")
                .contains("rulebook.yaml");
    }

    @Test
    void an_invalid_rulebook_is_one_clear_line() {
        Lines.write(folder.resolve("rulebook.yaml"), "number: 1", "files: []", "colour: red");

        Cli.Ran ran = Cli.run("backtest", "--events", Cli.golden("08-exemption-shift.events.jsonl"), "--rules", folder);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.complaints()).hasSize(1).first().asString().contains("rulebook.yaml");
    }
}
