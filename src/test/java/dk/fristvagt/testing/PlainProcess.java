package dk.fristvagt.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own that sees an environment of its own; what it prints goes to files. */
public final class PlainProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Path out;
    private final Path err;

    private PlainProcess(String name, Process process, Path out, Path err) {
        this.name = name;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts {@code command}.
     *
     * @param directory in which it runs, and in which what it prints is kept under {@code name}
     * @param environment all that it sees, beside PATH
     * @param remedy said when there is no such program
     */
    public static PlainProcess start(
            Path directory, String name, List<String> command, Map<String, String> environment, String remedy) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        return start(builder, directory, name, remedy);
    }

    /** Starts what {@code builder} has, and keeps what it prints in {@code directory} under {@code name}. */
    static PlainProcess start(ProcessBuilder builder, Path directory, String name, String remedy) {
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new PlainProcess(name, process, out, err);
        } catch (IOException notStarted) {
            throw new AssertionError(remedy, notStarted);
        }
    }

    /** Waits for its end. */
    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " did not end within " + within + "; it said:\n" + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Asks it to stop, as {@code docker stop} does (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

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
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
