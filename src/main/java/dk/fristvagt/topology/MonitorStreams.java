package dk.fristvagt.topology;

import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.topology.FailurePolicy.Response;
import dk.fristvagt.wire.EventReader;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.TaskId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance of the monitor. */
public final class MonitorStreams implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(MonitorStreams.class);

    private final StreamsSettings settings;
    private final MonitorStatus status = new MonitorStatus();
    private final FailurePolicy policy = new FailurePolicy(System::nanoTime);
    private final Admin admin;
    private final int partitions;
    private final PatientDecoder decoder;
    private final Optional<BrokerTimeProbe> probe;
    private final KafkaStreams streams;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * What an instance monitors, and with what.
     *
     * @param serdes configured
     * @param clock the business clock
     */
    public record Parts(
            CitizenMonitor monitor,
            SerdeFactory serdes,
            Topics topics,
            Units units,
            WorkingDays workingDays,
            InstantSource clock) {}

    private MonitorStreams(StreamsSettings settings, Parts parts, Consumer<KafkaStreams> metrics) {
        this.settings = settings;
        this.admin = Admin.create(settings.clientProperties());
        try {
            parts.serdes().prepare(parts.topics());
            partitions = TopicSetup.partitions(admin, parts.topics());
            probe = settings.simulated()
                    ? Optional.empty()
                    : Optional.of(BrokerTimeProbe.start(
                            settings.applicationId(), admin, settings.replicationFactor(),
                            settings.clientProperties()));
        } catch (RuntimeException unsuitable) {
            admin.close();
            throw unsuitable;
        }
        decoder = PatientDecoder.of(new WireEventDecoder(new EventReader(parts.serdes(), parts.topics())));
        TrackingClients clients = new TrackingClients();
        Topology topology = MonitorTopology.build(
                parts.monitor(),
                new MonitorParts(
                        decoder,
                        parts.serdes(),
                        parts.topics(),
                        parts.units(),
                        parts.workingDays(),
                        partitions,
                        parts.clock(),
                        probe.<BrokerTime>map(p -> p).orElseGet(() -> BrokerTime.agreeingWith(parts.clock())),
                        new AdminEndOffsets(admin),
                        clients,
                        status,
                        settings.pace(),
                        System::nanoTime,
                        settings.simulated()));
        streams = new KafkaStreams(topology, settings.toProperties(), clients);
        streams.setUncaughtExceptionHandler(this::threadDied);
        streams.setStateListener((now, before) -> status.running(now == KafkaStreams.State.RUNNING));
        metrics.accept(streams);
    }

    /**
     * Starts an instance.
     *
     * @param metrics given Kafka Streams before it starts, to bind its metrics
     * @throws TopicSetup.TopicException when topics are missing or unsuitable
     * @throws dk.fristvagt.wire.RegistryException when the registry is away or lacks a schema
     */
    public static MonitorStreams start(StreamsSettings settings, Parts parts, Consumer<KafkaStreams> metrics) {
        MonitorStreams monitor = new MonitorStreams(settings, parts, metrics);
        try {
            monitor.streams.start();
        } catch (RuntimeException notStarted) {
            monitor.close();
            throw notStarted;
        }
        return monitor;
    }

    /** How it is doing. */
    public MonitorStatus status() {
        return status;
    }

    /** The state of Kafka Streams. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** How many partitions each input has, which is how many tasks there are on all instances together. */
    public int partitions() {
        return partitions;
    }

    /** Why it has stopped by itself; empty when it has not. */
    public Optional<String> failure() {
        return failure;
    }

    /**
     * Stops.
     *
     * @param leaveGroup whether its tasks go to other instances at once; otherwise they wait for this one to come back
     * @return whether everything was committed and closed in {@code timeout}
     */
    public boolean close(Duration timeout, boolean leaveGroup) {
        boolean closed = streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(leaveGroup
                        ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                        : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        probe.ifPresent(BrokerTimeProbe::close);
        decoder.close();
        admin.close(Duration.ZERO);
        return closed;
    }

    @Override
    public void close() {
        close(CLOSE_WITHIN, true);
    }

    private StreamThreadExceptionResponse threadDied(Throwable cause) {
        Response response = policy.after(cause);
        String what = Faults.describe(cause);
        return switch (response) {
            case REPLACE_THREAD -> {
                LOG.error("A stream thread died and is replaced: {}", what);
                yield StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            case DELETE_STATE_AND_REPLACE_THREAD -> {
                LOG.error("A store is damaged; its task's state is deleted and restored from the changelog: {}", what);
                if (cause instanceof StreamsException streamsException) {
                    streamsException.taskId().ifPresent(this::deleteState);
                }
                yield StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            case STOP -> {
                failure = Optional.of(reason(cause, what));
                LOG.error("The monitor stops: {}", failure.get());
                yield StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        };
    }

    /** Deletes what a task has stored here, so that nothing of it is trusted when it is opened again. */
    private void deleteState(TaskId task) {
        Path directory = settings.stateDirectory().resolve(settings.applicationId()).resolve(task.toString());
        try {
            Utils.delete(directory.toFile());
        } catch (IOException notDeleted) {
            LOG.error("The state of task {} could not be deleted ({})", task, notDeleted.getClass().getSimpleName());
        }
    }

    private static String reason(Throwable cause, String what) {
        for (Throwable current = cause; current != null; current = current.getCause()) {
            if (current instanceof BusinessDay.CursorAheadException ahead) {
                return ahead.getMessage();
            }
        }
        return "its threads keep dying: " + what;
    }
}
