package dk.fristvagt.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How an instance runs (architecture.md, exactly once).
 *
 * @param applicationId names the consumer group, the internal topics and the state directory
 * @param stateDirectory where the stores lie; there is no default, since Kafka's is in /tmp, which is emptied
 * @param threads how many tasks are worked on at a time
 * @param standbys how many other instances keep a copy of each task's stores
 * @param replicationFactor of internal topics; empty for the broker's default
 * @param commitInterval how long what was said stays invisible at most, and with it how late an alert is
 * @param rocksBytes what the stores of the process may take outside the heap
 * @param simulated whether the clock is simulated or fixed, so that no broker can confirm it and timestamps are open
 * @param client further properties of Kafka's clients (addresses of brokers apart), as security
 * @param applicationServer host:port at which this instance is asked about its citizens; told to the other instances
 */
public record StreamsSettings(
        String applicationId,
        String bootstrapServers,
        Path stateDirectory,
        int threads,
        int standbys,
        Optional<Short> replicationFactor,
        Duration commitInterval,
        Pace pace,
        long rocksBytes,
        boolean simulated,
        Map<String, String> client,
        Optional<String> applicationServer) {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

    /**
     * The broker aborts a transaction that is older, and the task is closed dirty: its stores are wiped and restored.
     * Nothing in a task may wait as long; what a crash leaves open holds up readers for as long.
     */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    /** After which the tasks of an instance that died go to others. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /** A broker that is away is waited for; after the default of five minutes the thread would die and start again. */
    private static final Duration TASK_TIMEOUT = Duration.ofDays(7);

    /** Settings for live operation: one thread, one standby, brokers' defaults. */
    public static StreamsSettings live(String applicationId, String bootstrapServers, Path stateDirectory) {
        return new StreamsSettings(
                applicationId,
                bootstrapServers,
                stateDirectory,
                1,
                1,
                Optional.empty(),
                COMMIT_INTERVAL,
                Pace.LIVE,
                RocksMemory.DEFAULT_TOTAL_BYTES,
                false,
                Map.of(),
                Optional.empty());
    }

    /** Settings for a simulated clock around a single broker: no standby, and commits that do not hold a day up. */
    public static StreamsSettings simulated(String applicationId, String bootstrapServers, Path stateDirectory) {
        return new StreamsSettings(
                applicationId,
                bootstrapServers,
                stateDirectory,
                1,
                0,
                Optional.of((short) 1),
                Duration.ofMillis(20),
                Pace.SIMULATED,
                RocksMemory.DEFAULT_TOTAL_BYTES,
                true,
                Map.of(),
                Optional.empty());
    }

    /** The same with {@code number} threads. */
    public StreamsSettings withThreads(int number) {
        return with(draft -> draft.threads = number);
    }

    /** The same with {@code number} standbys, and internal topics replicated {@code factor} times. */
    public StreamsSettings withCopies(int number, Optional<Short> factor) {
        return with(draft -> {
            draft.standbys = number;
            draft.replicationFactor = factor;
        });
    }

    /** The same with another state directory, as every instance on a machine needs one. */
    public StreamsSettings withStateDirectory(Path directory) {
        return with(draft -> draft.stateDirectory = directory);
    }

    /** The same for a clock that no broker can confirm, as that of a rehearsal. */
    public StreamsSettings withFixedClock() {
        return with(draft -> draft.simulated = true);
    }

    /** The same with commits as often as {@code interval}. */
    public StreamsSettings withCommitInterval(Duration interval) {
        return with(draft -> draft.commitInterval = interval);
    }

    /** The same with stores that take {@code bytes} outside the heap, all together. */
    public StreamsSettings withRocksBytes(long bytes) {
        return with(draft -> draft.rocksBytes = bytes);
    }

    /** The same with further properties of Kafka's clients. */
    public StreamsSettings withClient(Map<String, String> properties) {
        return with(draft -> draft.client = Map.copyOf(properties));
    }

    /** The same, telling the other instances that this one is asked about its citizens at {@code hostAndPort}. */
    public StreamsSettings withApplicationServer(String hostAndPort) {
        return with(draft -> draft.applicationServer = Optional.of(hostAndPort));
    }

    /** The same for another application, which nobody asks about citizens. */
    public StreamsSettings forApplication(String id) {
        return with(draft -> {
            draft.applicationId = id;
            draft.applicationServer = Optional.empty();
        });
    }

    private StreamsSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new StreamsSettings(
                draft.applicationId,
                bootstrapServers,
                draft.stateDirectory,
                draft.threads,
                draft.standbys,
                draft.replicationFactor,
                draft.commitInterval,
                pace,
                draft.rocksBytes,
                draft.simulated,
                draft.client,
                draft.applicationServer);
    }

    /** What can be changed, while it is being changed. */
    private static final class Draft {
        private String applicationId;
        private Path stateDirectory;
        private int threads;
        private int standbys;
        private Optional<Short> replicationFactor;
        private Duration commitInterval;
        private long rocksBytes;
        private boolean simulated;
        private Map<String, String> client;
        private Optional<String> applicationServer;

        Draft(StreamsSettings settings) {
            applicationId = settings.applicationId;
            stateDirectory = settings.stateDirectory;
            threads = settings.threads;
            standbys = settings.standbys;
            replicationFactor = settings.replicationFactor;
            commitInterval = settings.commitInterval;
            rocksBytes = settings.rocksBytes;
            simulated = settings.simulated;
            client = settings.client;
            applicationServer = settings.applicationServer;
        }
    }

    /** Without the properties of the clients, among which are passwords. */
    @Override
    public String toString() {
        return "StreamsSettings[" + applicationId + " at " + bootstrapServers + ", " + stateDirectory + "]";
    }

    /** Properties of a client that is no part of Kafka Streams. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new TreeMap<>(client);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }

    /** The properties of Kafka Streams. What correctness rests on is not the user's to choose. */
    public Properties toProperties() {
        Properties p = new Properties();
        p.putAll(client);
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        applicationServer.ifPresent(address -> p.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        replicationFactor.ifPresent(factor -> p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) factor));

        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        p.put(StreamsConfig.POLL_MS_CONFIG, pace.tick().toMillis());
        // Facts do not depend on the order of arrival, so no task waits for a topic that is quiet.
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        p.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, TASK_TIMEOUT.toMillis());
        p.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        p.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, ReceivedTime.class);
        p.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
        p.put(RocksMemory.TOTAL_BYTES, Long.toString(rocksBytes));

        p.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION_TIMEOUT.toMillis());
        p.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int) HEARTBEAT.toMillis());
        p.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MonitorTopology.MAX_MESSAGE_BYTES);
        p.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) TRANSACTION_TIMEOUT.toMillis());
        p.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return p;
    }

    private static String consumer(String property) {
        return StreamsConfig.mainConsumerPrefix(property);
    }

    private static String producer(String property) {
        return StreamsConfig.producerPrefix(property);
    }
}
