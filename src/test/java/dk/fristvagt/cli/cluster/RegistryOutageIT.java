package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.testing.Gate;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.topology.MonitorStatus.TaskState;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.Obstacle;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registry is down for a minute, six times as long as a transaction lasts, while a record comes whose schema nobody
 * knows yet (architecture.md, failure rules).
 */
class RegistryOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;
    private static final LocalDate MONDAY = LocalDate.of(2022, 3, 7);
    private static final Instant MORNING =
            MONDAY.atTime(9, 0).atZone(Days.COPENHAGEN).toInstant();

    @TempDir
    private Path directory;

    private final AtomicInteger restores = new AtomicInteger();
    private volatile KafkaStreams streams;

    @Test
    void costs_no_task_and_no_record() throws IOException {
        try (EmbeddedBroker broker = new EmbeddedBroker();
                EmbeddedRegistry registry = new EmbeddedRegistry()) {
            broker.start();
            registry.start();
            Topics topics = Topics.UNPREFIXED;
            Units units = Units.load();
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            Registry direct = new Registry(Registry.Settings.of(registry.url()));
            SchemaSetup.register(direct, topics);
            try (Gate gate = new Gate(registry.url());
                    Admin admin = Admin.create(client)) {
                new TopicSetup(topics, units, PARTITIONS, Optional.of((short) 1), true).create(admin);
                RegistrySerdeFactory serdes = new RegistrySerdeFactory(new Registry(Registry.Settings.of(gate.url())));
                SettableClock clock = new SettableClock(MORNING);
                try (EventPublisher publisher = new EventPublisher(client, new RegistrySerdeFactory(direct), topics);
                        MonitorStreams monitor = MonitorStreams.start(
                                StreamsSettings.simulated(
                                        "outage", broker.bootstrapServers(), directory.resolve("state")),
                                new MonitorStreams.Parts(
                                        new CitizenMonitor(
                                                RulebookYaml.builtIn(),
                                                new WorkingDaysOfDenmark(),
                                                CitizenMonitor.Settings.DEFAULT),
                                        serdes,
                                        topics,
                                        units,
                                        new WorkingDaysOfDenmark(),
                                        clock),
                                this::watch)) {
                    await().atMost(PATIENCE)
                            .until(() -> monitor.status().everyTaskHasReached(clock.instant(), PARTITIONS));
                    int restoredAtStart = restores.get();
                    double closedAtStart = closedTasks();
                    Map<String, TaskState> before = monitor.status().tasks();
                    publisher.publish(List.of(spell("e1", "c1"), spell("e2", "c2")));

                    gate.close();
                    Schema newer = newerCv();
                    int id = direct.register(topics.input(Fact.Kind.CV) + "-value", newer);
                    send(client, topics.input(Fact.Kind.CV), "c1", inWireFormat(id, cv(newer, "c1")));
                    await().atMost(PATIENCE).until(() -> parked(monitor) == 1);
                    publisher.publish(List.of(spell("e3", "c3"), spell("e4", "c4")));
                    Map<TopicPartition, Long> ends = monitor.inputEnds();

                    await().atMost(OUTAGE.plus(PATIENCE)).during(OUTAGE).untilAsserted(() -> {
                        assertThat(parked(monitor)).as("parked").isEqualTo(1);
                        assertThat(monitor.state()).isEqualTo(KafkaStreams.State.RUNNING);
                        assertThat(closedTasks()).as("closed tasks").isEqualTo(closedAtStart);
                    });
                    assertThat(monitor.status().obstacles()).containsExactly(Obstacle.SCHEMA_AWAITED);
                    assertThat(monitor.status().count(Count.EVENTS))
                            .as("what has a known schema goes on")
                            .isEqualTo(4);
                    assertThat(monitor.status().tasks().keySet()).isEqualTo(before.keySet());

                    gate.open();
                    await().atMost(PATIENCE).until(() -> parked(monitor) == 0);
                    await().atMost(PATIENCE).until(() -> monitor.hasCommitted(ends));
                    LocalDate due = MONDAY.plusDays(14);
                    clock.set(SettableClock.endOf(due));
                    await().atMost(PATIENCE)
                            .until(() -> monitor.status().everyTaskHasReached(clock.instant(), PARTITIONS));

                    assertThat(restores.get())
                            .as("stores restored after the start")
                            .isEqualTo(restoredAtStart);
                    assertThat(closedTasks()).isEqualTo(closedAtStart);
                    assertThat(monitor.failure()).isEmpty();
                    assertThat(monitor.status().count(Count.EVENTS)).isEqualTo(5);
                }
                OutputTopics outputs = new OutputTopics(client, new RegistrySerdeFactory(direct), topics, units);
                assertThat(outputs.deadLetters()).isZero();
                assertThat(outputs.deadlines().get("c1|dp-cv|s-c1|1").getStatus())
                        .asString()
                        .isEqualTo("MET");
                assertThat(warnedOfCv(outputs)).containsExactlyInAnyOrder("c2", "c3", "c4");
            }
        }
    }

    private static List<String> warnedOfCv(OutputTopics outputs) {
        return outputs.alerts().stream()
                .filter(alert -> alert.getRuleId().equals("dp-cv"))
                .map(Alert::getCitizenId)
                .distinct()
                .toList();
    }

    private void watch(KafkaStreams started) {
        streams = started;
        started.setGlobalStateRestoreListener(new StateRestoreListener() {
            @Override
            public void onRestoreStart(TopicPartition partition, String store, long from, long end) {
                restores.incrementAndGet();
            }

            @Override
            public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
                // The start is what counts.
            }

            @Override
            public void onRestoreEnd(TopicPartition partition, String store, long restored) {
                // The start is what counts.
            }
        });
    }

    /** How many tasks the threads have closed, in order or not. */
    private double closedTasks() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("task-closed-total"))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }

    private static int parked(MonitorStreams monitor) {
        return monitor.status().tasks().values().stream()
                .mapToInt(TaskState::parked)
                .sum();
    }

    private static Event<BenefitSpell> spell(String eventId, String citizenId) {
        return new Event<>(
                eventId,
                citizenId,
                MORNING,
                "test",
                false,
                new BenefitSpell(
                        "s-" + citizenId,
                        Group.DAGPENGE,
                        MONDAY,
                        Days.NEVER,
                        Optional.of(MONDAY),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        BenefitSpell.Insurance.FULL_TIME,
                        OptionalInt.empty(),
                        false,
                        false,
                        false,
                        "0751",
                        Optional.of("3F")));
    }

    /** The schema of CVs as the next version of a producer might have it: one more field, with a default. */
    private static Schema newerCv() {
        Schema current = dk.fristvagt.event.Cv.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema newer = Schema.createRecord(current.getName(), current.getDoc(), current.getNamespace(), false);
        fields.add(new Schema.Field("language", Schema.create(Schema.Type.STRING), "Language it is written in.", "da"));
        newer.setFields(fields);
        return newer;
    }

    private static GenericData.Record cv(Schema schema, String citizenId) {
        GenericData.Record record = new GenericData.Record(schema);
        schema.getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .forEach(field -> record.put(field.name(), GenericData.get().getDefaultValue(field)));
        record.put("eventId", "e5");
        record.put("citizenId", citizenId);
        record.put("recordedAt", MORNING.toEpochMilli());
        record.put("source", "next-version");
        record.put("cvId", "cv-" + citizenId);
        record.put("registeredOn", (int) MONDAY.toEpochDay());
        record.put("searchableOn", (int) MONDAY.toEpochDay());
        return record;
    }

    private static byte[] inWireFormat(int id, GenericData.Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static void send(Map<String, Object> client, String topic, String key, byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    topic, null, MORNING.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value));
        }
    }
}
