package dk.fristvagt.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prometheus' own judge of metrics: {@code promtool}, of Debian's package prometheus. */
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
            Process process;
            try {
                process = new ProcessBuilder("promtool", "check", "metrics")
                        .redirectInput(file.toFile())
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException missing) {
                throw new AssertionError(
                        "promtool is missing, which judges the metrics: apt-get install prometheus", missing);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == 0 ? "" : said + "(exit code " + code + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
