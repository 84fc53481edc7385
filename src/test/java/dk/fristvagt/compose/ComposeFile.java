package dk.fristvagt.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A compose file, its anchors and merges resolved.
 *
 * @param root the whole of it
 */
record ComposeFile(JsonNode root) {
    /** The one of this repository. */
    static final Path PATH = Path.of("docker-compose.yml");

    /** The image that is made of the jar. */
    static final String OWN_IMAGE = "fristvagt:";

    /** The one of this repository as it stands: its variables are not replaced. */
    static ComposeFile asWritten() {
        return parse(text(PATH));
    }

    static ComposeFile parse(String yaml) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new ComposeFile(new ObjectMapper().valueToTree(tree));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services by name, in the order of the file. */
    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        root.path("services").fields().forEachRemaining(entry -> services.put(entry.getKey(), entry.getValue()));
        return services;
    }

    /** Whether {@code service} runs the jar. */
    static boolean isOwn(JsonNode service) {
        return service.path("image").asText().startsWith(OWN_IMAGE);
    }

    /** Whether {@code service} does something and ends. */
    static boolean isJob(JsonNode service) {
        String restart = service.path("restart").asText();
        return restart.equals("no") || restart.startsWith("on-failure");
    }

    /** The values of a list or of a mapping, as text. */
    static List<String> texts(JsonNode list) {
        return elements(list).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** The entries of a mapping. */
    static Map<String, String> mapping(JsonNode node) {
        Map<String, String> entries = new LinkedHashMap<>();
        node.fields()
                .forEachRemaining(
                        entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    /** The volumes of {@code service}. */
    static List<Mount> mounts(JsonNode service) {
        return texts(service.path("volumes")).stream().map(Mount::parse).toList();
    }

    /**
     * A volume of a service.
     *
     * @param source the name of a volume, or a path on the host
     * @param target where the container has it
     */
    record Mount(String source, String target, boolean readOnly) {
        private static Mount parse(String text) {
            String[] parts = text.split(":");
            return new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro"));
        }

        /** Whether the host's files are mounted. */
        boolean ofHost() {
            return source.startsWith(".") || source.startsWith("/");
        }
    }
}
