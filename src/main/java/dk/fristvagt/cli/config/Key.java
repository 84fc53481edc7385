package dk.fristvagt.cli.config;

import dk.fristvagt.topology.RocksMemory;
import dk.fristvagt.wire.RegistryConfig;
import dk.fristvagt.wire.RegistrySerdeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key of the configuration: what the file, the environment and the sample know about it.
 *
 * @param name as it stands in the file
 * @param standard what holds when it is not set; empty when nothing does
 * @param secret whether its value is never printed
 * @param section under which the sample has it
 * @param about what it does, for the sample; lines of at most 110 characters
 */
record Key(String name, Optional<String> standard, boolean secret, String section, List<String> about) {
    /** Any property of Kafka's clients goes under this prefix. */
    static final String KAFKA_PREFIX = "kafka.";

    /** What only a foreign serde factory understands goes under this prefix. */
    static final String SERDE_PREFIX = "value.serde.";

    /** A key with this ending names a file that holds the value of the key without it. */
    static final String FILE_SUFFIX = ".file";

    private static final String ENVIRONMENT_PREFIX = "FRISTVAGT_";

    private static final String CLUSTER = "The cluster";
    private static final String TOPICS = "Topics and who may use them (setup)";
    private static final String INSTANCE = "An instance of the monitor (run)";
    private static final String DOMAIN = "What it says";
    private static final String REGISTRY = "Schema registry";
    private static final String HTTP = "HTTP of an instance (explain)";

    static final Key BOOTSTRAP =
            key(CLUSTER, "bootstrap.servers", "", "Required. Brokers to begin with, as host:port,host:port.");
    static final Key APPLICATION_ID = key(
            CLUSTER,
            "application.id",
            "fristvagt",
            "Names the consumer group, the internal topics and the state directory; the same on all instances.",
            "For run --today it ends in -rehearsal.");

    static final Key PREFIX = key(
            TOPICS,
            "topics.prefix",
            "",
            "Goes before every topic name as it is, so it brings its own separator (test. or team7-).",
            "For run --today it ends in -rehearsal; the topics are then set up for a fixed clock.");
    static final Key PARTITIONS = key(
            TOPICS,
            "topics.partitions",
            "12",
            "Partitions of each input and of the deadlines; they cannot be changed later, since that moves citizens.");
    static final Key REPLICATION = key(
            TOPICS,
            "topics.replication.factor",
            "",
            "How many brokers hold each topic, internal ones too; the brokers' default unless set. 3 on a real cluster.");
    static final Key MONITOR_PRINCIPAL = key(
            TOPICS,
            "acl.monitor.principal",
            "",
            "Who the monitor is to the brokers, as User:fristvagt. While no acl. key is set, setup makes no ACLs.");
    static final Key STATISTICS_PRINCIPAL = key(
            TOPICS,
            "acl.statistics.principal",
            "",
            "Who runs the statistics (run --roles statistics): reads deadlines and measures; the monitor's where both run",
            "in one process.");
    static final Key UNIT_PRINCIPAL = key(
            TOPICS,
            "acl.unit.principal",
            "",
            "Pattern of the units' principals; {unit} becomes jobcenter-0751, akasse-3F and so on, {code} the code alone.",
            "Each may read its own alerts, in consumer groups whose names begin with the unit's and a full stop.");
    static final Key PRODUCER_PRINCIPAL = key(
            TOPICS,
            "acl.producer.principal",
            "",
            "Who may send events (publish): writes the inputs and reads nothing.");
    static final Key READER_PRINCIPAL = key(
            TOPICS,
            "acl.reader.principal",
            "",
            "Who may read all that comes out (export): alerts of every unit, deadlines and dead letters.");

    static final Key STATE_DIRECTORY = key(
            INSTANCE,
            "state.directory",
            "",
            "Required by run. Where the stores lie; on a disk of its own, never in /tmp. One instance, one directory.");
    static final Key THREADS =
            key(INSTANCE, "threads", "1", "How many tasks (one a partition) are worked on at a time.");
    static final Key STANDBYS = key(
            INSTANCE,
            "standbys",
            "1",
            "How many other instances keep a copy of the stores, so that a failover takes seconds, not a restore.");
    static final Key COMMIT_INTERVAL = key(
            INSTANCE,
            "commit.interval.ms",
            "500",
            "How long what was said stays invisible at most; about how late an alert is.");
    static final Key ROCKS_BYTES = key(
            INSTANCE,
            "rocksdb.memory.bytes",
            Long.toString(RocksMemory.DEFAULT_TOTAL_BYTES),
            "What all stores of the instance take outside the heap.");
    static final Key STARTUP_WAIT = key(
            INSTANCE,
            "startup.wait.ms",
            "60000",
            "How long run waits at its start for brokers and a registry that do not answer, before it gives up with exit 1.");

    static final Key RULES = key(
            DOMAIN,
            "rules.directory",
            "",
            "A rulebook in a directory (rulebook.yaml) instead of the one in the program.");
    static final Key SILENT_BEFORE = key(
            DOMAIN,
            "alerts.silent-before",
            "",
            "A day (2026-01-01): alerts about effective days before it enter the ledger without being sent.");
    static final Key KEEP_MONTHS = key(
            DOMAIN,
            "citizens.keep.months",
            "24",
            "A citizen without a course is forgotten when nothing known is younger.");

    static final Key SERDE = key(
            REGISTRY,
            "value.serde",
            RegistrySerdeFactory.class.getName(),
            "What reads and writes values: a class that implements dk.fristvagt.wire.SerdeFactory, or a serializer named",
            "…Serializer beside a …Deserializer, as io.confluent.kafka.serializers.KafkaAvroSerializer, whose jar you",
            "put on the class path. What only it understands goes under value.serde. (value.serde.basic.auth.user.info).");

    static final Key HTTP_LISTEN = key(
            HTTP,
            "http.listen",
            "127.0.0.1:7077",
            "Address and port on which an instance answers; port 0 for a free one, \"off\" for no HTTP at all.",
            "Unless it is set, a free port is taken where this one is not free.");
    static final Key HTTP_ADVERTISED = key(
            HTTP,
            "http.advertised",
            "",
            "Address and port at which other instances and explain reach this one; that of http.listen unless set.",
            "Required when http.listen is 0.0.0.0; port 0 for the one that was found free.");
    static final Key HTTP_TOKEN = secret(
            HTTP,
            "http.token",
            "At least 16 printable ASCII characters that explain must present; without it an instance explains nobody.",
            "The same on all instances. It is also the key of the hash by which the access log names a citizen.");
    static final Key HTTP_KEYSTORE = key(
            HTTP,
            "http.ssl.keystore.location",
            "",
            "A PKCS12 key store: with it HTTP is HTTPS. Required when http.listen is not a loopback address and http.token",
            "is set: what is said about citizens is encrypted; without a token there are health and metrics alone.");
    static final Key HTTP_KEYSTORE_PASSWORD = secret(HTTP, "http.ssl.keystore.password", "Of that key store.");
    static final Key HTTP_TRUSTSTORE = key(
            HTTP,
            "http.ssl.truststore.location",
            "",
            "A PKCS12 trust store with which explain checks an instance's certificate; the JVM's unless set.");
    static final Key HTTP_TRUSTSTORE_PASSWORD = secret(HTTP, "http.ssl.truststore.password", "Of that trust store.");

    /** Every key, in the order of the sample. */
    static final List<Key> ALL = all();

    private static List<Key> all() {
        List<Key> all = new ArrayList<>(List.of(
                BOOTSTRAP,
                APPLICATION_ID,
                PREFIX,
                PARTITIONS,
                REPLICATION,
                MONITOR_PRINCIPAL,
                STATISTICS_PRINCIPAL,
                UNIT_PRINCIPAL,
                PRODUCER_PRINCIPAL,
                READER_PRINCIPAL,
                STATE_DIRECTORY,
                THREADS,
                STANDBYS,
                COMMIT_INTERVAL,
                ROCKS_BYTES,
                STARTUP_WAIT,
                RULES,
                SILENT_BEFORE,
                KEEP_MONTHS));
        RegistryConfig.DOCUMENTED.forEach((name, about) -> all.add(
                new Key(name, Optional.empty(), RegistryConfig.SECRETS.contains(name), REGISTRY, List.of(about))));
        all.addAll(List.of(
                SERDE,
                HTTP_LISTEN,
                HTTP_ADVERTISED,
                HTTP_TOKEN,
                HTTP_KEYSTORE,
                HTTP_KEYSTORE_PASSWORD,
                HTTP_TRUSTSTORE,
                HTTP_TRUSTSTORE_PASSWORD));
        return List.copyOf(all);
    }

    private static Key key(String section, String name, String standard, String... about) {
        return new Key(
                name, standard.isEmpty() ? Optional.empty() : Optional.of(standard), false, section, List.of(about));
    }

    private static Key secret(String section, String name, String... about) {
        return new Key(name, Optional.empty(), true, section, List.of(about));
    }

    /** The environment variable that sets {@code name}. */
    static String environment(String name) {
        return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** The key under a prefix of ours, passed on to others, that the environment {@code variable} sets; empty for none. */
    static Optional<String> passedThrough(String variable) {
        return Stream.of(KAFKA_PREFIX, SERDE_PREFIX)
                .filter(prefix -> variable.startsWith(environment(prefix))
                        && !variable.equals(environment(prefix))
                        && !variable.equals(environment(SERDE.name() + FILE_SUFFIX)))
                .findFirst()
                .map(prefix -> prefix
                        + variable.substring(environment(prefix).length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'));
    }
}
