package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.wire.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brokers that a configuration names, as a command meets them: every way in which they cannot be used is a
 * {@link Failure} of one line that says what to look at.
 */
public final class Cluster implements AutoCloseable {
    /** From here on an aborted producer cannot write into a later transaction of its successor (KIP-890). */
    private static final short TRANSACTION_VERSION = 2;

    private static final String TRANSACTION_FEATURE = "transaction.version";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** Where there is time for several attempts: soon enough said that they are waited for. */
    private static final Duration ATTEMPT_WITHIN = Duration.ofSeconds(2);

    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final String servers;
    private final Admin admin;

    private Cluster(String servers, Admin admin) {
        this.servers = servers;
        this.admin = admin;
    }

    /**
     * Connects, and waits for brokers that do not answer.
     *
     * @param within how long is waited
     * @param clock measures it
     * @throws Failure when the brokers do not answer, refuse us, or the properties of the client are wrong
     */
    public static Cluster connect(Configuration configuration, Duration within, InstantSource clock) {
        String servers = Printable.of(configuration.bootstrapServers());
        Instant end = clock.instant().plus(within);
        Admin admin = client(() -> Admin.create(properties(configuration)));
        Cluster cluster = new Cluster(servers, admin);
        QuietConnections.during(() -> awaitAnswer(cluster, end, within, clock));
        return cluster;
    }

    private static void awaitAnswer(Cluster cluster, Instant end, Duration within, InstantSource clock) {
        int attemptMillis = (int) (within.isZero() ? ANSWER_WITHIN : ATTEMPT_WITHIN).toMillis();
        boolean said = false;
        while (true) {
            try {
                Answers.of(cluster.admin
                        .describeCluster(new DescribeClusterOptions().timeoutMs(attemptMillis))
                        .clusterId());
                return;
            } catch (KafkaException noAnswer) {
                if (!(noAnswer instanceof RetriableException)
                        || !clock.instant().isBefore(end)) {
                    cluster.close();
                    throw failure(noAnswer, cluster.servers);
                }
                if (!said) {
                    said = true;
                    LOG.warn(
                            "The brokers at {} do not answer; waiting for up to {} s",
                            cluster.servers,
                            within.toSeconds());
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            } catch (Patience.StoppedException stopped) {
                cluster.close();
                throw stopped;
            }
        }
    }

    private static Map<String, Object> properties(Configuration configuration) {
        Map<String, Object> properties = configuration.client();
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) (3 * ANSWER_WITHIN.toMillis()));
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        return properties;
    }

    /** For administration. */
    public Admin admin() {
        return admin;
    }

    /**
     * Checks that the brokers have the transactions that exactly-once rests on.
     *
     * @throws Failure when they have not
     */
    public void requireTransactions() {
        FinalizedVersionRange range =
                doing(() -> Answers.of(admin.describeFeatures().featureMetadata())
                        .finalizedFeatures()
                        .get(TRANSACTION_FEATURE));
        int version = range == null ? 0 : range.maxVersionLevel();
        if (version < TRANSACTION_VERSION) {
            throw new Failure("the brokers at " + servers + " have " + TRANSACTION_FEATURE + "=" + version
                    + " and the monitor needs " + TRANSACTION_VERSION
                    + ", or what an instance said before it was cut off could be said again: upgrade them, or run"
                    + " kafka-features upgrade --feature " + TRANSACTION_FEATURE + "=" + TRANSACTION_VERSION);
        }
    }

    /** Does {@code work} with the brokers; what they have against it becomes a failure of one line. */
    public <T> T doing(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException refused) {
            throw failure(refused, servers);
        }
    }

    /**
     * Makes a client of the brokers.
     *
     * @throws Failure when its properties are wrong; their values are not repeated, one may be a secret
     */
    public static <T> T client(Supplier<T> made) {
        try {
            return made.get();
        } catch (KafkaException wrong) {
            Throwable cause = wrong;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new Failure(
                    "no client of the brokers can be made (" + cause.getClass().getSimpleName()
                            + "): check bootstrap.servers and the keys that begin with kafka., above all the stores and"
                            + " passwords of kafka.ssl. and kafka.sasl.",
                    withoutWords(wrong));
        }
    }

    /** The classes and places of {@code wrong} alone: what it says may quote a secret, and a stack trace prints it. */
    private static Throwable withoutWords(Throwable wrong) {
        Throwable cause = wrong.getCause();
        Throwable bare =
                new Throwable(wrong.getClass().getName(), cause == null || cause == wrong ? null : withoutWords(cause));
        bare.setStackTrace(wrong.getStackTrace());
        return bare;
    }

    private static Failure failure(Throwable cause, String servers) {
        if (cause instanceof AuthenticationException) {
            return new Failure(
                    "the brokers at " + servers + " do not believe who we are ("
                            + cause.getClass().getSimpleName()
                            + "): check kafka.security.protocol, the kafka.sasl. and the kafka.ssl. keys",
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new Failure(
                    "the brokers at " + servers + " do not allow it ("
                            + cause.getClass().getSimpleName() + ": " + Printable.of(String.valueOf(cause.getMessage()))
                            + "): run setup with the acl. keys as an administrator, or check who kafka.sasl. says we are",
                    cause);
        }
        if (cause instanceof RetriableException) {
            return new Failure(
                    "the brokers at " + servers + " do not answer: check bootstrap.servers, that they run, and that"
                            + " kafka.security.protocol is theirs",
                    cause);
        }
        return new Failure(
                "the brokers at " + servers + " refuse (" + cause.getClass().getSimpleName()
                        + (cause instanceof ApiException ? ": " + Printable.of(String.valueOf(cause.getMessage())) : "")
                        + ")",
                cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
