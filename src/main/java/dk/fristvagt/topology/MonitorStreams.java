package dk.fristvagt.topology;

import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.topology.FailurePolicy.Response;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.EventReader;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running instance of the monitor. */
public final class MonitorStreams implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    /** The directory of a task in the path of a store: {@code 0_3/rocksdb/citizens}. */
    private static final Pattern TASK_IN_PATH = Pattern.compile("[/\\\\](\\d+_\\d+)[/\\\\]rocksdb[/\\\\]");

    private static final Logger LOG = LoggerFactory.getLogger(MonitorStreams.class);

    private final StreamsSettings settings;
    private final Parts parts;
    private final MonitorStatus status;
    private final FailurePolicy policy;
    private final Admin admin;
    private final int partitions;
    private final PatientDecoder decoder;
    private final Optional<BrokerTimeProbe> probe;
    private final GroupProgress progress;
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

    private MonitorStreams(
            StreamsSettings settings,
            Parts parts,
            FailurePolicy policy,
            Admin admin,
            int partitions,
            Optional<BrokerTimeProbe> probe) {
        this.settings = settings;
        this.parts = parts;
        this.policy = policy;
        this.admin = admin;
        this.partitions = partitions;
        this.probe = probe;
        status = new MonitorStatus(
                parts.units(),
                parts.monitor().rulebook().rules().stream().map(Rule::id).collect(Collectors.toSet()),
                System::nanoTime);
        progress = new GroupProgress(settings.applicationId(), admin, settings.clientProperties(), System::nanoTime);
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
        streams.setGlobalStateRestoreListener(status.restores());
        streams.setStateListener((now, before) -> status.running(now == KafkaStreams.State.RUNNING));
    }

    /**
     * Starts an instance.
     *
     * @param metrics given Kafka Streams before it starts, to bind its metrics
     * @throws TopicSetup.TopicException when topics are missing or unsuitable
     * @throws dk.fristvagt.wire.RegistryException when the registry is away or lacks a schema
     */
    public static MonitorStreams start(StreamsSettings settings, Parts parts, Consumer<KafkaStreams> metrics) {
        parts.serdes().prepare(parts.topics());
        Admin admin = Admin.create(settings.clientProperties());
        Optional<BrokerTimeProbe> probe = Optional.empty();
        try {
            int partitions = TopicSetup.partitions(admin, parts.topics());
            if (!settings.simulated()) {
                probe = Optional.of(BrokerTimeProbe.start(
                        settings.applicationId(), admin, settings.replicationFactor(), settings.clientProperties()));
            }
            FailurePolicy policy = new FailurePolicy(System::nanoTime);
            while (true) {
                MonitorStreams monitor = new MonitorStreams(settings, parts, policy, admin, partitions, probe);
                metrics.accept(monitor.streams);
                if (monitor.started()) {
                    return monitor;
                }
            }
        } catch (RuntimeException notStarted) {
            probe.ifPresent(BrokerTimeProbe::close);
            admin.close(Duration.ZERO);
            throw notStarted;
        }
    }

    /**
     * Starts Kafka Streams, which opens the stores that it finds; one that is damaged is deleted, to be restored.
     *
     * @return false when it must be tried again
     */
    private boolean started() {
        try {
            streams.start();
            return true;
        } catch (RuntimeException failed) {
            // waited for: until then it holds the lock of the state directory, which the next attempt needs
            streams.close(CLOSE_WITHIN);
            decoder.close();
            if (!Faults.has(failed, ProcessorStateException.class)) {
                throw failed;
            }
            if (policy.after(failed) == Response.STOP) {
                throw new IllegalStateException(reason(failed), failed);
            }
            LOG.error("A store is damaged; it is deleted and restored from the changelog: {}", Faults.describe(failed));
            deleteState(failed);
            return false;
        }
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

    /**
     * Where the inputs end now for a reader of committed records.
     *
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public Map<TopicPartition, Long> inputEnds() {
        Set<TopicPartition> inputs = parts.topics().inputs().stream()
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)))
                .collect(Collectors.toSet());
        try {
            return new AdminEndOffsets(admin).of(inputs).join();
        } catch (CompletionException noAnswer) {
            throw new TopicSetup.TopicException("the broker does not say where the inputs end: "
                    + noAnswer.getCause().getMessage());
        }
    }

    /**
     * Whether all instances together have committed everything before {@code ends}: what they say about it can be read.
     *
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public synchronized boolean hasCommitted(Map<TopicPartition, Long> ends) {
        return progress.hasReached(ends);
    }

    /**
     * Looks for a citizen in the stores of this instance, and for the instance to ask when it is not this one. What is
     * found may be ahead of what readers of the output see by one commit.
     *
     * @throws dk.fristvagt.wire.CitizenFileCodec.UnreadableStateException when what is stored cannot be read
     */
    public Sought seek(String citizenId) {
        Optional<KeyQueryMetadata> owner = owner(citizenId);
        if (owner.isEmpty() || owner.get().activeHost().port() <= 0) {
            return new Sought.NotNow(Obstacle.NOT_RUNNING);
        }
        HostInfo there = owner.get().activeHost();
        boolean here = settings.applicationServer()
                .map(HostInfo::buildFromEndpoint)
                .filter(there::equals)
                .isPresent();
        try {
            return here ? read(citizenId, owner.get().partition()) : new Sought.Elsewhere(there.host(), there.port());
        } catch (InvalidStateStoreException moved) {
            return new Sought.NotNow(Obstacle.NOT_RUNNING);
        }
    }

    /** Which instance has the citizen, as far as this one was told; empty when it is not part of the group now. */
    private Optional<KeyQueryMetadata> owner(String citizenId) {
        try {
            return Optional.ofNullable(streams.queryMetadataForKey(Names.CITIZENS, citizenId, new StringSerializer()));
        } catch (IllegalStateException | InvalidStateStoreException notRunning) {
            return Optional.empty();
        }
    }

    private Sought read(String citizenId, int partition) {
        MonitorStatus.TaskState task = status.tasks().get(new TaskId(0, partition).toString());
        if (task == null) {
            return new Sought.NotNow(Obstacle.NOT_RUNNING);
        }
        if (task.phase() == Phase.CATCHING_UP) {
            return new Sought.NotNow(Obstacle.CATCHING_UP);
        }
        if (task.day().isEmpty()) {
            return new Sought.NotNow(
                    task.obstacles().stream().sorted().findFirst().orElse(Obstacle.NOT_RUNNING));
        }
        ReadOnlyKeyValueStore<String, byte[]> citizens = streams.store(StoreQueryParameters.fromNameAndType(
                        Names.CITIZENS, QueryableStoreTypes.<String, byte[]>keyValueStore())
                .withPartition(partition));
        byte[] stored = citizens.get(citizenId);
        if (stored == null) {
            return new Sought.Unknown(task.day().get());
        }
        CitizenFile file = CitizenFileCodec.decode(stored).file();
        return file.rulebookNumber() > parts.monitor().rulebook().number()
                ? new Sought.NotNow(Obstacle.NEWER_RULEBOOK)
                : new Sought.Found(file, task.day().get());
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
    public synchronized boolean close(Duration timeout, boolean leaveGroup) {
        boolean closed = streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(
                        leaveGroup
                                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        probe.ifPresent(BrokerTimeProbe::close);
        progress.close();
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
                deleteState(cause);
                yield StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            case STOP -> {
                failure = Optional.of(reason(cause));
                LOG.error("The monitor stops: {}", failure.get());
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
                return "the broker refuses what the monitor needs: " + current.getMessage();
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
