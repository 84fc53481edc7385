package dk.fristvagt.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dk.fristvagt.facts.Event;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The named histories that the demo plays: the case files of the tests, which the build puts into the jar. */
final class CaseFiles {
    private static final String FOLDER = "cases/";
    private static final String SUFFIX = ".yaml";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private CaseFiles() {}

    /**
     * A named history.
     *
     * @param title in English
     * @param until the last day it speaks about
     */
    record Case(String name, String title, LocalDate until, List<Event<?>> events) {}

    /** All of them, by the name of their files. */
    static List<Case> all() {
        return resources().stream().map(CaseFiles::read).toList();
    }

    /** A case lies in a folder of its own kind; what lies above those is about all cases. */
    private static boolean isCase(String resource) {
        return resource.startsWith(FOLDER) && resource.endsWith(SUFFIX) && resource.indexOf('/', FOLDER.length()) > 0;
    }

    private static List<String> resources() {
        Path home = home();
        try {
            if (Files.isDirectory(home)) {
                try (Stream<Path> files = Files.walk(home.resolve(FOLDER))) {
                    return files.map(file -> home.relativize(file).toString().replace('\\', '/'))
                            .filter(CaseFiles::isCase)
                            .sorted()
                            .toList();
                }
            }
            try (JarFile jar = new JarFile(home.toFile())) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(CaseFiles::isCase)
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar or the folder of classes that this class came from. */
    private static Path home() {
        try {
            return Path.of(CaseFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program does not know where its jar is", e);
        }
    }

    private static Case read(String resource) {
        try (InputStream in = CaseFiles.class.getResourceAsStream("/" + resource)) {
            JsonNode yaml = YAML.readTree(in);
            List<Event<?>> events = new ArrayList<>();
            for (JsonNode event : yaml.get("events")) {
                events.add(event(resource, event));
            }
            return new Case(
                    yaml.get("name").asText(),
                    yaml.at("/title/en").asText(),
                    LocalDate.parse(yaml.get("until").asText()),
                    List.copyOf(events));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event<?> event(String resource, JsonNode event) throws IOException {
        try {
            CheckedEvent checked =
                    EventJson.read(JSON.writeValueAsString(event)).checked();
            if (checked instanceof CheckedEvent.Accepted accepted) {
                return accepted.event();
            }
        } catch (EventJson.UnreadableEventException e) {
            throw new IllegalStateException(resource + " has an event that cannot be read", e);
        }
        throw new IllegalStateException(resource + " has an invalid event");
    }
}
