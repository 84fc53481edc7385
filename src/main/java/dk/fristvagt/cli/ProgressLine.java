package dk.fristvagt.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** One line on a terminal that says how far something has come; on anything else it says nothing. */
public final class ProgressLine implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final PrintWriter err;
    private final boolean shown;
    private final InstantSource clock;
    private Instant next;
    private int width;

    public ProgressLine(Surroundings surroundings) {
        this.err = surroundings.err();
        this.shown = surroundings.errIsTerminal();
        this.clock = surroundings.clock();
        this.next = clock.instant().plus(EVERY);
    }

    /** Shows {@code text} in the place of what was shown, a few times a second. */
    public void show(Supplier<String> text) {
        if (!shown || clock.instant().isBefore(next)) {
            return;
        }
        next = clock.instant().plus(EVERY);
        overwrite(text.get());
    }

    private void overwrite(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        err.flush();
        width = text.length();
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (width > 0) {
            overwrite("");
            err.print("\r");
            err.flush();
        }
    }
}
