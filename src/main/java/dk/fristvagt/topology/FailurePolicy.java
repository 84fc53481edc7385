package dk.fristvagt.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.ProcessorStateException;

/**
 * Decides what follows when a stream thread has died (architecture.md, failure rules). Safe for use by several threads.
 */
final class FailurePolicy {
    /** So many damaged stores within {@link #WINDOW} are no accident: the disk is. */
    static final int DAMAGED_STORES = 3;

    /** So many threads within {@link #WINDOW} die of something that a new thread does not heal. */
    static final int FAILURES = 10;

    static final Duration WINDOW = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Deque<Long> damaged = new ArrayDeque<>();
    private final Deque<Long> failed = new ArrayDeque<>();

    FailurePolicy(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What follows. */
    enum Response {
        REPLACE_THREAD,
        /** The local state of the task is deleted before the thread is replaced; it is restored from the changelog. */
        DELETE_STATE_AND_REPLACE_THREAD,
        STOP
    }

    /** What follows {@code failure}. */
    synchronized Response after(Throwable failure) {
        if (Faults.has(failure, BusinessDay.CursorAheadException.class)
                || Faults.has(failure, AuthorizationException.class)
                || Faults.has(failure, AuthenticationException.class)
                || Faults.has(failure, OutOfMemoryError.class)) {
            return Response.STOP;
        }
        if (Faults.has(failure, ProcessorStateException.class)) {
            return within(damaged) >= DAMAGED_STORES ? Response.STOP : Response.DELETE_STATE_AND_REPLACE_THREAD;
        }
        return within(failed) >= FAILURES ? Response.STOP : Response.REPLACE_THREAD;
    }

    private int within(Deque<Long> occurrences) {
        long now = nanoTime.getAsLong();
        occurrences.addLast(now);
        while (now - occurrences.getFirst() > WINDOW.toNanos()) {
            occurrences.removeFirst();
        }
        return occurrences.size();
    }
}
