package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    private Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void the_same_seed_writes_the_same_file_which_backtest_reads_without_complaint() throws Exception {
        Cli.Ran first = Cli.run("simulate", "--citizens", 200, "--seed", 5, "--out", out("a.jsonl"));
        Cli.Ran second = Cli.run("simulate", "--citizens", 200, "--seed", 5, "--out", out("b.jsonl"));
        Cli.Ran backtest = Cli.run("backtest", "--strict", "--events", out("a.jsonl"), "--until", "2021-09-10");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .isEqualTo(second.out())
                .contains("Citizens     200", "Recorded     2021-09-01 to 2022-10-31", "Events       ");
        assertThat(Files.mismatch(out("a.jsonl"), out("b.jsonl"))).isEqualTo(-1);
        assertThat(backtest.exitCode()).isZero();
        assertThat(backtest.err()).isEmpty();
    }

    @Test
    void the_report_ends_with_how_many_figures_are_near() {
        Cli.Ran ran = Cli.run("simulate", "--report", "--citizens", 2000, "--profile", "denmark-2026");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .startsWith("Profile denmark-2026, 2 000 citizens, seed 1, counted 2025-01-01 to 2025-12-31, ")
                .contains("Meetings a benefit week, dagpenge ", "S004 figure 3.1");
        assertThat(ran.out().lines().reduce((before, last) -> last).orElseThrow())
                .matches("\\d+ of \\d+ figures within 5 pct\\.");
    }

    @Test
    void a_terminal_sees_how_far_it_is_and_how_long_it_takes() {
        AtomicLong millis = new AtomicLong();
        InstantSource clock = () -> Instant.ofEpochMilli(millis.getAndAdd(100));

        Cli.Ran ran = Cli.runWith(true, clock, "simulate", "--citizens", 50, "--out", out("a.jsonl"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("simulate  ", " of 50 citizens  ", " a second  ", " s left");
    }

    @Test
    void a_profile_that_is_wrong_fails_with_its_line_and_leaves_no_file() throws Exception {
        Path profile = Files.writeString(out("mine.yaml"), "figures: denmark-2022\nfrom: 1\n");

        Cli.Ran ran = Cli.run("simulate", "--citizens", 1, "--profile", profile, "--out", out("a.jsonl"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints())
                .containsExactly("fristvagt simulate: " + profile + ":2: from must be text; put it into quotes.");
        assertThat(out("a.jsonl")).doesNotExist();
    }

    @Test
    void wrong_usage_is_told() {
        assertThat(Cli.run("simulate", "--citizens", 1).complaints())
                .containsExactly(
                        "fristvagt simulate: Give either --out, --config or --report. See 'fristvagt simulate --help'.");
        assertThat(Cli.run("simulate", "--out", out("a.jsonl")).complaints())
                .containsExactly("fristvagt simulate: Missing required option: '--citizens=N'."
                        + " See 'fristvagt simulate --help'.");
        Cli.Ran ran = Cli.run("simulate", "--report", "--from", "2022-02-01", "--to", "2022-01-01");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--to 2022-01-01 is before --from 2022-02-01");
    }

    @Test
    void a_report_on_a_period_that_the_profile_does_not_count_is_refused() {
        Cli.Ran ran = Cli.run("simulate", "--report", "--citizens", 1, "--from", "2010-01-01", "--to", "2010-12-31");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("--from and --to leave out the period that the profile counts");
    }
}
