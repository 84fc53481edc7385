package dk.fristvagt.topology;

import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.EventReader;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** One running instance of the monitor. */
public final class MonitorStreams implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final StreamsSettings settings;
    private final Parts parts;
    private final MonitorStatus status;
    private final StreamsKeeper keeper;
    private final Admin admin;
    private final int partitions;
    private final PatientDecoder decoder;
    private final Optional<BrokerTimeProbe> probe;
    private final GroupProgress progress;
    private final KafkaStreams streams;

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
            StreamsKeeper keeper,
            Admin admin,
            int partitions,
            Optional<BrokerTimeProbe> probe) {
        this.settings = settings;
        this.parts = parts;
        this.keeper = keeper;
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
            StreamsKeeper keeper = new StreamsKeeper("The monitor", settings, System::nanoTime);
            while (true) {
                MonitorStreams monitor = new MonitorStreams(settings, parts, keeper, admin, partitions, probe);
                metrics.accept(monitor.streams);
                if (monitor.starts()) {
                    return monitor;
                }
            }
        } catch (RuntimeException notStarted) {
            probe.ifPresent(BrokerTimeProbe::close);
            admin.close(Duration.ZERO);
            throw notStarted;
        }
    }

    private boolean starts() {
        boolean started = false;
        try {
            started = keeper.starts(streams);
            return started;
        } finally {
            if (!started) {
                decoder.close();
            }
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
        return new AdminEndOffsets(admin).now(inputs(), "the inputs");
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
     * Whether every task of the group is some instance's, and this one has all of its own: then, and only then, does it
     * matter to nobody else that it leaves when it has nothing left to do.
     *
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public synchronized boolean isSettled() {
        Set<String> consumers = streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::consumerClientId)
                .collect(Collectors.toSet());
        Set<Integer> worked = status.tasks().keySet().stream()
                .map(task -> TaskId.parse(task).partition())
                .collect(Collectors.toSet());
        return progress.isSettled(inputs(), consumers, worked);
    }

    private Set<TopicPartition> inputs() {
        return AdminEndOffsets.partitions(parts.topics().inputs(), partitions);
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
        return keeper.failure();
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
}
