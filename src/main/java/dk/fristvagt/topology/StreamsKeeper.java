package dk.fristvagt.topology;

import dk.fristvagt.topology.FailurePolicy.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an application of Kafka Streams going: deletes a store that is damaged, so that it is restored, replaces threads
 * that died, and stops it when that is pointless.
 */
public final class StreamsKeeper {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    /** The directory of a task in the path of a store: {@code 0_3/rocksdb/citizens}. */
    private static final Pattern TASK_IN_PATH = Pattern.compile("[/\\\\](\\d+_\\d+)[/\\\\]rocksdb[/\\\\]");

    private static final Logger LOG = LoggerFactory.getLogger(StreamsKeeper.class);

    private final String name;
    private final StreamsSettings settings;
    private final FailurePolicy policy;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * Keeps one application.
     *
     * @param name of it, at the beginning of a sentence in the log
     * @param nanoTime as {@link System#nanoTime}
     */
    public StreamsKeeper(String name, StreamsSettings settings, LongSupplier nanoTime) {
        this.name = name;
        this.settings = settings;
        this.policy = new FailurePolicy(nanoTime);
    }

    /** Why it has stopped by itself; empty when it has not. */
    public Optional<String> failure() {
        return failure;
    }

    /**
     * Starts {@code streams}, which opens the stores that it finds; one that is damaged is deleted, to be restored.
     *
     * @return false when it must be made anew and tried again
     */
    public boolean starts(KafkaStreams streams) {
        streams.setUncaughtExceptionHandler(this::threadDied);
        try {
            streams.start();
            return true;
        } catch (RuntimeException failed) {
            // waited for: until then it holds the lock of the state directory, which the next attempt needs
            streams.close(CLOSE_WITHIN);
            if (!Faults.has(failed, ProcessorStateException.class)) {
                throw failed;
            }
            if (policy.after(failed) == Response.STOP) {
                throw new IllegalStateException(reason(failed), failed);
            }
            LOG.error(
                    "{}: a store is damaged; it is deleted and restored from the changelog: {}",
                    name,
                    Faults.describe(failed));
            deleteState(failed);
            return false;
        }
    }

    private StreamThreadExceptionResponse threadDied(Throwable cause) {
        Response response = policy.after(cause);
        String what = Faults.describe(cause);
        return switch (response) {
            case REPLACE_THREAD -> {
                LOG.error("{}: a stream thread died and is replaced: {}", name, what);
                yield StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            case DELETE_STATE_AND_REPLACE_THREAD -> {
                LOG.error(
                        "{}: a store is damaged; its task's state is deleted and restored from the changelog: {}",
                        name,
                        what);
                deleteState(cause);
                yield StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            case STOP -> {
                failure = Optional.of(reason(cause));
                LOG.error("{} stops: {}", name, failure.get());
                yield StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        };
    }

    /** Deletes what the task has stored here in which {@code cause} arose, so that nothing of it is trusted any more. */
    private void deleteState(Throwable cause) {
        Path ofApplication = settings.stateDirectory().resolve(settings.applicationId());
        // Where the task is not named, all of them go: to restore too much is slow, to restore too little is wrong.
        Path damaged = task(cause).map(ofApplication::resolve).orElse(ofApplication);
        try {
            Utils.delete(damaged.toFile());
        } catch (IOException notDeleted) {
            LOG.error(
                    "{} could not be deleted ({})",
                    damaged,
                    notDeleted.getClass().getSimpleName());
        }
    }

    private static Optional<String> task(Throwable cause) {
        for (Throwable current = cause; current != null; current = current.getCause()) {
            if (current instanceof StreamsException failure && failure.taskId().isPresent()) {
                return failure.taskId().map(TaskId::toString);
            }
            if (current instanceof ProcessorStateException && current.getMessage() != null) {
                Matcher path = TASK_IN_PATH.matcher(current.getMessage());
                if (path.find()) {
                    return Optional.of(path.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private String reason(Throwable cause) {
        for (Throwable current = cause; current != null; current = current.getCause()) {
            if (current instanceof BusinessDay.CursorAheadException ahead) {
                return ahead.getMessage();
            }
            if (current instanceof AuthorizationException || current instanceof AuthenticationException) {
                return "the broker refuses what is needed: " + current.getMessage();
            }
        }
        String what = Faults.describe(cause);
        return Faults.has(cause, ProcessorStateException.class)
                ? "stores were damaged " + FailurePolicy.DAMAGED_STORES + " times in "
                        + FailurePolicy.WINDOW.toMinutes() + " minutes; look at the disk under "
                        + settings.stateDirectory() + ": " + what
                : "its threads keep dying: " + what;
    }
}
