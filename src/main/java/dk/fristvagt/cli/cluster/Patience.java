package dk.fristvagt.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for something that another thread or another program does, and gives up after a while: what never comes must be
 * an error that says what was waited for.
 *
 * @param clock measures the waiting; not the business clock
 */
public record Patience(InstantSource clock, Duration longest) {
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(1).toNanos();

    /**
     * Waits until {@code condition} holds.
     *
     * @param what was waited for, said only when it did not come
     * @throws TimedOutException when it does not come in time
     * @throws StoppedException when the waiting thread is interrupted
     */
    public void until(BooleanSupplier condition, Supplier<String> what) {
        Instant end = clock.instant().plus(longest);
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
            if (clock.instant().isAfter(end)) {
                throw new TimedOutException(
                        "waited " + longest.toSeconds() + " seconds for " + what.get() + ", and it did not come");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Something did not come in time. */
    public static final class TimedOutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimedOutException(String message) {
            super(message);
        }
    }

    /** The one who waits was told to stop. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("interrupted");
        }
    }
}
