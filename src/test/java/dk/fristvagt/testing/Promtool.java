package dk.fristvagt.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own judge of metrics, configuration and rules: {@code promtool}, of Debian's package prometheus. */
public final class Promtool {
    private Promtool() {}

    /**
     * What {@code promtool check metrics} finds wrong with a page in the text format; empty when it finds nothing.
     *
     * @param directory for a file of its own
     * @throws AssertionError when there is no promtool
     */
    public static String complaints(String page, Path directory) {
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "metrics", ".txt"), page);
            Answer answer = ask(new ProcessBuilder("promtool", "check", "metrics").redirectInput(file.toFile()));
            return answer.code() == 0 ? "" : answer.said() + "(exit code " + answer.code() + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What promtool answers to {@code arguments}.
     *
     * @throws AssertionError when there is no promtool
     */
    public static Answer ask(List<String> arguments) {
        return ask(new ProcessBuilder(
                Stream.concat(Stream.of("promtool"), arguments.stream()).toList()));
    }

    private static Answer ask(ProcessBuilder command) {
        Process process;
        try {
            process = command.redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new AssertionError(
                    "promtool is missing, which judges metrics and rules: apt-get install prometheus", missing);
        }
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * How a call ended.
     *
     * @param code its exit code, 0 when promtool found nothing wrong
     * @param said all it printed
     */
    public record Answer(int code, String said) {}
}
