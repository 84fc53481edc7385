package dk.fristvagt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerIT {
    private static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void hasAllFeaturesOfItsRelease() throws Exception {
        try (Admin admin = admin(BROKER)) {
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

            assertThat(features).containsKeys("metadata.version", "group.version", "share.version", "streams.version");
            assertThat(features.get("transaction.version").maxVersionLevel()).isGreaterThanOrEqualTo((short) 2);
        }
    }

    @Test
    void makesNoTopicByItself() throws Exception {
        try (Consumer<String, String> consumer = consumer(BROKER);
                Admin admin = admin(BROKER)) {
            consumer.subscribe(List.of("nobody-made-me"));
            consumer.poll(Duration.ofMillis(200));

            assertThat(admin.listTopics().names().get()).doesNotContain("nobody-made-me");
        }
    }

    @Test
    void commitsTransactions() throws Exception {
        createTopic(BROKER, "transactions");
        try (Producer<String, String> producer = producer(BROKER, Map.of("transactional.id", "it"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "never"));
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "said"));
            producer.commitTransaction();
        }

        assertThat(read(BROKER, "transactions", 1)).containsExactly("said");
    }

    @Test
    void keepsItsPortAndItsDataWhenItIsStoppedOrKilledAndStartedAgain() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker(Map.of("message.max.bytes", "2000000"))) {
            broker.start();
            String servers = broker.bootstrapServers();
            Path directory = broker.directory();
            long pid = broker.pid();
            assertThat(setting(broker, "message.max.bytes")).isEqualTo("2000000");
            createTopic(broker, "kept");
            send(broker, "kept", "first");

            broker.stop();
            assertThat(broker.isRunning()).isFalse();
            broker.start();
            send(broker, "kept", "second");
            broker.kill();
            assertThat(broker.isRunning()).isFalse();
            broker.start();

            assertThat(read(broker, "kept", 2)).containsExactly("first", "second");
            assertThat(broker.bootstrapServers()).isEqualTo(servers);
            assertThat(broker.directory()).isEqualTo(directory);
            assertThat(broker.pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void takesOtherPortsWhenThoseThatWereFreeAreTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.LOOPBACK))) {
            Iterator<Integer> ports = Stream.concat(
                            Stream.of(taken.getLocalPort()),
                            IntStream.generate(Ports.free()).boxed())
                    .iterator();
            try (EmbeddedBroker broker = new EmbeddedBroker(Map.of(), ports::next)) {
                broker.start();

                assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
            }
        }
    }

    @Test
    void severalCanRunAtOnce() {
        List<EmbeddedBroker> brokers =
                Stream.generate(EmbeddedBroker::new).limit(2).toList();
        try {
            CompletableFuture.allOf(brokers.stream()
                            .map(broker -> CompletableFuture.runAsync(broker::start))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();

            Set<String> servers = new HashSet<>(Set.of(BROKER.bootstrapServers()));
            Set<Path> directories = new HashSet<>(Set.of(BROKER.directory()));
            for (EmbeddedBroker broker : brokers) {
                assertThat(servers.add(broker.bootstrapServers())).isTrue();
                assertThat(directories.add(broker.directory())).isTrue();
            }
        } finally {
            brokers.forEach(EmbeddedBroker::close);
        }
    }

    @Test
    void closingLeavesNothing() {
        EmbeddedBroker broker = new EmbeddedBroker();
        broker.start();
        Path directory = broker.directory();
        Optional<ProcessHandle> process = ProcessHandle.of(broker.pid());

        broker.close();

        assertThat(process).isPresent().get().matches(child -> !child.isAlive(), "is gone");
        assertThat(directory).doesNotExist();
        assertThatThrownBy(broker::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStartThatFailsSaysWhyAndLeavesNothing() {
        EmbeddedBroker broker = new EmbeddedBroker(Map.of("num.io.threads", "many"));

        assertThatThrownBy(broker::start)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContainingAll("The broker did not start", "broker.log", "many", "num.io.threads");

        assertThat(broker.isRunning()).isFalse();
        assertThatThrownBy(broker::directory).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsAStartThatStillWaits() {
        EmbeddedBroker broker = new EmbeddedBroker();
        CompletableFuture<Void> start = CompletableFuture.runAsync(broker::start);
        await().until(broker::isRunning);
        Path directory = broker.directory();

        broker.close();

        assertThat(start).failsWithin(Duration.ofSeconds(30));
        assertThat(directory).doesNotExist();
        assertThat(broker.isRunning()).isFalse();
    }

    @Test
    void ctrlCDoesNotReachItBeforeItsParentIsDoneWithIt() throws Exception {
        for (String signal : List.of("INT", "HUP", "TERM")) {
            int sent = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + BROKER.pid())
                    .start()
                    .waitFor();
            assertThat(sent).isZero();
        }

        createTopic(BROKER, "after-the-signals");
        send(BROKER, "after-the-signals", "still here");
        assertThat(read(BROKER, "after-the-signals", 1)).containsExactly("still here");
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (Admin admin = admin(broker)) {
            admin.createTopics(Set.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    private static String setting(EmbeddedBroker broker, String name) throws Exception {
        try (Admin admin = admin(broker)) {
            ConfigResource node = new ConfigResource(ConfigResource.Type.BROKER, "1");
            return admin.describeConfigs(Set.of(node))
                    .all()
                    .get()
                    .get(node)
                    .get(name)
                    .value();
        }
    }

    private static Producer<String, String> producer(EmbeddedBroker broker, Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(more);
        configuration.put("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer());
    }

    private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
        try (Producer<String, String> producer = producer(broker, Map.of())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static Consumer<String, String> consumer(EmbeddedBroker broker) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", "it",
                        "auto.offset.reset", "earliest",
                        "allow.auto.create.topics", true,
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static Collection<String> read(EmbeddedBroker broker, String topic, int count) {
        List<String> values = new ArrayList<>();
        try (Consumer<String, String> consumer = consumer(broker)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
