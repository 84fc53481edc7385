package dk.fristvagt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** With what a password may hold and a configuration may trip over. */
    private static final Map<String, String> PASSWORDS =
            Map.of("writer", "a\"b\\c d;=,", "stranger", "only-a-password");

    private static final EmbeddedCluster CLUSTER =
            EmbeddedCluster.secured(3, PASSWORDS, Map.of("log.retention.check.interval.ms", "1000"));

    @BeforeAll
    static void start() {
        CLUSTER.start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void everyNodeListsAllNodesAndHasTheFeaturesAndSettingsOfTheCluster() throws Exception {
        for (int index = 0; index < CLUSTER.size(); index++) {
            Map<String, Object> configuration = new HashMap<>(CLUSTER.administrator());
            configuration.put("bootstrap.servers", CLUSTER.broker(index).bootstrapServers());
            try (Admin admin = Admin.create(configuration)) {
                assertThat(admin.describeCluster().nodes().get())
                        .extracting(node -> node.host() + ":" + node.port())
                        .containsExactlyInAnyOrder(CLUSTER.bootstrapServers().split(","));
                assertThat(admin.describeMetadataQuorum().quorumInfo().get().voters())
                        .hasSize(3);
                assertThat(admin.describeFeatures()
                                .featureMetadata()
                                .get()
                                .finalizedFeatures()
                                .get("transaction.version")
                                .maxVersionLevel())
                        .isGreaterThanOrEqualTo((short) 2);
                ConfigResource node = new ConfigResource(
                        ConfigResource.Type.BROKER,
                        Integer.toString(CLUSTER.broker(index).id()));
                assertThat(admin.describeConfigs(Set.of(node))
                                .all()
                                .get()
                                .get(node)
                                .get("log.retention.check.interval.ms")
                                .value())
                        .isEqualTo("1000");
            }
        }
    }

    @Test
    void aTopicHasThreeCopiesOfWhichTwoMustHaveARecord() throws Exception {
        createTopic("copies");
        CLUSTER.settle();

        try (Admin admin = administrator()) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "copies");
            assertThat(inSync(admin, "copies")).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(admin.describeConfigs(Set.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("min.insync.replicas")
                            .value())
                    .isEqualTo("2");
        }
    }

    @Test
    void aUserDoesWhatAnAclAllowsAndNothingElse() throws Exception {
        createTopic("allowed");
        createTopic("forbidden");
        allow("writer", ResourceType.TOPIC, "allowed", AclOperation.WRITE, AclOperation.READ);
        allow("writer", ResourceType.GROUP, "writer-group", AclOperation.READ);
        CLUSTER.settle();

        send("allowed", "said");

        assertThat(read("allowed", "writer-group", 1)).containsExactly("said");
        assertThatThrownBy(() -> send("forbidden", "never"))
                .rootCause()
                .isInstanceOf(TopicAuthorizationException.class);
        try (Producer<String, String> producer = producer("stranger", PASSWORDS.get("stranger"))) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("allowed", "never"))
                            .get())
                    .rootCause()
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void afterItHasSettledEveryNodeKnowsANewAcl() throws Exception {
        createTopic("settled");
        Map<String, String> writer = CLUSTER.clientProperties("writer", PASSWORDS.get("writer"));

        allow("writer", ResourceType.TOPIC, "settled", AclOperation.DESCRIBE);
        CLUSTER.settle();

        for (int index = 0; index < CLUSTER.size(); index++) {
            Map<String, Object> configuration = new HashMap<>(writer);
            configuration.put("bootstrap.servers", CLUSTER.broker(index).bootstrapServers());
            try (Admin admin = Admin.create(configuration)) {
                assertThat(admin.listTopics().names().get()).contains("settled");
            }
        }
    }

    @Test
    void aKilledNodeIsMissedByNobodyAndJoinsAgain() throws Exception {
        createTopic("killed");
        allow("writer", ResourceType.TOPIC, "killed", AclOperation.WRITE, AclOperation.READ);
        allow("writer", ResourceType.GROUP, "killed-group", AclOperation.READ);
        CLUSTER.settle();
        send("killed", "before");
        EmbeddedBroker leader = leaderOf("killed");
        String server = leader.bootstrapServers();
        long pid = leader.pid();

        leader.kill();
        send("killed", "meanwhile");
        try (Admin admin = administrator()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inSync(admin, "killed")).hasSize(2));
            leader.start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inSync(admin, "killed")).hasSize(3));
        }
        send("killed", "after");

        assertThat(read("killed", "killed-group", 3)).containsExactly("before", "meanwhile", "after");
        assertThat(leader.bootstrapServers()).isEqualTo(server);
        assertThat(leader.pid()).isNotEqualTo(pid);
    }

    @Test
    void whoIsNotAUserWithThePasswordIsNotLetIn() {
        Map<String, String> anonymous = new HashMap<>(CLUSTER.clientProperties("writer", PASSWORDS.get("writer")));
        anonymous.keySet().removeIf(key -> key.startsWith("sasl."));
        anonymous.put("security.protocol", "SSL");
        Map<String, String> withoutTls = Map.of("bootstrap.servers", CLUSTER.bootstrapServers());

        assertThatThrownBy(() -> clusterId(CLUSTER.clientProperties("writer", "wrong")))
                .rootCause()
                .isInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> clusterId(CLUSTER.clientProperties("ANONYMOUS", "")))
                .rootCause()
                .isInstanceOf(SaslAuthenticationException.class);
        // a broker that gets another request than the one to log in hangs up without a word
        assertThatThrownBy(() -> clusterId(anonymous)).rootCause().isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> clusterId(withoutTls)).rootCause().isInstanceOf(TimeoutException.class);
    }

    @Test
    void theListenersOfTheNodesLetNobodyInWithoutTheirCertificate() throws Exception {
        Properties node = new Properties();
        try (var reader = Files.newBufferedReader(CLUSTER.broker(0).directory().resolve("server.properties"))) {
            node.load(reader);
        }
        List<String> internal = Stream.of(node.getProperty("listeners").split(","))
                .map(URI::create)
                .filter(listener -> !listener.getScheme().equals("CLIENT"))
                .map(URI::getAuthority)
                .toList();
        assertThat(internal).hasSize(2);

        for (String server : internal) {
            Map<String, String> configuration =
                    new HashMap<>(CLUSTER.truststore().kafkaProperties());
            configuration.put("security.protocol", "SSL");
            configuration.put("bootstrap.servers", server);
            assertThatThrownBy(() -> clusterId(configuration))
                    .rootCause()
                    .satisfies(cause ->
                            assertThat(cause).isInstanceOfAny(SslAuthenticationException.class, SSLException.class));
        }
    }

    @Test
    void aUserCanBeAddedAndGivenAnotherPassword() throws Exception {
        CLUSTER.addUser("late", "first");
        assertThat(clusterId(CLUSTER.clientProperties("late", "first"))).isNotEmpty();

        CLUSTER.addUser("late", "second");
        assertThat(clusterId(CLUSTER.clientProperties("late", "second"))).isNotEmpty();
        assertThatThrownBy(() -> clusterId(CLUSTER.clientProperties("late", "first")))
                .rootCause()
                .isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void foreignClientsGetTheSameCertificateInTheirFormat() throws Exception {
        Truststore truststore = CLUSTER.truststore();
        try (var pem = Files.newInputStream(truststore.certificate())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);

            assertThat(certificate.getSubjectAlternativeNames())
                    .anySatisfy(name -> assertThat(name).asList().contains(Ports.LOOPBACK));
            assertThat(certificate)
                    .isEqualTo(KeyStore.getInstance(
                                    truststore.path().toFile(),
                                    truststore.password().toCharArray())
                            .getCertificate("server"));
        }
    }

    @Test
    void noPasswordIsOnACommandLineOrInALog() throws Exception {
        String administrator =
                CLUSTER.administrator().get("sasl.jaas.config").replaceAll(".*password=\"(\\w+)\".*", "$1");
        assertThat(administrator).hasSizeGreaterThan(20);

        for (int index = 0; index < CLUSTER.size(); index++) {
            EmbeddedBroker node = CLUSTER.broker(index);
            assertThat(ProcessHandle.of(node.pid()).orElseThrow().info().commandLine())
                    .get()
                    .asString()
                    .doesNotContain(administrator);
            assertThat(Files.readString(node.log())).doesNotContain(administrator);
        }
    }

    @Test
    void oneNodeIsAClusterAndTakesOtherPortsWhenOneIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            // the second port is the controller's, which the plan of the whole quorum rests on
            Iterator<Integer> ports = Stream.concat(
                            Stream.of(Ports.free().getAsInt(), taken.getLocalPort()),
                            IntStream.generate(Ports.free()).boxed())
                    .iterator();
            EmbeddedCluster single = new EmbeddedCluster(
                    1, Optional.empty(), Map.of(), Map.of("message.max.bytes", "2000000"), ports::next);
            try (single) {
                single.start();
                assertThat(clusterId(single.clientProperties())).isNotEmpty();

                single.broker(0).kill();
                single.start();

                assertThat(clusterId(single.clientProperties())).isNotEmpty();
                assertThatThrownBy(single::truststore).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> single.addUser("a", "b")).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void closingLeavesNothing() {
        EmbeddedCluster cluster = new EmbeddedCluster(3);
        cluster.start();
        List<EmbeddedBroker> nodes =
                IntStream.range(0, 3).mapToObj(cluster::broker).toList();
        List<Path> directories = nodes.stream().map(EmbeddedBroker::directory).toList();
        List<ProcessHandle> processes = nodes.stream()
                .map(node -> ProcessHandle.of(node.pid()).orElseThrow())
                .toList();

        cluster.close();

        assertThat(processes).hasSize(3).noneMatch(ProcessHandle::isAlive);
        assertThat(directories).hasSize(3).noneMatch(Files::exists);
        assertThatThrownBy(cluster::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(cluster::bootstrapServers).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStartThatFailsSaysWhyAndLeavesNothing() throws IOException {
        EmbeddedCluster cluster = new EmbeddedCluster(3, Map.of("num.io.threads", "many"));

        assertThatThrownBy(cluster::start)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContainingAll("of the cluster did not start", "broker.log", "many", "num.io.threads");

        assertThat(children()).containsExactlyInAnyOrderElementsOf(pids(CLUSTER));
    }

    @Test
    void closingEndsAStartThatStillWaits() {
        EmbeddedCluster cluster = new EmbeddedCluster(3);
        CompletableFuture<Void> start = CompletableFuture.runAsync(cluster::start);
        await().atMost(PATIENCE).until(() -> children().size() == 2 * 3);

        cluster.close();

        assertThat(start).failsWithin(PATIENCE);
        assertThat(children()).containsExactlyInAnyOrderElementsOf(pids(CLUSTER));
    }

    private static List<Long> pids(EmbeddedCluster cluster) {
        return IntStream.range(0, cluster.size())
                .mapToObj(index -> cluster.broker(index).pid())
                .toList();
    }

    private static List<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    private static Admin administrator() {
        return Admin.create(new HashMap<>(CLUSTER.administrator()));
    }

    private static String clusterId(Map<String, String> properties) throws Exception {
        Map<String, Object> configuration = new HashMap<>(properties);
        configuration.put("default.api.timeout.ms", 3_000);
        configuration.put("request.timeout.ms", 2_000);
        try (Admin admin = Admin.create(configuration)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void createTopic(String name) throws Exception {
        try (Admin admin = administrator()) {
            admin.createTopics(Set.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void allow(String user, ResourceType type, String name, AclOperation... operations)
            throws Exception {
        try (Admin admin = administrator()) {
            admin.createAcls(Stream.of(operations)
                            .map(operation -> new AclBinding(
                                    new ResourcePattern(type, name, PatternType.LITERAL),
                                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static List<Integer> inSync(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().get(0).isr().stream()
                .map(Node::id)
                .toList();
    }

    private static EmbeddedBroker leaderOf(String topic) throws Exception {
        try (Admin admin = administrator()) {
            int leader = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .get(0)
                    .leader()
                    .id();
            return IntStream.range(0, CLUSTER.size())
                    .mapToObj(CLUSTER::broker)
                    .filter(node -> node.id() == leader)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Producer<String, String> producer(String user, String password) {
        Map<String, Object> configuration = new HashMap<>(CLUSTER.clientProperties(user, password));
        configuration.put("acks", "all");
        return new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer());
    }

    private static void send(String topic, String value) throws Exception {
        try (Producer<String, String> producer = producer("writer", PASSWORDS.get("writer"))) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> read(String topic, String group, int count) {
        Map<String, Object> configuration = new HashMap<>(CLUSTER.clientProperties("writer", PASSWORDS.get("writer")));
        configuration.put("group.id", group);
        configuration.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
