package dk.fristvagt.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileYamlTest {
    @TempDir
    private Path folder;

    private static String builtIn() throws Exception {
        try (InputStream in = ProfileYaml.class.getResourceAsStream("/profiles/denmark-2022.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int lineOf(String text, String beginning) {
        List<String> lines = text.lines().toList();
        return 1
                + lines.indexOf(lines.stream()
                        .filter(line -> line.strip().startsWith(beginning))
                        .findFirst()
                        .orElseThrow());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("same-again: 0.92", "same-agian: 0.92", "without-benefit:", "life.same-again is missing"),
                Arguments.of(
                        "  same-again: 0.92", "  odd: 1\n  same-again: 0.92", "odd: 1", "life.odd is not a key here"),
                Arguments.of(
                        "same-again: 0.92",
                        "same-again: 1.2",
                        "same-again: 1.2",
                        "life.same-again must be a number from 0 to 1"),
                Arguments.of("to: \"2022-10-31\"", "to: 2022-10", "to: 2022-10", "to must be a day"),
                Arguments.of("to: \"2022-10-31\"", "to: 5", "to: 5", "to must be text"),
                Arguments.of("to: \"2022-10-31\"", "to: \"2020-10-31\"", "to: \"2020-10-31\"", "to is before from"),
                Arguments.of(
                        "exhausted: {OUT",
                        "exhausted: {OUTSIDE",
                        "exhausted: {OUTSIDE",
                        "exhausted.OUTSIDE is none of DAGPENGE, KONTANTHJAELP_JOBPARAT"),
                Arguments.of(
                        "lead-days: [5, 28]",
                        "lead-days: [28, 5]",
                        "lead-days: [28, 5]",
                        "bookings.lead-days must be two whole numbers"),
                Arguments.of(
                        "lead-days: [5, 28]",
                        "lead-days: [5]",
                        "lead-days: [5]",
                        "must be a list of 2 numbers, not of 1"),
                Arguments.of(
                        "annulled: 0.004",
                        "annulled: 0.004\n  annulled: 0.1",
                        "annulled: 0.1",
                        "has the key \"annulled\" twice"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_file_line_and_key(String right, String wrong, String line, String problem)
            throws Exception {
        String text = builtIn().replace(right, wrong);
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);

        assertThat(text).contains(wrong);
        assertThatThrownBy(() -> ProfileYaml.load(file.toString()))
                .isInstanceOf(InvalidProfileException.class)
                .message()
                .startsWith(file + ":" + lineOf(text, line) + ": ")
                .contains(problem)
                .doesNotContain("\n");
    }

    @Test
    void what_is_not_yaml_is_told() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "figures: [\n");

        assertThatThrownBy(() -> ProfileYaml.load(file.toString()))
                .hasMessageStartingWith(file + ":")
                .hasMessageContaining("is not YAML");
    }

    @Test
    void a_group_may_not_be_left_out() throws Exception {
        String text = builtIn();
        int groups = text.indexOf("\ngroups:");
        int last = text.indexOf("\n  JOBAFKLARING:", groups);
        int after = text.indexOf("\n# Exemptions", last);
        Path file = Files.writeString(folder.resolve("mine.yaml"), text.substring(0, last) + text.substring(after));

        assertThatThrownBy(() -> ProfileYaml.load(file.toString())).hasMessageContaining(": groups lacks JOBAFKLARING");
    }

    @Test
    void the_line_is_that_of_the_value() throws Exception {
        String text = builtIn().replace("same-again: 0.92", "same-again: two");
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);

        assertThatThrownBy(() -> ProfileYaml.load(file.toString()))
                .hasMessageStartingWith(
                        file + ":" + lineOf(text, "same-again: two") + ": life.same-again must be a number");
    }

    @Test
    void a_copy_of_a_profile_is_a_profile() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), builtIn());

        assertThat(ProfileYaml.load(file.toString()).firstDay())
                .isEqualTo(ProfileYaml.load("denmark-2022").firstDay());
    }

    @Test
    void a_name_that_is_neither_profile_nor_file_is_told() {
        assertThatThrownBy(() -> ProfileYaml.load("denmark-1848"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessage("denmark-1848: is neither a profile of this program (denmark-2019, denmark-2022,"
                        + " denmark-2026) nor a file");
    }
}
