package dk.fristvagt.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.facts.Event;
import dk.fristvagt.wire.EventFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * A history that independent implementations of domain.md agree on, with the lines that must come of it.
 *
 * <p>The expected lines carry a part of the contract's fields; on those they are compared, as multisets.
 */
public record Example(String name, List<Event<?>> events, LocalDate until) {
    private static final Path FOLDER = Path.of("src/test/resources/examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All examples, by name. */
    public static List<Example> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".until"))
                    .map(name -> read(name.substring(0, name.length() - ".until".length())))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Example read(String name) {
        try {
            EventFiles.Events events = EventFiles.readAll(List.of(FOLDER.resolve(name + ".events.jsonl")));
            assertThat(events.invalid()).isEmpty();
            String until = Files.readString(FOLDER.resolve(name + ".until"));
            return new Example(name, events.events(), LocalDate.parse(until.strip()));
        } catch (IOException | EventFiles.UnreadableLineException e) {
            throw new IllegalStateException("example " + name, e);
        }
    }

    /** Asserts that exactly the expected alerts and deadlines came out, as lines of alerts.jsonl and deadlines.jsonl. */
    public void assertCameOut(List<String> alerts, List<String> deadlines) {
        assertSame("alerts", alerts);
        assertSame("deadlines", deadlines);
    }

    private void assertSame(String what, List<String> lines) {
        List<Map<String, Object>> expected = expected(FOLDER.resolve(name + '.' + what + ".jsonl"));
        Set<String> fields = new TreeSet<>();
        expected.forEach(line -> fields.addAll(line.keySet()));
        assertThat(expected).as("expected " + what + " of " + name).isNotEmpty();
        assertThat(only(fields, parse(lines)))
                .as(what + " of " + name)
                .containsExactlyInAnyOrderElementsOf(only(fields, expected));
    }

    private static List<Map<String, Object>> expected(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, Object>> parse(List<String> lines) {
        List<Map<String, Object>> parsed = new ArrayList<>();
        for (String line : lines) {
            try {
                parsed.add(JSON.readValue(line, new TypeReference<>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
