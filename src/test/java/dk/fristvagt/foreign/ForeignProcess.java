package dk.fristvagt.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client in a process of its own, with what it prints. Whoever starts it closes it, and then it is gone. */
final class ForeignProcess implements AutoCloseable {
    /** Far more than any of them takes: a machine may be busy with other builds. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A client leaves its group and ends; one that does not is killed. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    /** All that a client sees of the environment; the rest configures other programs of the user. */
    private static final List<String> ENVIRONMENT = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;

    private ForeignProcess(List<String> command, Process process, Path out, Path err) {
        this.command = command;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code command} in {@code directory}, with nothing of this JVM's environment that could configure it. */
    static ForeignProcess start(Path directory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return start(builder, directory);
    }

    /** The same with the whole environment, for an installer that may need a proxy. */
    static ForeignProcess startWithEnvironment(Path directory, List<String> command) {
        return start(new ProcessBuilder(command), directory);
    }

    private static ForeignProcess start(ProcessBuilder builder, Path directory) {
        try {
            Path out = Files.createTempFile("foreign", ".out");
            Path err = Files.createTempFile("foreign", ".err");
            builder.directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            return new ForeignProcess(builder.command(), builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails with {@code remedy} when there is no {@code program} to be called. */
    static void require(String program, String remedy) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!found) {
            fail("%s is missing: %s", program, remedy);
        }
    }

    /** Waits for its end, which must be a good one, and gives what it printed. */
    String result() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("the end of %s", this)
                .isTrue();
        assertThat(process.exitValue()).as("exit code of %s", this).isZero();
        return read(out);
    }

    /** Fails when it has ended. */
    void assertRunning() {
        assertThat(process.isAlive()).as("still running: %s", this).isTrue();
    }

    /** The whole lines it has printed so far. */
    List<String> lines() {
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was called and what it printed, for the message of a failure. */
    @Override
    public String toString() {
        return String.join(" ", command) + "\n--- out\n" + read(out) + "\n--- err\n" + read(err);
    }

    /** Asks it to end ({@code kill -TERM}), which it must do in order. */
    void stop() throws InterruptedException {
        process.destroy();
        result();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.delete(out);
        Files.delete(err);
    }
}
