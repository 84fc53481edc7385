package dk.fristvagt.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Runs a command as a terminal would, in this JVM, and keeps what it printed. */
public final class Cli {
    /** A clock that stands still: nothing printed may depend on how fast the machine is. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-01-01T00:00:00Z"));

    private Cli() {}

    /** What a command printed and how it ended. */
    public record Ran(int exitCode, String out, String err) {
        /** The lines of {@code err}. */
        public List<String> complaints() {
            return err.lines().toList();
        }
    }

    public static Ran run(Object... arguments) {
        return runWith(false, CLOCK, arguments);
    }

    /** Where something is waited for, time must pass. */
    public static Ran runLive(Object... arguments) {
        return runWith(false, InstantSource.system(), arguments);
    }

    public static Ran runWith(boolean terminal, InstantSource clock, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = Commands.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), terminal, terminal, clock, Map.of()),
                words);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    /** A committed file of events. */
    public static Path golden(String name) {
        return Path.of("src", "test", "resources", "golden", "explain", name);
    }
}
