package dk.fristvagt.cli.config;

import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.topology.RocksMemory;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.wire.InvalidRulebookFileException;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistryConfig;
import dk.fristvagt.wire.RulebookDocument;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.SerdeFactories;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What a cluster is, who Fristvagt is on it, and how an instance runs (contract.md, "Command line").
 *
 * <p>It is read from one file of properties; environment variables override it ({@code FRISTVAGT_} and the key in capitals
 * with underscores). Every method throws a {@link ConfigurationException} that names the key, and never the value of a
 * secret.
 */
public final class Configuration {
    /** How an application id and a prefix of a rehearsal end (contract.md, "Topics"). */
    public static final String REHEARSAL = "-rehearsal";

    private static final Pattern APPLICATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final int MOST_THREADS = 1_000;

    private final Path file;
    private final Values values;

    private Configuration(Path file, Values values) {
        this.file = file;
        this.values = values;
    }

    /**
     * Reads the configuration.
     *
     * @param environment the variables of the process
     * @throws ConfigurationException when the file cannot be read, a key is unknown, or what all commands need is wrong
     */
    public static Configuration read(Path file, Map<String, String> environment) {
        Configuration read = new Configuration(file, Values.read(file, environment));
        read.bootstrapServers();
        read.applicationId();
        read.rehearsal();
        return read;
    }

    /** The file it was read from. */
    public Path file() {
        return file;
    }

    // ---- the cluster

    /** The brokers to begin with. */
    public String bootstrapServers() {
        return required(Key.BOOTSTRAP, "name the brokers as host:port,host:port");
    }

    /** Properties of every client of the brokers. */
    public Map<String, Object> client() {
        Map<String, Object> client = new TreeMap<>(values.under(Key.KAFKA_PREFIX));
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return client;
    }

    /** The id of the application, which names its consumer group and its internal topics. */
    public String applicationId() {
        String id = values.text(Key.APPLICATION_ID).orElseThrow();
        if (!APPLICATION_ID.matcher(id).matches()) {
            throw wrong(Key.APPLICATION_ID, "is not made of at most 200 letters, digits, '.', '_' and '-'");
        }
        return id;
    }

    /** The names of the topics. */
    public Topics topics() {
        try {
            return new Topics(values.text(Key.PREFIX).orElse(""));
        } catch (IllegalArgumentException e) {
            throw wrong(Key.PREFIX, "is wrong: " + e.getMessage());
        }
    }

    /**
     * Whether this is a rehearsal: the business day may be fixed, and its topics take records of any time. What such a
     * run says is not true today, so neither its group nor its topics may be those of a live one.
     *
     * @throws ConfigurationException when only one of application id and prefix says so
     */
    public boolean rehearsal() {
        boolean application = applicationId().endsWith(REHEARSAL);
        boolean topics = topics().prefix().endsWith(REHEARSAL);
        if (application != topics) {
            throw wrong(
                    topics ? Key.APPLICATION_ID : Key.PREFIX,
                    "does not end in " + REHEARSAL + ", but " + (topics ? Key.PREFIX : Key.APPLICATION_ID).name()
                            + " does: a rehearsal has both, a live monitor neither");
        }
        return application;
    }

    /**
     * Checks that the business day may be fixed.
     *
     * @throws ConfigurationException when this is no rehearsal
     */
    public void requireRehearsal() {
        if (!rehearsal()) {
            throw wrong(
                    Key.APPLICATION_ID,
                    "and " + Key.PREFIX.name() + " must end in " + REHEARSAL + " for a run with --today");
        }
    }

    /** How many partitions setup gives the inputs and the deadlines. */
    public int partitions() {
        return whole(Key.PARTITIONS, 1);
    }

    /** How many brokers hold each topic; empty for the brokers' default. */
    public Optional<Short> replicationFactor() {
        return values.number(Key.REPLICATION, 1).map(number -> {
            if (number > Short.MAX_VALUE) {
                throw wrong(Key.REPLICATION, "is more than any cluster has brokers");
            }
            return number.shortValue();
        });
    }

    /** Who may do what on the cluster; empty when setup is to leave that alone. */
    public Optional<Principals> principals() {
        Principals principals = new Principals(
                principal(Key.MONITOR_PRINCIPAL),
                principal(Key.STATISTICS_PRINCIPAL),
                principal(Key.UNIT_PRINCIPAL),
                principal(Key.PRODUCER_PRINCIPAL),
                principal(Key.READER_PRINCIPAL));
        if (principals.equals(Principals.NONE)) {
            return Optional.empty();
        }
        principals.unit().filter(pattern -> !Principals.namesTheUnit(pattern)).ifPresent(pattern -> {
            throw wrong(
                    Key.UNIT_PRINCIPAL,
                    "holds neither {unit} nor {code}: every unit would be the same principal and read all alerts");
        });
        return Optional.of(principals);
    }

    private Optional<String> principal(Key key) {
        Optional<String> principal = values.text(key);
        principal.filter(text -> !text.matches("[A-Za-z]+:[^*]+")).ifPresent(text -> {
            throw wrong(key, "is not a principal as User:name, or is everybody");
        });
        return principal;
    }

    // ---- an instance

    /** Where an instance keeps its stores. */
    public Path stateDirectory() {
        required(
                Key.STATE_DIRECTORY,
                "name a directory for the stores, on a disk that outlives a restart of the machine");
        return values.path(Key.STATE_DIRECTORY).orElseThrow();
    }

    /** How an instance runs. */
    public StreamsSettings streams() {
        int threads = whole(Key.THREADS, 1);
        if (threads > MOST_THREADS) {
            throw wrong(Key.THREADS, "is more than " + MOST_THREADS);
        }
        StreamsSettings settings = StreamsSettings.live(applicationId(), bootstrapServers(), stateDirectory())
                .withThreads(threads)
                .withCopies(whole(Key.STANDBYS, 0), replicationFactor())
                .withCommitInterval(Duration.ofMillis(whole(Key.COMMIT_INTERVAL, 1)))
                .withRocksBytes(values.number(Key.ROCKS_BYTES, RocksMemory.LEAST_TOTAL_BYTES)
                        .orElseThrow())
                .withClient(values.under(Key.KAFKA_PREFIX));
        return rehearsal() ? settings.withFixedClock() : settings;
    }

    /** How long run waits at its start for brokers and a registry that do not answer. */
    public Duration startupWait() {
        return Duration.ofMillis(whole(Key.STARTUP_WAIT, 0));
    }

    /** How an instance answers over HTTP. */
    public HttpSettings http() {
        return HttpSettings.of(values);
    }

    // ---- what it says

    /** The rulebook. */
    public RulebookDocument rules() {
        try {
            return values.path(Key.RULES).map(RulebookYaml::loadDocument).orElseGet(RulebookYaml::builtInDocument);
        } catch (InvalidRulebookFileException e) {
            throw wrong(Key.RULES, "does not hold a rulebook: " + e.getMessage());
        }
    }

    /** How the core monitors. */
    public CitizenMonitor.Settings monitor() {
        Optional<LocalDate> silentBefore = values.text(Key.SILENT_BEFORE).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw wrong(Key.SILENT_BEFORE, "is not a day; write it as 2024-01-31");
            }
        });
        return new CitizenMonitor.Settings(silentBefore, whole(Key.KEEP_MONTHS, 1));
    }

    // ---- the registry

    /** A client of the registry, for what the serde does not do: registering. */
    public Registry registry() {
        try {
            return new Registry(RegistryConfig.settings(values.of(RegistryConfig.KEYS)));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }

    /**
     * What reads and writes values.
     *
     * @param cache where known schemas are kept unless the configuration says where; empty for nowhere
     */
    public SerdeFactory serdes(Optional<Path> cache) {
        Map<String, String> configuration = values.of(RegistryConfig.KEYS);
        cache.ifPresent(path -> configuration.putIfAbsent(RegistryConfig.CACHE_DIRECTORY, path.toString()));
        configuration.putAll(values.under(Key.SERDE_PREFIX));
        try {
            return SerdeFactories.named(values.text(Key.SERDE).orElseThrow(), configuration);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }

    // ---- reading

    private int whole(Key key, long least) {
        long number = values.number(key, least).orElseThrow();
        if (number > Integer.MAX_VALUE) {
            throw wrong(key, "is too large");
        }
        return (int) number;
    }

    private String required(Key key, String todo) {
        return values.text(key)
                .orElseThrow(() -> new ConfigurationException(
                        file + ": " + key.name() + " is missing: " + todo + ", or set " + Key.environment(key.name())));
    }

    private ConfigurationException wrong(Key key, String what) {
        return new ConfigurationException(values.where(key) + " " + what);
    }
}
