package dk.fristvagt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs somebody else's program in a JVM that never outlives the one that started it: the first class of a child.
 *
 * <p>The parent holds the other end of the child's standard input, the leash. A byte on it asks for an orderly end. When
 * it breaks, the parent is gone, in whatever way, {@code kill -9} included: the child halts at once, and a last small
 * JVM, started for that, waits for its end and deletes its directory. The child cannot do that itself: a broker whose
 * files vanish halts in the middle of it, and one that shuts down in order writes to the end.
 *
 * <p>Interrupt, hang-up and termination signals are ignored. They reach all processes of a terminal or a service at once,
 * and the parent still needs the broker to come to a clean end; it is the leash that ends the child.
 *
 * <p>It is alone on the child's class path beside the program's own jars, so that nothing of ours mixes with them; hence
 * only {@code java.*}, and no other class of ours.
 */
public final class ChildMain {
    /** The byte on the leash that asks for an orderly end. */
    static final int STOP = 's';

    /** The folder, in the child's directory, that this class lies in. */
    static final String LAUNCHER = "launcher";

    private static final String SWEEP = "--sweep";

    private ChildMain() {}

    /**
     * Runs a program, or cleans up after one.
     *
     * @param arguments the child's directory, the program's main class, the program's arguments; or {@code --sweep}, a
     *     process id, a directory
     * @throws Throwable what the program's main method throws
     */
    public static void main(String[] arguments) throws Throwable {
        if (arguments[0].equals(SWEEP)) {
            sweep(Long.parseLong(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path directory = Path.of(arguments[0]);
        List.of("INT", "HUP", "TERM").forEach(ChildMain::ignore);
        InputStream leash = System.in;
        daemon("leash", () -> hold(leash, directory)).start();
        run(arguments[1], Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private static void run(String mainClass, String[] arguments) throws Throwable {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void hold(InputStream leash, Path directory) {
        try {
            for (int said = leash.read(); said != -1; said = leash.read()) {
                if (said == STOP) {
                    // on a thread of its own: the leash is held during the shutdown too, which may hang
                    daemon("stop", () -> System.exit(0)).start();
                }
            }
        } catch (IOException e) {
            // a leash that cannot be read is broken
        }
        try {
            startSweeper(directory);
        } catch (IOException e) {
            System.err.println("The directory " + directory + " stays behind: " + e);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Makes {@code signal} do nothing. By reflection: the compiler warns of {@code sun.misc} in any other way, and a
     * platform without this signal or this class needs no protection from it.
     */
    private static void ignore(String signal) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object nothing = Proxy.newProxyInstance(
                    ChildMain.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> null);
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance(signal), nothing);
        } catch (ReflectiveOperationException e) {
            System.err.println("The signal " + signal + " is not ignored: " + e);
        }
    }

    private static void startSweeper(Path directory) throws IOException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx16m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        directory.resolve(LAUNCHER).toString(),
                        ChildMain.class.getName(),
                        SWEEP,
                        Long.toString(ProcessHandle.current().pid()),
                        directory.toString())
                .directory(directory.getParent().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits for the end of a process, then deletes its directory, in which this class itself lies: it is loaded whole. */
    private static void sweep(long pid, Path directory) throws IOException {
        ProcessHandle.of(pid).ifPresent(child -> child.onExit().join());
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(directory)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
