package dk.fristvagt.topology;

import static org.awaitility.Awaitility.await;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;

/** Topics, an application and a clock of one test's own, on a broker that tests share. */
final class Site implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int PARTITIONS = 3;

    final String name;
    final Topics topics;
    final SettableClock clock;
    final TestSerdes serdes = new TestSerdes();
    final Admin admin;
    private final EmbeddedBroker broker;
    private final Path stateDirectory;
    private final Producer<byte[], byte[]> producer;
    private final List<MonitorStreams> started = new ArrayList<>();

    Site(EmbeddedBroker broker, String name, Path stateDirectory, Instant now) {
        this.broker = broker;
        this.name = name;
        this.topics = new Topics(name + ".");
        this.stateDirectory = stateDirectory;
        this.clock = new SettableClock(now);
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        this.producer = producer(Optional.empty());
        setup().create(admin);
    }

    TopicSetup setup() {
        return new TopicSetup(topics, Rig.UNITS, PARTITIONS, Optional.of((short) 1), true);
    }

    MonitorStreams start() {
        return start(settings -> settings);
    }

    MonitorStreams start(UnaryOperator<StreamsSettings> change) {
        StreamsSettings settings =
                StreamsSettings.simulated(name, broker.bootstrapServers(), stateDirectory.resolve("state"));
        MonitorStreams.Parts parts =
                new MonitorStreams.Parts(Rig.MONITOR, serdes, topics, Rig.UNITS, new WorkingDaysOfDenmark(), clock);
        MonitorStreams monitor = MonitorStreams.start(change.apply(settings), parts, streams -> {});
        started.add(monitor);
        return monitor;
    }

    /** Waits until every task has worked off what is due by the clock. */
    void awaitWorkedOff(MonitorStreams monitor) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> monitor.status().everyTaskHasReached(clock.instant(), PARTITIONS));
    }

    void awaitCommitted(MonitorStreams monitor) {
        Map<TopicPartition, Long> ends = monitor.inputEnds();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> monitor.hasCommitted(ends));
    }

    /** Sets the clock and waits until everything due has been worked off. */
    void advanceTo(Instant instant, MonitorStreams monitor) {
        clock.set(instant);
        awaitWorkedOff(monitor);
    }

    // ---- in

    void publish(Event<?>... events) {
        for (Event<?> event : events) {
            producer.send(record(event));
        }
        producer.flush();
    }

    void publish(Fact.Kind kind, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.input(kind), key, value));
        producer.flush();
    }

    @SuppressWarnings("unchecked")
    ProducerRecord<byte[], byte[]> record(Event<?> event) {
        SpecificRecord avro = AvroEvents.toAvro(event);
        byte[] value = serdes.serde((Class<SpecificRecord>) avro.getClass())
                .serializer()
                .serialize("", avro);
        return new ProducerRecord<>(
                topics.input(event.fact().kind()),
                null,
                event.recordedAt().toEpochMilli(),
                Rig.bytes(event.citizenId()),
                value);
    }

    Producer<byte[], byte[]> producer(Optional<String> transactionalId) {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
        transactionalId.ifPresent(id -> config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    // ---- out

    /** All alerts that can be read, in the order of each topic. */
    List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        var deserializer = serdes.serde(Alert.class).deserializer();
        for (ConsumerRecord<byte[], byte[]> record : read(Pattern.quote(topics.prefix()) + "fristvagt\\.alerts\\..*")) {
            alerts.add(deserializer.deserialize(record.topic(), record.value()));
        }
        return alerts;
    }

    /** The deadlines table as it can be read. */
    SortedMap<String, Deadline> table() {
        SortedMap<String, Deadline> table = new TreeMap<>();
        var deserializer = serdes.serde(Deadline.class).deserializer();
        for (ConsumerRecord<byte[], byte[]> record : read(Pattern.quote(topics.deadlines()))) {
            String key = new String(record.key(), java.nio.charset.StandardCharsets.UTF_8);
            if (record.value() == null) {
                table.remove(key);
            } else {
                table.put(key, deserializer.deserialize(record.topic(), record.value()));
            }
        }
        return table;
    }

    List<String> deadLetters() {
        return read(Pattern.quote(topics.deadLetters())).stream()
                .map(record ->
                        new String(record.headers().lastHeader(DeadLetters.CODE).value()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topicPattern) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().matches(topicPattern))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(50)).forEach(all::add);
            }
        }
        return all;
    }

    @Override
    public void close() {
        started.stream()
                .filter(monitor -> monitor.state() != KafkaStreams.State.NOT_RUNNING)
                .forEach(MonitorStreams::close);
        producer.close();
        admin.close();
    }
}
