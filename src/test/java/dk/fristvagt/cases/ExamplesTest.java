package dk.fristvagt.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.DeadlineJson;
import dk.fristvagt.wire.EventFiles;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The histories that two independent implementations of domain.md agreed on come out the same: line by line, on the fields
 * that their lines have.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/examples");
    private static final int COUNT = 21;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WorkingDaysOfDenmark WORKING_DAYS = new WorkingDaysOfDenmark();
    private static final AvroDeadlines ROWS = new AvroDeadlines(WORKING_DAYS);
    private static final CitizenMonitor MONITOR =
            new CitizenMonitor(RulebookYaml.builtIn(), WORKING_DAYS, CitizenMonitor.Settings.DEFAULT);

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".until"))
                    .map(name -> name.substring(0, name.length() - ".until".length()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void all_examples_are_here() throws IOException {
        assertThat(names()).hasSize(COUNT);
    }

    @TestFactory
    Stream<DynamicTest> a_backtest_gives_exactly_the_expected_alerts_and_deadlines() throws IOException {
        return names().stream().map(name -> dynamicTest(name, () -> compare(name)));
    }

    private static void compare(String name) throws Exception {
        EventFiles.Events events = EventFiles.readAll(List.of(EXAMPLES.resolve(name + ".events.jsonl")));
        assertThat(events.invalid()).isEmpty();
        LocalDate until = LocalDate.parse(
                Files.readString(EXAMPLES.resolve(name + ".until")).strip());
        List<String> alerts = new ArrayList<>();
        Backtest.Result result = new Backtest(MONITOR)
                .play(
                        events.events(),
                        until,
                        alert -> alerts.add(AlertJson.line(alert)),
                        Backtest.Progress.NONE);
        List<String> deadlines = result.rows().stream()
                .map(row -> DeadlineJson.line(ROWS.toAvro(row.citizenId(), row.deadline())))
                .toList();
        assertSame(EXAMPLES.resolve(name + ".alerts.jsonl"), alerts);
        assertSame(EXAMPLES.resolve(name + ".deadlines.jsonl"), deadlines);
    }

    /** Compares as multisets, on the fields that the expected lines have. */
    private static void assertSame(Path expectedFile, List<String> actualLines) throws IOException {
        List<Map<String, Object>> expected = parse(Files.readAllLines(expectedFile));
        Set<String> fields = new TreeSet<>();
        expected.forEach(line -> fields.addAll(line.keySet()));
        assertThat(only(fields, parse(actualLines)))
                .as(expectedFile.toString())
                .containsExactlyInAnyOrderElementsOf(only(fields, expected));
    }

    private static List<Map<String, Object>> parse(List<String> lines) throws IOException {
        List<Map<String, Object>> parsed = new ArrayList<>();
        for (String line : lines) {
            parsed.add(JSON.readValue(line, new TypeReference<>() {}));
        }
        return parsed;
    }

    private static List<Map<String, Object>> only(Set<String> fields, List<Map<String, Object>> lines) {
        return lines.stream()
                .map(line -> {
                    Map<String, Object> kept = new LinkedHashMap<>();
                    fields.forEach(field -> kept.put(field, line.get(field)));
                    return kept;
                })
                .toList();
    }
}
