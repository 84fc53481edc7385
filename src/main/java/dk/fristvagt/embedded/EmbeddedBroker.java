package dk.fristvagt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker of our own: one KRaft node that is broker and controller, small, with the features that a newly
 * made production cluster of its release has. Topics are made by whoever needs them, never by themselves.
 */
public final class EmbeddedBroker extends EmbeddedServer {
    private static final int ANSWER_MILLIS = 5_000;

    private static final String LOGGING = "broker-logback.xml";

    private final Map<String, String> properties;
    private final String clusterId = Uuid.randomUuid().toString();

    public EmbeddedBroker() {
        this(Map.of());
    }

    /** A broker with additional properties; where they name one that it has by itself, they win. */
    public EmbeddedBroker(Map<String, String> properties) {
        this(properties, Ports.free());
    }

    EmbeddedBroker(Map<String, String> properties, IntSupplier freePorts) {
        super("broker", 2, freePorts);
        this.properties = Map.copyOf(properties);
    }

    /**
     * What clients are configured with as {@code bootstrap.servers}.
     *
     * @throws IllegalStateException when it was never started
     */
    public String bootstrapServers() {
        return bootstrapServers(port());
    }

    private static String bootstrapServers(int port) {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    String name() {
        return "The broker";
    }

    @Override
    ChildJvm.Program prepare(Path home, List<Integer> candidatePorts) {
        Path configuration = home.resolve("server.properties");
        Path logging = home.resolve(LOGGING);
        try (Writer writer = Files.newBufferedWriter(configuration);
                InputStream template = EmbeddedBroker.class.getResourceAsStream(LOGGING)) {
            configuration(home, candidatePorts).store(writer, null);
            Files.copy(template, logging, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of the broker could not be written into " + home, e);
        }
        return new ChildJvm.Program(
                "the broker",
                BrokerMain.class.getName(),
                DemoFolder.locate().brokerJars(),
                List.of("-Xmx256m", "-Dlogback.configurationFile=" + logging),
                List.of(clusterId, configuration.toString()));
    }

    private Properties configuration(Path home, List<Integer> candidatePorts) {
        String client = bootstrapServers(candidatePorts.get(0));
        String controller = bootstrapServers(candidatePorts.get(1));
        Properties configuration = new Properties();
        configuration.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@" + controller,
                "listeners",
                "PLAINTEXT://" + client + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + client,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "log.dirs",
                home.resolve("data").toString()));
        // a topic that nobody made is an error to be seen
        configuration.put("auto.create.topics.enable", "false");
        // one node holds everything once
        configuration.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        // a killed broker's name is free again after its session, not after nine seconds
        configuration.putAll(Map.of("broker.heartbeat.interval.ms", "1000", "broker.session.timeout.ms", "5000"));
        // nobody else will join: no waiting, few partitions, few threads, small buffers
        configuration.putAll(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.streams.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "log.cleaner.io.buffer.size", "65536"));
        configuration.putAll(properties);
        return configuration;
    }

    @Override
    boolean answers(List<Integer> candidatePorts) {
        Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(candidatePorts.get(0)),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            // a node is listed once the controller lets it serve
            return cluster.clusterId().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).equals(clusterId)
                    && !cluster.nodes()
                            .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                            .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            // without a bound it waits for ever for a stranger on the port that takes connections and says nothing
            admin.close(Duration.ZERO);
        }
    }
}
