package dk.fristvagt.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dk.fristvagt.facts.Event;
import dk.fristvagt.testing.History;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One case that a case worker can read: a history, and what must come of it by a hand calculation.
 *
 * @param reaches the cells {@code rule/STATUS} that some deadline of the case has on some day
 * @param rules the rules whose alerts and deadlines are compared; of these the lists are complete
 * @param alerts {@code saidOn key TYPE stage reason status dueOn basis effectiveOn}, with - for nothing
 * @param deadlines on the last day: {@code key status stage dueOn basis satisfiedOn required achieved}
 * @param measures of all meetings held, as they stand on the last day: {@code citizenId|meetingId heldOn type unit group
 *     seniorityGroup participation form trial course courseStart}; empty where the case is not about them
 */
record CaseFile(
        String name,
        LocalDate until,
        Set<String> reaches,
        List<Event<?>> events,
        Set<String> rules,
        List<String> alerts,
        List<String> deadlines,
        Optional<List<String>> measures) {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All case files, by name. */
    static Map<String, CaseFile> all() {
        Map<String, CaseFile> cases = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(CaseFile::isCase).sorted().toList()) {
                CaseFile read = read(file);
                if (!file.getFileName().toString().equals(read.name + ".yaml")) {
                    throw new IllegalStateException(file + " holds a case of another name: " + read.name);
                }
                if (cases.put(read.name, read) != null) {
                    throw new IllegalStateException("two cases are named " + read.name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    /** Cases lie in folders; what lies in cases/ itself is about all of them. */
    private static boolean isCase(Path file) {
        return file.toString().endsWith(".yaml") && !file.getParent().equals(CASES);
    }

    private static CaseFile read(Path file) throws IOException {
        JsonNode yaml = YAML.readTree(file.toFile());
        List<Event<?>> events = new ArrayList<>();
        for (JsonNode event : yaml.get("events")) {
            try {
                CheckedEvent checked =
                        EventJson.read(JSON.writeValueAsString(event)).checked();
                if (!(checked instanceof CheckedEvent.Accepted accepted)) {
                    throw new IllegalStateException(file + ": invalid: " + event);
                }
                events.add(accepted.event());
            } catch (EventJson.UnreadableEventException e) {
                throw new IllegalStateException(file + ": unreadable: " + event, e);
            }
        }
        JsonNode expect = yaml.get("expect");
        return new CaseFile(
                yaml.get("name").asText(),
                LocalDate.parse(yaml.get("until").asText()),
                new TreeSet<>(texts(yaml.get("reaches"))),
                events,
                new TreeSet<>(texts(expect.get("rules"))),
                texts(expect.get("alerts")),
                texts(expect.get("deadlines")),
                Optional.ofNullable(expect.get("measures")).map(CaseFile::texts));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null) {
            list.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }

    /** The histories of its citizens. */
    List<History> histories() {
        Map<String, List<Event<?>>> byCitizen = new TreeMap<>();
        events.forEach(event -> byCitizen
                .computeIfAbsent(event.citizenId(), id -> new ArrayList<>())
                .add(event));
        List<History> histories = new ArrayList<>();
        byCitizen.forEach((id, own) -> histories.add(new History(0, id, own, until)));
        return histories;
    }
}
