package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.cli.config.HttpSettings;
import dk.fristvagt.ops.CitizenExplainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which port an instance answers. */
class InstanceDoorTest {
    private static final CitizenExplainer.Rendering NOTHING = (file, day, json) -> "";

    @TempDir
    private Path directory;

    private HttpSettings settings(String more) throws IOException {
        Path file = Files.writeString(directory.resolve("c.properties"), "bootstrap.servers=127.0.0.1:1\n" + more);
        return Configuration.read(file, Map.of()).http();
    }

    @Test
    void a_second_instance_takes_another_port_when_nobody_has_chosen_one() throws IOException {
        try (InstanceDoor one = InstanceDoor.open(settings(""), NOTHING, List.of());
                InstanceDoor two = InstanceDoor.open(settings(""), NOTHING, List.of())) {
            assertThat(one.advertised()).isPresent();
            assertThat(two.advertised()).isPresent().isNotEqualTo(one.advertised());
        }
    }

    @Test
    void a_port_that_was_chosen_and_is_taken_is_an_error() throws IOException {
        try (InstanceDoor one = InstanceDoor.open(settings("http.listen=127.0.0.1:0\n"), NOTHING, List.of())) {
            String taken = one.advertised().orElseThrow();

            assertThatThrownBy(() -> InstanceDoor.open(settings("http.listen=" + taken + "\n"), NOTHING, List.of()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("http.listen: " + taken + " cannot be listened on");
        }
    }
}
