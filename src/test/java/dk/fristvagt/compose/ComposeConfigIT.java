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
    private static final Map<String, String> ENVIRONMENT =
            Map.of("GRAFANA_ADMIN_PASSWORD", "of the test", "POPULATION_TO", "2026-10-31");

    @TempDir
    private Path directory;

    @Test
    void the_file_passes_without_a_word() {
        DockerCompose.Answer answer = config(ENVIRONMENT, "-q");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out() + answer.err()).isEmpty();
    }

    @Test
    void it_does_not_without_a_password_and_says_where_one_is_set() {
        DockerCompose.Answer answer = config(Map.of("POPULATION_TO", "2026-10-31"), "-q");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("GRAFANA_ADMIN_PASSWORD", "set it in .env (see .env.example)");
    }

    @Test
    void an_empty_password_is_none() {
        DockerCompose.Answer answer = config(Map.of("POPULATION_TO", "2026-10-31", "GRAFANA_ADMIN_PASSWORD", ""), "-q");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("GRAFANA_ADMIN_PASSWORD");
    }

    @Test
    void it_does_not_without_a_last_day_of_the_population() {
        DockerCompose.Answer answer = config(Map.of("GRAFANA_ADMIN_PASSWORD", "of the test"), "-q");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("set it to a day before today in .env");
    }

    @Test
    void a_key_that_no_version_knows_is_found() throws IOException {
        Path wrong = Files.writeString(
                directory.resolve("docker-compose.yml"),
                ComposeFile.text(ComposeFile.PATH).replace("mem_limit:", "memory_limit:"));

        DockerCompose.Answer answer = DockerCompose.config(directory, wrong, ENVIRONMENT, "-q");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.err()).contains("memory_limit");
    }

    private DockerCompose.Answer config(Map<String, String> environment, String... options) {
        return DockerCompose.config(directory, ComposeFile.PATH.toAbsolutePath(), environment, options);
    }
}
