package dk.fristvagt.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packaged jar in a process of its own, as an operator runs it; what it prints goes to files. */
public final class Program implements AutoCloseable {
    private static final Path JAR = Path.of("target", "fristvagt.jar");

    private final PlainProcess process;

    private Program(PlainProcess process) {
        this.process = process;
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
        return new Program(
                PlainProcess.start(new ProcessBuilder(command), directory, name, "there is no java to run " + JAR));
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws AssertionError when it does not end in time
     */
    public int exitCode(Duration within) {
        return process.exitCode(within);
    }

    /** Asks it to stop, as an operating system does (SIGTERM). */
    public void terminate() {
        process.terminate();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed on standard output. */
    public String out() {
        return process.out();
    }

    /** What it has printed on standard error. */
    public String err() {
        return process.err();
    }

    @Override
    public void close() {
        process.close();
    }
}
