package dk.fristvagt.statistics;

import dk.fristvagt.topology.AdminEndOffsets;
import dk.fristvagt.topology.GroupProgress;
import dk.fristvagt.topology.StreamsKeeper;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.topology.TrackingClients;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** One running instance of statistics. */
public final class StatisticsStreams implements AutoCloseable {
    /** Store: hash of a row's key to its dimensions. The name is part of what is stored. */
    public static final String STORE = "rows";

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

    private final StatisticsStatus status = new StatisticsStatus();
    private final StreamsKeeper keeper;
    private final Admin admin;
    private final int partitions;
    private final GroupProgress progress;
    private final Topics topics;
    private final KafkaStreams streams;

    /**
     * What is counted, and with what.
     *
     * @param serdes configured
     * @param clock the business clock
     */
    public record Parts(Vocabulary vocabulary, SerdeFactory serdes, Topics topics, InstantSource clock) {}

    private StatisticsStreams(
            StreamsSettings settings, Parts parts, StreamsKeeper keeper, Admin admin, int partitions) {
        this.keeper = keeper;
        this.admin = admin;
        this.partitions = partitions;
        topics = parts.topics();
        progress = new GroupProgress(settings.applicationId(), admin, settings.clientProperties(), System::nanoTime);
        TrackingClients clients = new TrackingClients();
        streams = new KafkaStreams(
                StatisticsTopology.build(new StatisticsParts(
                        parts.vocabulary(),
                        parts.serdes(),
                        parts.topics(),
                        parts.clock(),
                        new AdminEndOffsets(admin),
                        clients,
                        status,
                        System::nanoTime,
                        settings.simulated())),
                properties(settings),
                clients);
        streams.setStateListener((now, before) -> status.running(now == KafkaStreams.State.RUNNING));
    }

    private static Properties properties(StreamsSettings settings) {
        Properties properties = settings.toProperties();
        // A new instance gets its share at once: by default it would first get copies, and work only minutes later.
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
        // A row may wait for its schema inside a transaction. Nothing but the own changelog is written in it, so that
        // nobody
        // waits for its end.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                StatisticsProcessor.SCHEMA_AWAITED_FOR.multipliedBy(2).toMillis());
        return properties;
    }

    /** The application id of the statistics of a monitor; its group, stores and transactions are named after it. */
    public static String applicationId(String ofMonitor) {
        return ofMonitor + "-statistics";
    }

    /**
     * Starts an instance.
     *
     * @param settings with an {@link #applicationId} of its own
     * @param metrics given Kafka Streams before it starts, to bind its metrics
     * @throws TopicSetup.TopicException when topics are missing or unsuitable
     * @throws dk.fristvagt.wire.RegistryException when the registry is away or lacks a schema
     */
    public static StatisticsStreams start(StreamsSettings settings, Parts parts, Consumer<KafkaStreams> metrics) {
        parts.serdes().prepare(parts.topics());
        Admin admin = Admin.create(settings.clientProperties());
        try {
            int partitions = TopicSetup.tablePartitions(admin, parts.topics());
            StreamsKeeper keeper = new StreamsKeeper("Statistics", settings, System::nanoTime);
            while (true) {
                StatisticsStreams statistics = new StatisticsStreams(settings, parts, keeper, admin, partitions);
                metrics.accept(statistics.streams);
                if (keeper.starts(statistics.streams)) {
                    return statistics;
                }
            }
        } catch (RuntimeException notStarted) {
            admin.close(Duration.ZERO);
            throw notStarted;
        }
    }

    /** What it has counted. */
    public StatisticsStatus status() {
        return status;
    }

    /** How many partitions each table has, which is how many tasks there are on all instances together. */
    public int partitions() {
        return partitions;
    }

    /**
     * Where the tables end now for a reader of committed records.
     *
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public Map<TopicPartition, Long> tableEnds() {
        return new AdminEndOffsets(admin)
                .now(
                        AdminEndOffsets.partitions(List.of(topics.deadlines(), topics.measures()), partitions),
                        "the tables");
    }

    /**
     * Whether all instances together have kept everything before {@code ends}.
     *
     * @throws TopicSetup.TopicException when the broker does not answer
     */
    public synchronized boolean hasCommitted(Map<TopicPartition, Long> ends) {
        return progress.hasReached(ends);
    }

    /** Why it has stopped by itself; empty when it has not. */
    public Optional<String> failure() {
        return keeper.failure();
    }

    /**
     * Stops; its tasks go to other instances at once.
     *
     * @return whether everything was committed and closed in {@code timeout}
     */
    public synchronized boolean close(Duration timeout) {
        boolean closed = streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        status.running(false);
        progress.close();
        admin.close(Duration.ZERO);
        return closed;
    }

    @Override
    public void close() {
        close(CLOSE_WITHIN);
    }
}
