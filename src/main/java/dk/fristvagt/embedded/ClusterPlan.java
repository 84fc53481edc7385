package dk.fristvagt.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * What the nodes of a cluster of our own have in common. All of them are broker and controller.
 *
 * @param size how many nodes there are
 * @param properties of every node; where they name one that a node has by itself, they win
 */
record ClusterPlan(String clusterId, int size, Optional<ClusterSecurity> security, Map<String, String> properties) {
    /** As many copies as a production cluster has, if there are so many nodes. */
    private static final int MOST_REPLICAS = 3;

    ClusterPlan {
        properties = Map.copyOf(properties);
    }

    /** A plan for a cluster that has never been. */
    static ClusterPlan create(int size, Optional<ClusterSecurity> security, Map<String, String> properties) {
        return new ClusterPlan(Uuid.randomUuid().toString(), size, security, properties);
    }

    /**
     * Where a node listens.
     *
     * @param client the listener of the clients, and of the other nodes if there is no {@code internal} one
     * @param internal the listener of the other brokers in a protected cluster
     */
    record Listeners(int client, int controller, Optional<Integer> internal) {
        static Listeners of(List<Integer> ports) {
            return new Listeners(
                    ports.get(0), ports.get(1), ports.stream().skip(2).findFirst());
        }
    }

    int portsPerNode() {
        return security.isPresent() ? 3 : 2;
    }

    /**
     * The configuration of a node.
     *
     * @param ports of this node
     * @param controllers the controller ports of all nodes by their ids, this one's included
     */
    Properties configuration(int id, Path home, List<Integer> ports, Map<Integer, Integer> controllers) {
        Listeners own = Listeners.of(ports);
        Properties configuration = new Properties();
        configuration.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(id),
                "controller.quorum.voters",
                controllers.entrySet().stream()
                        .map(voter -> voter.getKey() + "@" + Ports.address(voter.getValue()))
                        .collect(Collectors.joining(",")),
                "log.dirs",
                home.resolve("data").toString()));
        configuration.putAll(listeners(own));
        security.ifPresent(protection -> configuration.putAll(protection.nodeProperties(home)));
        // a topic that nobody made is an error to be seen
        configuration.put("auto.create.topics.enable", "false");
        configuration.putAll(replication());
        // quick to agree on a leader, but not so quick that a busy machine has a new one all the time
        configuration.putAll(Map.of(
                "controller.quorum.election.timeout.ms", "500",
                "controller.quorum.election.backoff.max.ms", "500"));
        // a killed broker's name is free again after its session, not after nine seconds
        configuration.putAll(Map.of("broker.heartbeat.interval.ms", "1000", "broker.session.timeout.ms", "5000"));
        // no waiting for others to join, few partitions, few threads, small buffers
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

    private static Map<String, String> listeners(Listeners own) {
        List<String> listeners = new ArrayList<>();
        listeners.add("CLIENT://" + Ports.address(own.client()));
        own.internal().ifPresent(port -> listeners.add("INTERNAL://" + Ports.address(port)));
        String advertised = String.join(",", listeners);
        listeners.add("CONTROLLER://" + Ports.address(own.controller()));
        boolean secured = own.internal().isPresent();
        return Map.of(
                "listeners",
                String.join(",", listeners),
                "advertised.listeners",
                advertised,
                "listener.security.protocol.map",
                secured ? "CLIENT:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL" : "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                secured ? "INTERNAL" : "CLIENT",
                "controller.listener.names",
                "CONTROLLER");
    }

    private Map<String, String> replication() {
        int copies = Math.min(size, MOST_REPLICAS);
        String replicas = Integer.toString(copies);
        // one node may be away
        String inSync = Integer.toString(Math.max(1, copies - 1));
        return Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", inSync);
    }

    /** For a client that may do everything; {@code home} is any node's directory. */
    Map<String, String> administrator(Path home) {
        return security.map(protection -> ClusterSecurity.clientProperties(
                        protection.keys().truststore(home),
                        ClusterSecurity.ADMINISTRATOR,
                        protection.administratorPassword()))
                .orElse(Map.of());
    }
}
