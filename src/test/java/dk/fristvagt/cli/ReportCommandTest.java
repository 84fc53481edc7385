package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a history that can be counted by hand. */
class ReportCommandTest {
    @TempDir
    private Path directory;

    private static String event(String record, String id, String citizen, String day, String fields) {
        return "{\"record\":\"%s\",\"eventId\":\"%s-%s\",\"citizenId\":\"%s\",\"recordedAt\":\"%sT09:00:00Z\",\"source\":\"t\",%s}"
                .formatted(record, citizen, id, citizen, day, fields);
    }

    /**
     * A citizen on dagpenge from Tuesday 2022-03-01: March to May are reported in full, so 3 months are reached on
     * 2022-05-31 and that day is itself under 3. The first jobsamtale-free course has a CV on {@code cvOn}, which is due
     * on 2022-03-15 (registered + 2 weeks), and a joint meeting on {@code metOn}, of which both are part.
     */
    private static List<String> citizen(String id, String cvOn, String metOn) {
        List<String> lines = new ArrayList<>();
        lines.add(event(
                "BenefitSpell",
                "s",
                id,
                "2022-03-01",
                "\"spellId\":\"s\",\"group\":\"DAGPENGE\",\"from\":\"2022-03-01\",\"registeredOn\":\"2022-03-01\","
                        + "\"municipality\":\"0751\",\"akasse\":\"3F\""));
        for (int month = 3; month <= 5; month++) {
            lines.add(event(
                    "PaidHours",
                    "h" + month,
                    id,
                    "2022-0%d-10".formatted(month + 1),
                    "\"hoursId\":\"h%d\",\"month\":\"2022-0%d-01\",\"hundredths\":16033".formatted(month, month)));
        }
        lines.add(event(
                "Cv",
                "c",
                id,
                cvOn,
                "\"cvId\":\"c\",\"registeredOn\":\"%s\",\"searchableOn\":\"%s\"".formatted(cvOn, cvOn)));
        lines.add(event(
                "Meeting",
                "m",
                id,
                metOn,
                "\"meetingId\":\"m\",\"type\":\"FAELLES_JOBSAMTALE\",\"status\":\"HELD\",\"plannedOn\":\"%s\",\"heldOn\":\"%s\","
                                .formatted(metOn, metOn)
                        + "\"convenedBy\":\"JOBCENTER\",\"participation\":\"BOTH\""));
        return lines;
    }

    /** Six citizens: five with a CV in time and a first joint meeting on the last day under 3; one late with both. */
    private Path history() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            lines.addAll(citizen("c" + i, "2022-03-10", "2022-05-31"));
        }
        lines.addAll(citizen("c6", "2022-03-20", "2022-06-01"));
        return Files.write(directory.resolve("events.jsonl"), lines);
    }

    private String report(String... more) throws IOException {
        List<Object> words =
                new ArrayList<>(List.of("report", "--events", history(), "--from", "2022-03-01", "--to", "2022-06-30"));
        words.addAll(List.of(more));
        Cli.Ran ran = Cli.run(words.toArray());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out();
    }

    @Test
    void exact_tables_are_those_counted_by_hand() throws IOException {
        String report = report("--exact");

        assertThat(report)
                // five on the day on which three months are reached, one on the day after
                .contains("| both | 5 | 1 | 0 | 0 | 0 | 0 | 6 |", "Both: 100.0 pct.")
                // all run on 30 June with a little over 3 months: five of six had the first in months 0-3
                .contains("| the first in months 0-3, of those with 3-6 months | 6 | 83.3 |")
                // the CV is due on 15 March: five in time, one met late
                .contains("| dp-cv | akasse-3F | 2022-03 | 6 | 83.3 |")
                // six citizens on the benefit for 122 days, 1 March to 30 June: 92 of them under 3 months each
                .contains("| DAGPENGE | under 3 months | 78 | 5 | 0.063 |")
                .contains("| DAGPENGE | 3-6 | 25 | 1 | 0.039 |");
    }

    private static String spell(String id, String group, String from, String to) {
        return event(
                "BenefitSpell",
                "s",
                id,
                from,
                "\"spellId\":\"s\",\"group\":\"%s\",\"from\":\"%s\",%s\"registeredOn\":\"%s\",\"municipality\":\"0751\",\"akasse\":\"3F\""
                        .formatted(group, from, to.isEmpty() ? "" : "\"to\":\"%s\",".formatted(to), from));
    }

    private String exact(List<String> lines, String from, String to, String until) throws IOException {
        Path events = Files.write(directory.resolve("more.jsonl"), lines);
        Cli.Ran ran = Cli.run("report", "--events", events, "--from", from, "--to", to, "--until", until, "--exact");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out();
    }

    /** Both have no CV, due on 2022-03-15: one leaves after that day, the other before it. */
    @Test
    void who_was_missed_and_then_left_counts_as_missed_and_who_left_before_does_not() throws IOException {
        String report = exact(
                List.of(
                        spell("after", "DAGPENGE", "2022-03-01", "2022-03-31"),
                        spell("before", "DAGPENGE", "2022-03-01", "2022-03-10")),
                "2022-03-01",
                "2022-06-30",
                "2022-06-30");

        assertThat(report).contains("| dp-cv | akasse-3F | 2022-03 | 1 | 0.0 |");
    }

    /**
     * The first offer is due within six months of 2026-07-01, on 2026-12-31. One has an internship from September, one
     * is exempt by the quota without end, one has nothing: one of the two who are not exempt is met, one of three exempt.
     */
    @Test
    void a_quota_counts_what_is_met_and_what_is_exempt_by_it() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String id : List.of("met", "exempt", "missed", "later")) {
            String from = id.equals("later") ? "2026-09-01" : "2026-07-01";
            lines.add(spell(id, "KONTANTHJAELP_JOBPARAT", from, ""));
        }
        lines.add(event(
                "Offer",
                "o",
                "met",
                "2026-09-01",
                "\"offerId\":\"o\",\"type\":\"VIRKSOMHEDSPRAKTIK\",\"status\":\"STARTED\",\"grantedOn\":\"2026-08-20\","
                        + "\"from\":\"2026-09-01\""));
        for (String id : List.of("exempt", "later")) {
            lines.add(event(
                    "Exemption",
                    "x",
                    id,
                    "2026-09-01",
                    "\"exemptionId\":\"x\",\"reason\":\"QUOTA\",\"from\":\"2026-09-01\",\"covers\":[\"OFFERS\"]"));
        }

        // the exemption of the fourth is of a deadline that would have been due in February
        assertThat(exact(lines, "2026-07-01", "2026-12-31", "2027-01-02"))
                .contains("| kth26-tilbud | 3 | 50.0 | 33.3 |");
    }

    /** More than a year on the benefit: one with four meetings in the last twelve months, one with none. */
    @Test
    void a_target_counts_who_has_a_year_behind_him() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                spell("four", "KONTANTHJAELP_AKTIVITETSPARAT", "2021-01-04", ""),
                spell("none", "KONTANTHJAELP_AKTIVITETSPARAT", "2021-01-04", ""),
                spell("new", "KONTANTHJAELP_AKTIVITETSPARAT", "2022-03-01", "")));
        for (int i = 1; i <= 4; i++) {
            String day = "2022-0%d-14".formatted(i);
            lines.add(event(
                    "Meeting",
                    "m" + i,
                    "four",
                    day,
                    "\"meetingId\":\"m%d\",\"type\":\"JOBSAMTALE\",\"status\":\"HELD\",\"heldOn\":\"%s\",\"convenedBy\":\"JOBCENTER\""
                            .formatted(i, day)));
        }

        assertThat(exact(lines, "2022-01-01", "2022-06-30", "2022-06-30"))
                .contains("| fokus-samtaler | 2 | 50.0 |", "| fokus-tilbud | 2 | 100.0 |");
    }

    /**
     * Six citizens, 122 days each: 2.004 years. All six are warned 7 days before the CV is due, the sixth again 3 days
     * before and when it is overdue; each warning is resolved.
     */
    @Test
    void alerts_are_counted_for_each_year_on_the_benefit() throws IOException {
        assertThat(report("--exact"))
                .contains(
                        "| DAGPENGE | dp-cv | OVERDUE | 1 | 0.499 |",
                        "| DAGPENGE | dp-cv | RESOLVED | 6 | 2.994 |",
                        "| DAGPENGE | dp-cv | WARNING | 7 | 3.493 |");
    }

    @Test
    void small_numbers_are_hidden_unless_asked_for() throws IOException {
        String report = report();

        assertThat(report)
                .contains("| both | * | * | 0 | 0 | 0 | 0 | 6 |")
                .contains("| dp-cv | akasse-3F | 2022-03 | 6 | * |")
                .doesNotContain("c6|", "c6 ");
    }

    @Test
    void the_noisiest_pattern_has_an_example_only_for_own_use() throws IOException {
        assertThat(report("--exact")).contains("c6\\|dp-cv\\|s\\|1");
        assertThat(report()).doesNotContain("dp-cv\\|s\\|1").contains("--exact shows them");
    }

    @Test
    void it_is_written_to_a_file_in_any_form() throws IOException {
        Path out = directory.resolve("report.csv");

        assertThat(report("--format", "csv", "--out", out.toString())).isEmpty();
        assertThat(Files.readAllLines(out)).contains("table-4.1,a-kasse only,0,0,0,0,0,0,0");
        assertThat(report("--format", "json")).contains("\"table-4.1\" : {");
    }

    @Test
    void a_period_that_is_none_is_wrong_usage() {
        Cli.Ran ran = Cli.run("report", "--events", "x", "--from", "2022-02-01", "--to", "2022-01-01");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.complaints())
                .containsExactly(
                        "fristvagt report: --to 2022-01-01 is before --from 2022-02-01. See 'fristvagt report --help'.");
        assertThat(Cli.run(
                                "report",
                                "--events",
                                "x",
                                "--from",
                                "2022-01-01",
                                "--to",
                                "2022-02-01",
                                "--until",
                                "2022-01-15")
                        .err())
                .contains("--until 2022-01-15 is before --to 2022-02-01");
    }
}
