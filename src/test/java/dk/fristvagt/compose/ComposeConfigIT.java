package dk.fristvagt.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docker-compose itself says about the file: its version 1, which understands the least. */
class ComposeConfigIT {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    private Path directory;

    @Test
    void the_file_passes_without_a_word() {
        DockerCompose.Answer answer = config(NOTHING, "-q");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out() + answer.err()).isEmpty();
    }

    @Test
    void the_last_day_of_the_population_can_be_chosen() {
        DockerCompose.Answer answer = config(Map.of("POPULATION_TO", "2031-01-31"));

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("2031-01-31");
    }

    @Test
    void a_key_that_no_version_knows_is_found() throws IOException {
        Path wrong = Files.writeString(
                directory.resolve("docker-compose.yml"),
                ComposeFile.text(ComposeFile.PATH).replace("mem_limit:", "memory_limit:"));

        DockerCompose.Answer answer = DockerCompose.config(directory, wrong, NOTHING, "-q");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("memory_limit");
    }

    private DockerCompose.Answer config(Map<String, String> environment, String... options) {
        return DockerCompose.config(directory, ComposeFile.PATH.toAbsolutePath(), environment, options);
    }
}
