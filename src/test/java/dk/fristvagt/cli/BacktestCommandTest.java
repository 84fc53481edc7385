package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    @TempDir
    private Path folder;

    private Path events(String... lines) {
        return Lines.write(folder.resolve("events.jsonl"), lines);
    }

    private Path alerts() {
        return folder.resolve("alerts.jsonl");
    }

    private Path deadlines() {
        return folder.resolve("deadlines.jsonl");
    }

    @Test
    void writes_alerts_and_deadlines_and_sums_up() {
        Cli.Ran ran = Cli.run(
                "backtest",
                "--events",
                events(Lines.SPELL),
                "--until",
                "2022-03-20",
                "--alerts",
                alerts(),
                "--deadlines",
                deadlines());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(Lines.read(alerts()))
                .hasSize(6)
                .first()
                .asString()
                .contains("\"saidOn\":\"2022-03-08\"", "\"deadlineKey\":\"c1|dp-cv-samtale|s1|1\"", "\"stage\":7");
        assertThat(Lines.read(deadlines())).hasSize(14).isSorted();
        assertThat(ran.out())
                .contains(
                        "Backtest 2022-03-01 to 2022-03-20",
                        "Events       1 applied",
                        "Citizens     1",
                        "Days         20",
                        "Alerts       6: WARNING 4, OVERDUE 2",
                        "Deadlines    14: UPCOMING 12, OVERDUE 2",
                        "Measures     0 of meetings held");
        assertThat(Files.exists(folder.resolve(".part"))).isFalse();
    }

    @Test
    void plays_to_the_last_recorded_day_of_the_valid_events() {
        String invalidLater = Lines.meeting("e2", "c1", "2023-05-01T10:00:00Z", "m1", "2024-01-01");

        Cli.Ran ran = Cli.run("backtest", "--events", events(Lines.SPELL, invalidLater));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Backtest 2022-03-01 to 2022-03-01");
    }

    @Test
    void events_recorded_after_the_last_day_are_left_out_and_counted() {
        String later = Lines.meeting("e2", "c1", "2022-05-01T10:00:00Z", "m1", "2022-05-01");

        Cli.Ran ran = Cli.run("backtest", "--events", events(Lines.SPELL, later), "--until", "2022-04-30");

        assertThat(ran.out())
                .contains("Events       1 applied\n             1 recorded after the last day and left out\n");
    }

    @Test
    void several_files_are_one_history() {
        Path second = Lines.write(
                folder.resolve("second.jsonl"), Lines.meeting("e2", "c1", "2022-03-05T10:00:00Z", "m1", "2022-03-05"));

        Cli.Ran ran = Cli.run("backtest", "--events", events(Lines.SPELL), second);

        assertThat(ran.out()).contains("Events       2 applied", "2022-03-01 to 2022-03-05");
    }

    @Test
    void a_line_that_cannot_be_read_stops_everything_and_names_file_line_and_field() {
        Path file = events(Lines.SPELL, "{\"record\":\"Meeting\",\"eventId\":\"e2\",\"citizenId\":\"c1\"}");

        Cli.Ran ran = Cli.run("backtest", "--events", file, "--alerts", alerts(), "--deadlines", deadlines());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.complaints())
                .containsExactly("fristvagt backtest: " + file + ":2: recordedAt is missing; nothing was processed.");
        assertThat(folder).isDirectoryContaining("glob:**events.jsonl").isDirectoryNotContaining("glob:**alerts*");
        assertThat(deadlines()).doesNotExist();
    }

    @Test
    void an_invalid_event_is_skipped_and_reported_with_its_line_and_cause() {
        Path file = events(Lines.SPELL, Lines.meeting("e2", "c1", "2022-03-02T10:00:00Z", "m1", "2022-03-09"));

        Cli.Ran ran = Cli.run("backtest", "--events", file, "--deadlines", deadlines());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.complaints()).hasSize(1).first().asString().startsWith("skipped: " + file + ":2: INVALID: ");
        assertThat(ran.out()).contains("Events       1 applied\n             1 invalid and skipped\n");
        assertThat(deadlines()).exists();
    }

    @Test
    void strict_refuses_a_history_with_an_invalid_event() {
        Path file = events(Lines.SPELL, Lines.meeting("e2", "c1", "2022-03-02T10:00:00Z", "m1", "2022-03-09"));

        Cli.Ran ran = Cli.run("backtest", "--strict", "--events", file, "--deadlines", deadlines());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints())
                .hasSize(2)
                .last()
                .isEqualTo("fristvagt backtest: --strict: 1 invalid line; nothing was processed.");
        assertThat(deadlines()).doesNotExist();
    }

    @Test
    void many_invalid_events_are_reported_in_a_few_lines() {
        List<String> lines = new ArrayList<>(List.of(Lines.SPELL));
        IntStream.range(0, 5000)
                .mapToObj(i -> Lines.meeting("x" + i, "c1", "2022-03-02T10:00:00Z", "m" + i, "2022-03-09"))
                .forEach(lines::add);

        Cli.Ran ran = Cli.run("backtest", "--events", Lines.write(folder.resolve("events.jsonl"), lines));

        assertThat(ran.complaints()).hasSize(History.MOST_LINES + 2);
        assertThat(ran.complaints().get(History.MOST_LINES)).isEqualTo("skipped: 5000 invalid lines in all; by cause:");
        assertThat(ran.complaints().get(History.MOST_LINES + 1)).startsWith("     5000  INVALID: ");
        assertThat(ran.out()).contains("Events       1 applied\n             5 000 invalid and skipped\n");
    }

    @Test
    void events_that_share_a_stamp_and_events_about_something_forgotten_are_counted() {
        String other = Lines.SPELL.replace("0751", "0101");
        String old = Lines.meeting("e9", "c1", "2035-01-01T10:00:00Z", "m-old", "2010-01-01");
        String ended = Lines.spell("e2", "c1", "2022-06-01T10:00:00Z", "s1")
                .replace("\"municipality\"", "\"to\":\"2022-05-31\",\"municipality\"");
        String again = Lines.spell("e3", "c1", "2026-03-01T10:00:00Z", "s2")
                .replace("DAGPENGE", "KONTANTHJAELP_JOBPARAT")
                .replace("2022-03-01", "2026-03-01");

        Cli.Ran ran = Cli.run("backtest", "--events", events(Lines.SPELL, other, ended, again, old));

        assertThat(ran.out())
                .contains("1 with the stamp of a different one", "1 about something forgotten (behind the horizon)");
    }

    @Test
    void what_was_there_before_stays_when_a_backtest_fails() {
        Lines.write(alerts(), "as it was");

        Cli.Ran ran = Cli.run("backtest", "--events", events("no event"), "--alerts", alerts());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(Lines.read(alerts())).containsExactly("as it was");
    }

    @Test
    void an_output_that_is_an_input_is_wrong_usage() {
        Path file = events(Lines.SPELL);

        Cli.Ran ran = Cli.run("backtest", "--events", file, "--alerts", folder.resolve("./events.jsonl"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("is named twice");
        assertThat(Lines.read(file)).containsExactly(Lines.SPELL);
    }

    @Test
    void an_output_in_a_directory_that_is_not_there_is_one_clear_line() {
        Path nowhere = folder.resolve("no/such/alerts.jsonl");

        Cli.Ran ran = Cli.run("backtest", "--events", events(Lines.SPELL), "--alerts", nowhere);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints())
                .containsExactly("fristvagt backtest: " + nowhere
                        + ": cannot be written; its directory must exist and allow it.");
    }

    @Test
    void the_measures_of_meetings_are_written_by_citizen_and_meeting() {
        Path file = events(
                Lines.SPELL,
                Lines.spell("e2", "c", "2022-03-01T10:00:00Z", "s1"),
                Lines.meeting("e3", "c1", "2022-03-09T10:00:00Z", "m10", "2022-03-09"),
                Lines.meeting("e4", "c1", "2022-03-09T10:00:00Z", "m1", "2022-03-08"),
                Lines.meeting("e5", "c", "2022-03-10T10:00:00Z", "m2", "2022-03-10"),
                Lines.meeting("e6", "c", "2022-03-10T10:00:00Z", "m3", "2022-02-28"));
        Path measures = folder.resolve("measures.jsonl");

        Cli.Ran ran = Cli.run("backtest", "--events", file, "--measures", measures);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Measures     3 of meetings held");
        assertThat(Lines.read(measures))
                .hasSize(3)
                .satisfiesExactly(
                        // "c1|" is before "c|": keys are strings
                        line -> assertThat(line).startsWith("{\"citizenId\":\"c1\",\"meetingId\":\"m1\","),
                        line -> assertThat(line).startsWith("{\"citizenId\":\"c1\",\"meetingId\":\"m10\","),
                        line -> assertThat(line)
                                .isEqualTo("{\"citizenId\":\"c\",\"meetingId\":\"m2\",\"unit\":\"jobcenter-0751\","
                                        + "\"municipality\":\"0751\",\"akasse\":\"3F\",\"type\":\"JOBSAMTALE\","
                                        + "\"heldOn\":\"2022-03-10\",\"group\":\"DAGPENGE\","
                                        + "\"seniorityGroup\":\"UNDER_3\",\"participation\":null,\"form\":null,"
                                        + "\"trial\":false,\"course\":\"s1\",\"courseStart\":\"2022-03-01\"}"));
    }

    @Test
    void measures_may_not_overwrite_another_output() {
        Cli.Ran ran = Cli.run(
                "backtest", "--events", events(Lines.SPELL), "--deadlines", deadlines(), "--measures", deadlines());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("is named twice");
    }

    @Test
    void nothing_at_all_is_no_error() {
        Cli.Ran ran = Cli.run("backtest", "--events", events(), "--alerts", alerts(), "--deadlines", deadlines());

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Backtest of nothing: no valid event");
        assertThat(Lines.read(alerts())).isEmpty();
        assertThat(Lines.read(deadlines())).isEmpty();
    }

    @Test
    void progress_is_shown_on_a_terminal_only() {
        AtomicLong second = new AtomicLong();
        InstantSource ticking = () -> Instant.EPOCH.plusSeconds(second.getAndIncrement());
        Path file = events(Lines.SPELL);

        Cli.Ran terminal = Cli.runWith(true, ticking, "backtest", "--events", file, "--until", "2022-03-31");
        Cli.Ran pipe = Cli.runWith(false, ticking, "backtest", "--events", file, "--until", "2022-03-31");

        assertThat(terminal.err())
                .contains("\rbacktest  2022-03-02 of 2022-03-31  1 of 1 events")
                .endsWith("\r");
        assertThat(pipe.err()).isEmpty();
    }

    @Test
    void a_citizen_with_ten_thousand_facts_works() {
        List<String> lines = new ArrayList<>(List.of(Lines.SPELL));
        for (int i = 0; i < 10_000; i++) {
            LocalDate day = LocalDate.of(2022, 3, 1).plusDays(i / 40);
            String meeting = Lines.meeting("m" + i, "c1", day + "T12:00:00Z", "meeting-" + i, day.toString());
            lines.add(i % 10 == 0 ? meeting : meeting.replace("HELD", "CANCELLED"));
        }

        Cli.Ran ran = Cli.run("backtest", "--events", Lines.write(folder.resolve("events.jsonl"), lines));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("10 001 applied");
    }

    @Test
    void hostile_text_leaves_the_terminal_alone_and_the_files_readable() {
        String id = "\\u001b[2J\\u202e\\u0007";
        Path file = events(
                Lines.SPELL.replace("\"akasse\":\"3F\"", "\"akasse\":\"" + id + "x".repeat(150) + "\""),
                Lines.spell("e" + id, "c2", "2022-03-02T10:00:00Z", "s1"));

        Cli.Ran ran = Cli.run(
                "backtest",
                "--events",
                file,
                "--until",
                "2022-04-01",
                "--alerts",
                alerts(),
                "--deadlines",
                deadlines());

        assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "\u202e", "\u0007");
        assertThat(Lines.read(alerts()))
                .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }
}
