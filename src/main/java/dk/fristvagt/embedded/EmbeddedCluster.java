package dk.fristvagt.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real Kafka cluster of our own: nodes that are each broker and controller in a JVM of its own, and agree on a leader
 * as in production.
 *
 * <p>With three nodes every topic has three copies of which two must have a record before it counts as written, so one
 * node may be stopped or killed at any time. Each may be started again, on its ports and with its data
 * ({@link #broker(int)}). What holds for a single server holds for all of them together: {@link #close()}, a start that
 * fails, and the death of this JVM leave nothing behind.
 *
 * <p>A secured one ({@link #secured}) lets nobody in without user, password and TLS, and allows nobody anything without
 * an ACL, but for the administrator.
 *
 * <p>Safe for use by several threads; in particular, {@code close()} ends a {@code start()} that still waits.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** Kafka's own least number: these passwords protect nothing, and every connection costs that many rounds. */
    private static final int SCRAM_ITERATIONS = 4_096;

    private static final int ALTER_SECONDS = 30;

    /** A user that nobody is, made to see when it is known. */
    private static final String SETTLED = "fristvagt-settled";

    private final ClusterPlan plan;
    private final Map<String, String> users;
    private final IntSupplier freePorts;

    private final Object lock = new Object();
    private List<EmbeddedBroker> nodes = List.of();
    private boolean started;
    private boolean closed;

    /** A cluster that everybody on this machine may use. */
    public EmbeddedCluster(int nodes) {
        this(nodes, Map.of());
    }

    /** The same with properties for every node; where they name one that a node has by itself, they win. */
    public EmbeddedCluster(int nodes, Map<String, String> properties) {
        this(nodes, Optional.empty(), Map.of(), properties, Ports.free());
    }

    /** A secured cluster with these users and their passwords. Takes a second to make a certificate. */
    public static EmbeddedCluster secured(int nodes, Map<String, String> users) {
        return secured(nodes, users, Map.of());
    }

    /** The same with properties for every node; where they name one that a node has by itself, they win. */
    public static EmbeddedCluster secured(int nodes, Map<String, String> users, Map<String, String> properties) {
        return new EmbeddedCluster(nodes, Optional.of(ClusterSecurity.create()), users, properties, Ports.free());
    }

    EmbeddedCluster(
            int nodes,
            Optional<ClusterSecurity> security,
            Map<String, String> users,
            Map<String, String> properties,
            IntSupplier freePorts) {
        if (nodes < 1) {
            throw new IllegalArgumentException("A cluster has at least 1 node, not " + nodes);
        }
        this.plan = ClusterPlan.create(nodes, security, properties);
        this.users = Map.copyOf(users);
        this.freePorts = freePorts;
    }

    /**
     * Starts all nodes that do not run, at once: the first time on free ports, later on the same ones. Returns when every
     * node lists all of them.
     *
     * @throws EmbeddedException when it does not come up; nothing of it is left then
     * @throws IllegalStateException when it is closed, or is closed meanwhile
     */
    public void start() {
        try {
            if (hasStarted()) {
                startAll(nodes().stream()
                        .filter(node -> !node.isRunning())
                        .map(node -> (Callable<Boolean>) () -> {
                            node.start();
                            return true;
                        })
                        .toList());
                awaitAllListed();
            } else {
                startOnFreePorts();
                awaitAllListed();
                makeUsers(users);
                synchronized (lock) {
                    requireOpen();
                    started = true;
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedException("The start of the cluster was interrupted", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startOnFreePorts() throws InterruptedException {
        for (int attempt = 1; attempt <= EmbeddedServer.PORT_ATTEMPTS; attempt++) {
            List<List<Integer>> ports = freePorts();
            List<EmbeddedBroker> candidates = makeNodes(ports);
            boolean up = startAll(IntStream.range(0, plan.size())
                    .mapToObj(index ->
                            (Callable<Boolean>) () -> candidates.get(index).startsOn(ports.get(index)))
                    .toList());
            if (up) {
                return;
            }
            // the others already know the port that was taken as the place of a voter
            candidates.forEach(EmbeddedBroker::close);
        }
        throw new EmbeddedException("The cluster did not start: other programs took the ports that were free, "
                + EmbeddedServer.PORT_ATTEMPTS + " times in a row");
    }

    private List<List<Integer>> freePorts() {
        int each = plan.portsPerNode();
        List<Integer> all = IntStream.generate(freePorts)
                .distinct()
                .limit((long) plan.size() * each)
                .boxed()
                .toList();
        return IntStream.range(0, plan.size())
                .mapToObj(index -> all.subList(index * each, (index + 1) * each))
                .toList();
    }

    private List<EmbeddedBroker> makeNodes(List<List<Integer>> ports) {
        List<EmbeddedBroker> made = IntStream.range(0, plan.size())
                .mapToObj(index -> new EmbeddedBroker(plan, id(index), otherControllers(ports, index)))
                .toList();
        synchronized (lock) {
            requireOpen();
            nodes = made;
        }
        return made;
    }

    private static Map<Integer, Integer> otherControllers(List<List<Integer>> ports, int index) {
        return IntStream.range(0, ports.size())
                .filter(other -> other != index)
                .boxed()
                .collect(Collectors.toMap(
                        EmbeddedCluster::id,
                        other -> ClusterPlan.Listeners.of(ports.get(other)).controller()));
    }

    private static int id(int index) {
        return index + 1;
    }

    /**
     * Runs all at once, since no node answers before most of them run. The first that does not succeed ends the others,
     * which would wait for it in vain.
     */
    private boolean startAll(List<Callable<Boolean>> starts) throws InterruptedException {
        if (starts.isEmpty()) {
            return true;
        }
        ExecutorService threads = Executors.newFixedThreadPool(starts.size(), body -> {
            Thread thread = new Thread(body, "cluster-start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
            starts.forEach(running::submit);
            for (int pending = starts.size(); pending > 0; pending--) {
                if (!running.take().get()) {
                    return false;
                }
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new EmbeddedException("The cluster did not start: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private void awaitAllListed() throws InterruptedException {
        List<EmbeddedBroker> all = nodes();
        await(
                () -> all.stream().allMatch(node -> node.listedNodes().size() == plan.size()),
                "The cluster did not start: not every node lists all " + plan.size());
    }

    private void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        boolean held = EmbeddedServer.comesTrue(() -> {
            synchronized (lock) {
                requireOpen();
            }
            return condition.getAsBoolean();
        });
        if (!held) {
            throw new EmbeddedException(otherwise);
        }
    }

    /**
     * Adds a user, or gives one another password. Returns when every node that runs knows it.
     *
     * @throws EmbeddedException when the cluster does not take it
     * @throws IllegalStateException when the cluster is not secured or not started
     */
    public void addUser(String name, String password) {
        try {
            makeUsers(Map.of(name, password));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("The user was not added: interrupted", e);
        }
    }

    /**
     * Waits until every node that runs has applied all that was decided before: topics, settings, ACLs, users. An answer
     * to the administrator only means that it was decided; a node may not know of it for some moments.
     *
     * @throws EmbeddedException when they do not come to that
     * @throws IllegalStateException when the cluster is not secured or not started
     */
    public void settle() {
        // what is decided is one log, read in order, so who knows a user that is made now knows all that was before it;
        // but a node applies users before ACLs when it reads both in one go, so the second user is read after that
        addUser(SETTLED, KeyMaterial.secret());
        addUser(SETTLED, KeyMaterial.secret());
    }

    private void makeUsers(Map<String, String> wanted) throws InterruptedException {
        if (wanted.isEmpty()) {
            return;
        }
        Truststore truststore = truststore();
        List<UserScramCredentialAlteration> alterations = new ArrayList<>();
        wanted.forEach((name, password) -> alterations.add(new UserScramCredentialUpsertion(
                name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS), password)));
        try (Admin admin = Admin.create(new HashMap<>(administrator()))) {
            admin.alterUserScramCredentials(alterations).all().get(ALTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedException("The users of the cluster could not be made: " + e.getMessage(), e);
        }
        // made at once, they also become known at once: a node that knows one knows all
        Map.Entry<String, String> one = wanted.entrySet().iterator().next();
        Map<String, String> properties = ClusterSecurity.clientProperties(truststore, one.getKey(), one.getValue());
        await(
                () -> nodes().stream().filter(EmbeddedBroker::isRunning).allMatch(node -> node.knows(properties)),
                "The users of the cluster were made, but not every node came to know them");
    }

    /** How many nodes it has, running or not. */
    public int size() {
        return plan.size();
    }

    /**
     * One of its nodes, to be stopped, killed and started again. Its start returns when the others let it serve, so most
     * of the others must run; {@link #start()} brings all back. A start of it that fails closes it for good.
     *
     * @param index from 0
     * @throws IllegalStateException when the cluster was never started, or is closed
     */
    public EmbeddedBroker broker(int index) {
        return nodes().get(index);
    }

    /**
     * What clients are configured with as {@code bootstrap.servers}: all nodes.
     *
     * @throws IllegalStateException when it was never started, or is closed
     */
    public String bootstrapServers() {
        return nodes().stream().map(EmbeddedBroker::bootstrapServers).collect(Collectors.joining(","));
    }

    /**
     * What a client of a cluster that is not secured is configured with.
     *
     * @throws IllegalStateException when it is secured, was never started, or is closed
     */
    public Map<String, String> clientProperties() {
        if (plan.security().isPresent()) {
            throw new IllegalStateException("This cluster is secured: name the user");
        }
        return connecting(Map.of());
    }

    /**
     * What a client of a secured cluster is configured with. The user need not exist, nor the password be right.
     *
     * <p>Clients on librdkafka before 2.6.1, like Debian 12's kcat, cannot log in to any broker of Kafka 4: they repeat
     * their nonce in the last SCRAM message, which the broker takes for a wrong password (librdkafka's pull request 4895).
     *
     * @throws IllegalStateException when it is not secured, was never started, or is closed
     */
    public Map<String, String> clientProperties(String user, String password) {
        return connecting(ClusterSecurity.clientProperties(truststore(), user, password));
    }

    /**
     * What a client that may do everything is configured with.
     *
     * @throws IllegalStateException when it was never started, or is closed
     */
    public Map<String, String> administrator() {
        return connecting(plan.administrator(broker(0).directory()));
    }

    private Map<String, String> connecting(Map<String, String> properties) {
        Map<String, String> connecting = new TreeMap<>(properties);
        connecting.put("bootstrap.servers", bootstrapServers());
        return Map.copyOf(connecting);
    }

    /**
     * What clients need to trust a secured cluster, also those that are not in Java.
     *
     * @throws IllegalStateException when it is not secured, was never started, or is closed
     */
    public Truststore truststore() {
        return plan.security()
                .map(security -> security.keys().truststore(broker(0).directory()))
                .orElseThrow(() -> new IllegalStateException("This cluster is not secured"));
    }

    /** Kills all nodes and deletes their directories. It cannot be started again. Closing it again does nothing. */
    @Override
    public void close() {
        List<EmbeddedBroker> all;
        synchronized (lock) {
            closed = true;
            all = nodes;
            nodes = List.of();
        }
        all.forEach(EmbeddedBroker::close);
    }

    private boolean hasStarted() {
        synchronized (lock) {
            requireOpen();
            return started;
        }
    }

    private List<EmbeddedBroker> nodes() {
        synchronized (lock) {
            requireOpen();
            if (nodes.isEmpty()) {
                throw new IllegalStateException("This cluster is not started");
            }
            return nodes;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This cluster is closed");
        }
    }
}
