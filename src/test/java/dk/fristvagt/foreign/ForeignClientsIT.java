package dk.fristvagt.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.foreign.confluent.PublishSeven;
import dk.fristvagt.foreign.confluent.Reencode;
import dk.fristvagt.foreign.example.AlertSubscriber;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.testing.Example;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventReader;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that know nothing of ours read what the monitor says and tell it what has happened: Confluent's classes,
 * kafkajs and kcat, each in a process of its own. The subscribers are the examples of the README.
 */
class ForeignClientsIT {
    private static final String JOBCENTRE = RunningMonitor.alertTopic("jobcenter-0751");

    /** A transaction that was aborted has left a record in the jobcentre's topic under this key. */
    private static final String ABORTED = "aborted";

    /** The business day while the foreign clients are at it, and a moment of it. */
    private static final LocalDate TODAY = LocalDate.parse("2022-10-01");

    private static final Instant RECORDED = Instant.parse("2022-10-01T08:30:00Z");

    private static final RunningMonitor MONITOR = new RunningMonitor();

    @TempDir
    private static Path directory;

    private static ConfluentJar confluent;

    @BeforeAll
    static void start() throws IOException {
        List<Event<?>> history = Example.all().stream()
                .filter(example -> example.name().matches("(01|08)-.*"))
                .<Event<?>>flatMap(example -> example.events().stream())
                .toList();
        MONITOR.start(history, LocalDate.parse("2022-01-10"), TODAY);
        abortATransaction();
        confluent = ConfluentJar.with(directory, Reencode.class, PublishSeven.class, AlertSubscriber.class);
    }

    @AfterAll
    static void stop() throws Exception {
        MONITOR.close();
    }

    private static void abortATransaction() {
        ConsumerRecord<byte[], byte[]> alert =
                MONITOR.records(List.of(JOBCENTRE)).get(0);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", MONITOR.brokers(), "transactional.id", "somebody-else");
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(JOBCENTRE, utf8(ABORTED), alert.value()));
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** Confluent's serializer, deserializer and Kafka's clients of that time. */
    @Nested
    class Confluent {
        @Test
        void decodes_every_alert_and_encodes_it_to_the_same_bytes() throws Exception {
            assertReencodes("RecordNameStrategy", RunningMonitor.alertTopics());
        }

        @Test
        void decodes_every_deadline_and_encodes_it_to_the_same_bytes() throws Exception {
            assertReencodes("TopicNameStrategy", List.of(RunningMonitor.TOPICS.deadlines()));
        }

        private void assertReencodes(String subjectNames, List<String> topics) throws Exception {
            List<ConsumerRecord<byte[], byte[]>> records = MONITOR.records(topics);
            long tombstones =
                    records.stream().filter(record -> record.value() == null).count();
            assertThat(records.size() - tombstones).isGreaterThan(50);
            List<String> arguments = new ArrayList<>(List.of(MONITOR.brokers(), MONITOR.registry(), subjectNames));
            arguments.addAll(topics);
            try (ForeignProcess reencode = confluent.start(Reencode.class, arguments.toArray(String[]::new))) {
                assertThat(reencode.result())
                        .isEqualToIgnoringNewLines((records.size() - tombstones) + " identical, 0 different, "
                                + tombstones + " tombstones");
            }
        }

        @Test
        void publishes_events_of_all_seven_kinds_and_the_monitor_takes_each_into_account() throws Exception {
            String citizen = "confluent-citizen-æøå";
            try (ForeignProcess publisher = confluent.start(
                    PublishSeven.class, MONITOR.brokers(), MONITOR.registry(), citizen, RECORDED.toString())) {
                assertThat(publisher.result()).isEqualToIgnoringNewLines("7 published");
            }
            List<Event<?>> events = assertSameBytesAsOurs(citizen);
            assertThat(events.stream().map(event -> event.fact().kind())).containsExactlyInAnyOrder(Fact.Kind.values());
            SortedMap<String, Deadline> expected = backtest(events);
            for (Event<?> event : events) {
                List<Event<?>> others =
                        events.stream().filter(other -> other != event).toList();
                assertThat(backtest(others))
                        .as("deadlines without the " + event.fact().kind())
                        .isNotEqualTo(expected);
            }
            await().atMost(ForeignProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(deadlines(citizen)).isEqualTo(expected));
            assertThat(MONITOR.alerts(JOBCENTRE))
                    .filteredOn(alert -> alert.getCitizenId().equals(citizen))
                    .isNotEmpty();
            assertThat(MONITOR.deadLetters(citizen)).isEmpty();
        }

        /** The events of {@code citizen} as the monitor decodes them, which encoded by ours have the bytes they came in. */
        private List<Event<?>> assertSameBytesAsOurs(String citizen) {
            EventReader reader = new EventReader(MONITOR.serdes(), RunningMonitor.TOPICS);
            List<Event<?>> events = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : MONITOR.records(RunningMonitor.TOPICS.inputs())) {
                if (new String(record.key(), StandardCharsets.UTF_8).equals(citizen)) {
                    CheckedEvent checked = reader.read(record.topic(), record.value());
                    assertThat(checked).isInstanceOf(CheckedEvent.Accepted.class);
                    Event<?> event = ((CheckedEvent.Accepted) checked).event();
                    assertThat(encode(event)).isEqualTo(record.value());
                    events.add(event);
                }
            }
            return events;
        }

        @Test
        void a_subscriber_in_java_prints_the_alerts_of_its_unit_in_their_order() throws Exception {
            try (ForeignProcess subscriber = confluent.start(
                    AlertSubscriber.class, MONITOR.brokers(), MONITOR.registry(), JOBCENTRE, "jobcenter-0751.java")) {
                awaitLines(subscriber, alertLines());
            }
        }
    }

    /** kafkajs with its registry client. */
    @Nested
    class Kafkajs {
        @BeforeAll
        static void install() throws IOException, InterruptedException {
            NodeFolder.install();
        }

        @Test
        void a_subscriber_in_javascript_prints_the_alerts_of_its_unit_in_their_order() throws Exception {
            try (ForeignProcess subscriber = subscriber("jobcenter-0751.javascript")) {
                awaitLines(subscriber, alertLines());
            }
        }

        @Test
        void an_event_that_it_publishes_leads_to_alerts_with_which_a_restarted_subscriber_goes_on() throws Exception {
            List<String> before = alertLines();
            try (ForeignProcess subscriber = subscriber("jobcenter-0751.restarted")) {
                awaitLines(subscriber, before);
                subscriber.stop();
            }

            String citizen = "javascript-citizen-æøå";
            publish("""
                    {"eventId": "e-javascript", "citizenId": "%s", "recordedAt": %d, "source": "publish.js",
                     "spellId": "s-javascript", "group": "KONTANTHJAELP_JOBPARAT", "from": %d, "municipality": "0751"}""".formatted(
                    citizen, RECORDED.toEpochMilli(), TODAY.minusDays(20).toEpochDay()));
            await().atMost(ForeignProcess.PATIENCE)
                    .untilAsserted(() -> assertThat(deadlines(citizen)).isNotEmpty());

            assertThat(MONITOR.alerts(JOBCENTRE))
                    .filteredOn(alert -> alert.getCitizenId().equals(citizen))
                    .isNotEmpty()
                    .allSatisfy(alert -> assertThat(alert.getCausedBy()).isEqualTo("e-javascript"));
            assertThat(MONITOR.deadLetters(citizen)).isEmpty();
            List<String> after = alertLines();
            try (ForeignProcess subscriber = subscriber("jobcenter-0751.restarted")) {
                awaitLines(subscriber, after.subList(before.size(), after.size()));
            }
        }

        private static ForeignProcess subscriber(String group) {
            return NodeFolder.start("subscribe.js", MONITOR.brokers(), MONITOR.registry(), JOBCENTRE, group);
        }

        private static void publish(String event) throws IOException, InterruptedException {
            try (ForeignProcess publisher = NodeFolder.start(
                    "publish.js",
                    MONITOR.brokers(),
                    MONITOR.registry(),
                    RunningMonitor.input(Fact.Kind.BENEFIT_SPELL),
                    "BenefitSpell",
                    event)) {
                publisher.result();
            }
        }
    }

    /** kcat, which knows neither Avro nor the registry, but keys, headers and partitions. */
    @Nested
    class Kcat {
        private static final Path SCRIPTS = Path.of("src", "test", "java", "dk", "fristvagt", "foreign", "example");

        @BeforeAll
        static void require() {
            ForeignProcess.require("kcat", "apt install kcat, or run .ci/run");
        }

        @Test
        void prints_keys_and_headers_of_committed_alerts() throws Exception {
            List<String> expected =
                    MONITOR.records(List.of(JOBCENTRE)).stream().map(Kcat::line).toList();
            try (ForeignProcess kcat = script("subscribe.sh", MONITOR.brokers(), JOBCENTRE, "beginning", "-e")) {
                assertThat(kcat.result().lines()).isEqualTo(expected);
            }
            Alert alert = MONITOR.alerts(JOBCENTRE).get(0);
            assertThat(expected.get(0))
                    .startsWith("0 " + alert.getCitizenId() + " ce_specversion=1.0,ce_id=" + alert.getAlertId()
                            + ",ce_source=/fristvagt,ce_type=dk.fristvagt.alert.Alert,ce_time=" + alert.getSaidOn())
                    .contains(",content-type=application/avro")
                    .contains(",ce_subject=" + alert.getRuleId());
        }

        @Test
        void goes_on_from_an_offset() throws Exception {
            List<ConsumerRecord<byte[], byte[]>> records = MONITOR.records(List.of(JOBCENTRE));
            List<ConsumerRecord<byte[], byte[]>> last = records.subList(records.size() - 20, records.size());
            String from = Long.toString(last.get(0).offset());
            try (ForeignProcess kcat = script("subscribe.sh", MONITOR.brokers(), JOBCENTRE, from, "-e")) {
                assertThat(kcat.result().lines())
                        .isEqualTo(last.stream().map(Kcat::line).toList());
            }
        }

        private static String line(ConsumerRecord<byte[], byte[]> record) {
            return record.offset() + " " + utf8(record.key()) + " "
                    + StreamSupport.stream(record.headers().spliterator(), false)
                            .map(header -> header.key() + "=" + utf8(header.value()))
                            .collect(Collectors.joining(","));
        }

        @Test
        void would_print_what_was_aborted_if_it_were_told_to() throws Exception {
            try (ForeignProcess kcat = script(
                    "subscribe.sh",
                    MONITOR.brokers(),
                    JOBCENTRE,
                    "beginning",
                    "-e",
                    "-X",
                    "isolation.level=read_uncommitted")) {
                assertThat(kcat.result().lines())
                        .filteredOn(line -> line.contains(" " + ABORTED + " "))
                        .hasSize(1);
            }
        }

        @Test
        void puts_records_where_the_monitor_expects_them() throws Exception {
            List<String> citizens =
                    IntStream.range(0, 6).mapToObj(i -> "kcat-citizen-æøå-" + i).toList();
            for (String citizen : citizens) {
                Path value = Files.write(directory.resolve("value"), encode(spell(citizen)));
                try (ForeignProcess kcat = script(
                        "publish.sh",
                        MONITOR.brokers(),
                        RunningMonitor.input(Fact.Kind.BENEFIT_SPELL),
                        citizen,
                        "BenefitSpell",
                        "e-" + citizen,
                        value.toString())) {
                    kcat.result();
                }
            }
            await().atMost(ForeignProcess.PATIENCE)
                    .until(() -> MONITOR.alerts(JOBCENTRE).stream()
                            .map(Alert::getCitizenId)
                            .collect(Collectors.toSet())
                            .containsAll(citizens));
            for (String citizen : citizens) {
                assertThat(MONITOR.deadLetters(citizen)).isEmpty();
            }
        }

        @Test
        void puts_a_record_elsewhere_with_the_partitioner_that_it_has_by_itself() throws Exception {
            String citizen = IntStream.range(0, 100)
                    .mapToObj(i -> "kcat-misplaced-" + i)
                    .filter(candidate -> byCrc32(candidate) != byMurmur2(candidate))
                    .findFirst()
                    .orElseThrow();
            Path value = Files.write(directory.resolve("misplaced"), encode(spell(citizen)));
            try (ForeignProcess kcat = ForeignProcess.start(
                    directory,
                    List.of(
                            "kcat",
                            "-P",
                            "-b",
                            MONITOR.brokers(),
                            "-t",
                            RunningMonitor.input(Fact.Kind.BENEFIT_SPELL),
                            "-k",
                            citizen,
                            value.toString()))) {
                kcat.result();
            }
            await().atMost(ForeignProcess.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(MONITOR.deadLetters(citizen)).containsExactly("WRONG_PARTITION"));
        }

        private static int byCrc32(String key) {
            CRC32 crc = new CRC32();
            crc.update(utf8(key));
            return (int) (crc.getValue() % RunningMonitor.PARTITIONS);
        }

        private static int byMurmur2(String key) {
            return Utils.toPositive(Utils.murmur2(utf8(key))) % RunningMonitor.PARTITIONS;
        }

        private static ForeignProcess script(String name, String... arguments) {
            return ForeignProcess.start(
                    directory,
                    Stream.concat(
                                    Stream.of(
                                            "sh",
                                            SCRIPTS.resolve(name)
                                                    .toAbsolutePath()
                                                    .toString()),
                                    Stream.of(arguments))
                            .toList());
        }
    }

    // ---- what must come out

    /** What the subscribers print of the jobcentre's alerts. */
    private static List<String> alertLines() {
        return MONITOR.alerts(JOBCENTRE).stream()
                .map(alert -> Stream.of(
                                alert.getAlertId(),
                                alert.getSequence(),
                                alert.getType(),
                                alert.getStage(),
                                alert.getDueOn() == null ? "-" : alert.getDueOn(),
                                alert.getDeadlineKey(),
                                alert.getUnit(),
                                alert.getTitle())
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Waits until {@code subscriber} has printed {@code expected}: each once, in this order, and nothing else. */
    private static void awaitLines(ForeignProcess subscriber, List<String> expected) {
        assertThat(expected).isNotEmpty();
        await().atMost(ForeignProcess.PATIENCE)
                .failFast(subscriber::assertRunning)
                .untilAsserted(() ->
                        assertThat(subscriber.lines()).as(subscriber::toString).isEqualTo(expected));
    }

    private static SortedMap<String, Deadline> backtest(List<Event<?>> events) {
        AvroDeadlines avro = new AvroDeadlines(new WorkingDaysOfDenmark());
        SortedMap<String, Deadline> rows = new TreeMap<>();
        new Backtest(RunningMonitor.CORE)
                .play(events, TODAY, alert -> {}, Backtest.Progress.NONE)
                .rows()
                .forEach(row -> rows.put(row.key(), avro.toAvro(row.citizenId(), row.deadline())));
        return rows;
    }

    private static SortedMap<String, Deadline> deadlines(String citizen) {
        return MONITOR.deadlines().subMap(citizen + "|", citizen + "}");
    }

    // ---- what is sent

    /** On kontanthjælp for three weeks: without a meeting and a CV several deadlines have passed. */
    private static Event<BenefitSpell> spell(String citizen) {
        BenefitSpell spell = new BenefitSpell(
                "s-" + citizen,
                Group.KONTANTHJAELP_JOBPARAT,
                TODAY.minusDays(20),
                Days.NEVER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BenefitSpell.Insurance.FULL_TIME,
                OptionalInt.empty(),
                false,
                false,
                false,
                "0751",
                Optional.empty());
        return new Event<>("e-" + citizen, citizen, RECORDED, "kcat", false, spell);
    }

    @SuppressWarnings("unchecked")
    private static byte[] encode(Event<?> event) {
        SpecificRecord record = AvroEvents.toAvro(event);
        return MONITOR.serdes()
                .serde((Class<SpecificRecord>) record.getClass())
                .serializer()
                .serialize(RunningMonitor.input(event.fact().kind()), record);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }
}
