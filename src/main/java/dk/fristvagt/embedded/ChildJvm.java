package dk.fristvagt.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a program in a child JVM that ends when this one does ({@link ChildMain}). */
final class ChildJvm {
    /** An orderly end takes less than a second; a program that has not ended by then hangs and is killed. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(10);

    private static final int TAIL_BYTES = 64 * 1024;
    private static final int TAIL_LINES = 20;
    private static final int TAIL_LINE_LENGTH = 300;

    /** What crowds the reasons out of a few last lines. */
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )");

    /**
     * All that a child sees of the environment: where it is and which language file names are in. The rest, like
     * {@code JAVA_TOOL_OPTIONS} or {@code QUARKUS_*}, configures other programs of the user and must not configure ours.
     */
    static final List<String> ENVIRONMENT = List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot");

    private final Process process;
    private final Path log;

    /** Where in the log this run begins; before it are the earlier runs. */
    private final long logStart;

    private ChildJvm(Process process, Path log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    /**
     * What to run.
     *
     * @param name what a user calls it
     * @param classPath its own jars, without anything of ours
     */
    record Program(
            String name, String mainClass, List<Path> classPath, List<String> jvmOptions, List<String> arguments) {}

    /** Starts {@code program}; it works in {@code directory}, and what it prints is added to {@code log}. */
    static ChildJvm start(Program program, Path directory, Path log) {
        try {
            Path launcher = writeLauncher(directory);
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(program.jvmOptions());
            command.addAll(List.of(
                    // small and quick to start: it serves one demo or one test
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    // no file outside its own directory
                    "-XX:-UsePerfData",
                    "-XX:-CreateCoredumpOnCrash",
                    "-Djava.io.tmpdir=" + temporary,
                    // a half-dead server is worse than none
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dfile.encoding=UTF-8",
                    "-Duser.language=en",
                    "-cp",
                    Stream.concat(program.classPath().stream(), Stream.of(launcher))
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator)),
                    ChildMain.class.getName(),
                    directory.toString(),
                    program.mainClass()));
            command.addAll(program.arguments());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().retainAll(ENVIRONMENT);
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            return new ChildJvm(builder.start(), log, logStart);
        } catch (IOException e) {
            throw new EmbeddedException("A JVM for " + program.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /** Puts the classes that a child begins with into its directory: alone, so that it sees nothing else of ours. */
    private static Path writeLauncher(Path directory) throws IOException {
        Path launcher = directory.resolve(ChildMain.LAUNCHER);
        for (Class<?> type : List.of(ChildMain.class, BrokerMain.class)) {
            Path file = launcher.resolve(type.getName().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            try (InputStream code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                Files.copy(code, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return launcher;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ends before {@code bound} is over; waits for that. */
    boolean endsWithin(Duration bound) throws InterruptedException {
        return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Lets it end in order; kills it when that takes too long. Returns when it is gone. */
    void stop() {
        try {
            // not closed before the end: a broken leash means that we are gone
            OutputStream leash = process.getOutputStream();
            leash.write(ChildMain.STOP);
            leash.flush();
        } catch (IOException e) {
            // it has ended already
        }
        process.onExit()
                .completeOnTimeout(process, STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        kill();
    }

    /** Kills it ({@code kill -9}), if it is not gone. Returns when it is. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The last lines that it printed, without stack frames, each cut to a sane length and without characters that could forge another. */
    List<String> lastLines() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !STACK_FRAME.matcher(line).find())
                    .map(line -> line.replaceAll("[\\p{Cc}\\p{Cf}]+", " "))
                    .map(line -> line.length() > TAIL_LINE_LENGTH ? line.substring(0, TAIL_LINE_LENGTH) + "…" : line)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(its log " + log.getFileName() + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
