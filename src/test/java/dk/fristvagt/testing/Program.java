package dk.fristvagt.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a process of its own, as an operator runs it; what it prints goes to files. */
public final class Program implements AutoCloseable {
    private static final Path JAR = Path.of("target", "fristvagt.jar");

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the jar.
     *
     * @param directory where what it prints is kept, under {@code name}
     */
    public static Program start(Path directory, String name, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-jar",
                JAR.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        try {
            return new Program(
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start(),
                    out,
                    err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws AssertionError when it does not end in time
     */
    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the program did not end within " + within + "; it said:\n" + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Asks it to stop, as an operating system does (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed on standard output. */
    public String out() {
        return read(out);
    }

    /** What it has printed on standard error. */
    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
