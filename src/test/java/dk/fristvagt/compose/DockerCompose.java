package dk.fristvagt.compose;

import dk.fristvagt.testing.PlainProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program docker-compose, as far as it works without Docker. */
final class DockerCompose {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REMEDY = "docker-compose is missing: apt install docker-compose, or run .ci/run";

    private DockerCompose() {}

    /** What it printed and how it ended. */
    record Answer(int exitCode, String out, String err) {}

    /**
     * {@code docker-compose config}: checks a file and prints it with everything resolved.
     *
     * @param directory for what is written on the way
     * @param environment what it is given beside PATH; no {@code .env} of a developer is read
     */
    static Answer config(Path directory, Path file, Map<String, String> environment, String... options) {
        try {
            Path nothing = Files.writeString(directory.resolve("empty.env"), "");
            List<String> command = new ArrayList<>(
                    List.of("docker-compose", "--env-file", nothing.toString(), "-f", file.toString(), "config"));
            command.addAll(List.of(options));
            try (PlainProcess compose = PlainProcess.start(directory, "docker-compose", command, environment, REMEDY)) {
                int exitCode = compose.exitCode(PATIENCE);
                return new Answer(exitCode, compose.out(), compose.err());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of the repository with everything resolved. */
    static ComposeFile resolved(Path directory, Map<String, String> environment) {
        Answer answer = config(directory, ComposeFile.PATH.toAbsolutePath(), environment);
        if (answer.exitCode() != 0) {
            throw new AssertionError(answer.err());
        }
        // It prints a dollar sign as it would have to be written in a compose file.
        return ComposeFile.parse(answer.out().replace("$$", "$"));
    }
}
