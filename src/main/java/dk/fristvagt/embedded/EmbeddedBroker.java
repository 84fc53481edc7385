package dk.fristvagt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Node;

/**
 * A real Kafka broker of our own: a KRaft node that is broker and controller, small, with the features that a newly
 * made production cluster of its release has. Topics are made by whoever needs them, never by themselves.
 *
 * <p>It is a cluster by itself, or a member of an {@link EmbeddedCluster}.
 */
public final class EmbeddedBroker extends EmbeddedServer {
    private static final int ANSWER_MILLIS = 5_000;

    private static final String LOGGING = "broker-logback.xml";

    private final ClusterPlan plan;
    private final int id;

    /** The controller ports of the other nodes by their ids. */
    private final Map<Integer, Integer> otherControllers;

    public EmbeddedBroker() {
        this(Map.of());
    }

    /** A broker with additional properties; where they name one that it has by itself, they win. */
    public EmbeddedBroker(Map<String, String> properties) {
        this(properties, Ports.free());
    }

    EmbeddedBroker(Map<String, String> properties, IntSupplier freePorts) {
        this(ClusterPlan.create(1, Optional.empty(), properties), 1, Map.of(), freePorts);
    }

    /** A member of a cluster. */
    EmbeddedBroker(ClusterPlan plan, int id, Map<Integer, Integer> otherControllers) {
        this(plan, id, otherControllers, Ports.free());
    }

    private EmbeddedBroker(ClusterPlan plan, int id, Map<Integer, Integer> otherControllers, IntSupplier freePorts) {
        super("broker", plan.portsPerNode(), freePorts);
        this.plan = plan;
        this.id = id;
        this.otherControllers = Map.copyOf(otherControllers);
    }

    /**
     * What clients are configured with as {@code bootstrap.servers}.
     *
     * @throws IllegalStateException when it was never started
     */
    public String bootstrapServers() {
        return Ports.address(port());
    }

    /** Its {@code node.id} in its cluster. */
    public int id() {
        return id;
    }

    @Override
    String name() {
        return plan.size() == 1 ? "The broker" : "Broker " + id + " of the cluster";
    }

    @Override
    ChildJvm.Program prepare(Path home, List<Integer> candidatePorts) {
        Path configuration = home.resolve("server.properties");
        Path logging = home.resolve(LOGGING);
        Map<Integer, Integer> controllers = new TreeMap<>(otherControllers);
        controllers.put(id, ClusterPlan.Listeners.of(candidatePorts).controller());
        List<String> arguments = new ArrayList<>(List.of(plan.clusterId(), configuration.toString()));
        try (Writer writer = Files.newBufferedWriter(configuration);
                InputStream template = EmbeddedBroker.class.getResourceAsStream(LOGGING)) {
            plan.configuration(id, home, candidatePorts, controllers).store(writer, null);
            Files.copy(template, logging, StandardCopyOption.REPLACE_EXISTING);
            if (plan.security().isPresent()) {
                ClusterSecurity security = plan.security().get();
                security.keys().writeInto(home);
                // in a file: on the command line every user of the machine could read the password
                Path users = home.resolve("users-at-format");
                Files.writeString(users, security.administratorAtFormat());
                arguments.add(users.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of the broker could not be written into " + home, e);
        }
        return new ChildJvm.Program(
                "the broker",
                BrokerMain.class.getName(),
                DemoFolder.locate().brokerJars(),
                List.of("-Xmx256m", "-Dlogback.configurationFile=" + logging),
                arguments);
    }

    @Override
    boolean answers(List<Integer> candidatePorts) {
        // a node is listed once the controller lets it serve
        return listedNodes(Ports.address(candidatePorts.get(0)), plan.administrator(directory()))
                .contains(id);
    }

    /** The ids of the brokers that this one knows to serve; none when it does not answer. */
    Set<Integer> listedNodes() {
        return listedNodes(bootstrapServers(), plan.administrator(directory()));
    }

    /** Whether it lets a client with these properties in. */
    boolean knows(Map<String, String> clientProperties) {
        return !listedNodes(bootstrapServers(), clientProperties).isEmpty();
    }

    private Set<Integer> listedNodes(String server, Map<String, String> clientProperties) {
        Map<String, Object> configuration = new HashMap<>(clientProperties);
        configuration.putAll(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                server,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                false));
        Admin admin = Admin.create(configuration);
        try {
            DescribeClusterResult cluster = admin.describeCluster();
            return cluster.clusterId().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).equals(plan.clusterId())
                    ? cluster.nodes().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).stream()
                            .map(Node::id)
                            .collect(Collectors.toUnmodifiableSet())
                    : Set.of();
        } catch (ExecutionException | TimeoutException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        } finally {
            // without a bound it waits for ever for a stranger on the port that takes connections and says nothing
            admin.close(Duration.ZERO);
        }
    }
}
