package dk.fristvagt.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Dockerfile: a JRE whose version is fixed, a user who is not root, no shell around the program. */
class DockerfileTest {
    private static final Pattern PINNED_JRE =
            Pattern.compile("eclipse-temurin:17(\\.\\d+)+_\\d+-jre-[a-z]+(@sha256:[0-9a-f]{64})?");
    private static final Pattern USER = Pattern.compile("[1-9]\\d{3,}:[1-9]\\d{3,}");

    @Test
    void the_image_is_a_jre_with_the_jar_and_without_a_shell_or_root() {
        assertThat(problems(ComposeFile.text(ImageOfTheJar.DOCKERFILE))).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "17.0.20.1_1-jre-noble | 17-jre | is not a pinned JRE",
                "17.0.20.1_1-jre-noble | 17.0.20.1_1-jdk-noble | is not a pinned JRE",
                "USER 10001:10001 | USER fristvagt | USER",
                "USER 10001:10001 | USER 0:0 | USER",
                "COPY --chown | ADD --chown | ADD",
                "ENTRYPOINT [\"java\" | ENTRYPOINT exec java # | ENTRYPOINT is not in JSON form",
                "ENTRYPOINT [\"java\" | ENTRYPOINT [\"sh\", \"-c\", \"java\" | ENTRYPOINT does not begin with java",
                "CMD [\"--help\"] | CMD --help | CMD is not in JSON form",
                "STOPSIGNAL SIGTERM | STOPSIGNAL SIGKILL | STOPSIGNAL",
                "RUN install | RUN curl -sSf http://example.org && install | RUN fetches",
            })
    void an_image_that_is_made_otherwise_is_refused(String there, String instead, String problem) {
        String text = ComposeFile.text(ImageOfTheJar.DOCKERFILE);
        assertThat(text).contains(there);

        assertThat(problems(text.replace(there, instead))).anyMatch(found -> found.contains(problem));
    }

    @Test
    void nothing_but_the_jar_is_sent_to_the_engine() {
        List<String> lines = ComposeFile.text(Path.of(".dockerignore"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(lines).containsExactly("*", "!target/fristvagt.jar");
        assertThat(ImageOfTheJar.read().jarInTheImage()).isEqualTo("/opt/fristvagt/fristvagt.jar");
    }

    private static List<String> problems(String dockerfile) {
        List<String> problems = new ArrayList<>();
        List<ImageOfTheJar.Instruction> instructions = ImageOfTheJar.instructions(dockerfile);
        List<String> from = arguments(instructions, "FROM");
        if (from.size() != 1 || !PINNED_JRE.matcher(from.get(0)).matches()) {
            problems.add("FROM " + from + " is not a pinned JRE");
        }
        List<String> users = arguments(instructions, "USER");
        if (users.isEmpty() || !USER.matcher(users.get(users.size() - 1)).matches()) {
            problems.add("USER is not a number above 999");
        }
        if (!arguments(instructions, "ADD").isEmpty()) {
            problems.add("ADD unpacks and fetches; COPY does neither");
        }
        if (arguments(instructions, "RUN").stream()
                .anyMatch(run -> run.matches("(?s).*\\b(curl|wget|apt-get|apt)\\b.*"))) {
            problems.add("RUN fetches something that is not pinned");
        }
        if (!arguments(instructions, "STOPSIGNAL").equals(List.of("SIGTERM"))) {
            problems.add("STOPSIGNAL is not what the program stops at");
        }
        if (arguments(instructions, "LABEL").isEmpty()) {
            problems.add("LABEL is missing");
        }
        for (String name : List.of("ENTRYPOINT", "CMD")) {
            List<String> given = arguments(instructions, name);
            if (given.size() != 1 || !isJsonList(given.get(0))) {
                problems.add(name + " is not in JSON form");
            } else if (name.equals("ENTRYPOINT") && !given.get(0).startsWith("[\"java\"")) {
                problems.add("ENTRYPOINT does not begin with java");
            }
        }
        return problems;
    }

    private static List<String> arguments(List<ImageOfTheJar.Instruction> instructions, String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(ImageOfTheJar.Instruction::arguments)
                .toList();
    }

    private static boolean isJsonList(String text) {
        try {
            JsonNode list = new ObjectMapper().readTree(text);
            return list.isArray() && !list.isEmpty();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
