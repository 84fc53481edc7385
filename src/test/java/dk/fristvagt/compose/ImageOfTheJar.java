package dk.fristvagt.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the Dockerfile makes of the jar.
 *
 * @param entrypoint what the command of a service is appended to
 * @param jarInTheImage where the image has the jar
 */
record ImageOfTheJar(List<String> entrypoint, String jarInTheImage) {
    static final Path DOCKERFILE = Path.of("src", "main", "docker", "Dockerfile");

    private static final String JAR = "target/fristvagt.jar";

    /** An instruction and the rest of its line. */
    record Instruction(String name, String arguments) {}

    static ImageOfTheJar read() {
        List<Instruction> instructions = instructions(ComposeFile.text(DOCKERFILE));
        String copied = only(instructions, "COPY");
        List<String> words = List.of(copied.split(" "));
        if (!words.get(words.size() - 2).equals(JAR)) {
            throw new AssertionError("the image does not copy " + JAR + ": COPY " + copied);
        }
        try {
            return new ImageOfTheJar(
                    Arrays.asList(new ObjectMapper().readValue(only(instructions, "ENTRYPOINT"), String[].class)),
                    words.get(words.size() - 1));
        } catch (JsonProcessingException e) {
            throw new AssertionError("ENTRYPOINT is not in JSON form", e);
        }
    }

    /** The instructions of {@code dockerfile}; a line that ends in a backslash goes on with the next. */
    static List<Instruction> instructions(String dockerfile) {
        return dockerfile
                .lines()
                .filter(line -> !line.startsWith("#"))
                .reduce("", (text, line) -> text + line + "\n")
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" ", 2))
                .map(parts -> new Instruction(parts[0], parts[1].strip()))
                .toList();
    }

    private static String only(List<Instruction> instructions, String name) {
        List<String> found = instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " " + name);
        }
        return found.get(0);
    }
}
