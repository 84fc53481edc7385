package dk.fristvagt.topology;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.EventReader;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.StoredCitizen;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in Kafka's test driver, with everything outside it in the hands of the test. */
final class Rig implements AutoCloseable {
    static final Topics TOPICS = Topics.UNPREFIXED;
    static final Units UNITS = Units.load();
    static final CitizenMonitor MONITOR =
            new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);

    private static final Set<String> RULES =
            MONITOR.rulebook().rules().stream().map(rule -> rule.id()).collect(Collectors.toSet());

    final SettableClock clock;
    final AtomicLong nanos = new AtomicLong();
    final TestSerdes serdes = new TestSerdes();
    final FailingCore core;
    final Map<TopicPartition, Long> ends = new HashMap<>();
    Optional<Duration> brokerAheadBy = Optional.of(Duration.ZERO);
    MonitorStatus status;

    /** What happens in the world while the topology has just read the clock. */
    Runnable afterReadingTheClock = () -> {};

    private final Optional<MonitorStatus> given;
    private final int partitions;
    private final Pace pace;
    private final Path directory;
    private final SortedMap<String, Deadline> table = new TreeMap<>();
    private final SortedMap<String, MeetingMeasure> measureTable = new TreeMap<>();
    private PatientDecoder decoder;
    private TopologyTestDriver driver;

    Rig(Instant now) {
        this(now, MONITOR, 1, Pace.LIVE);
    }

    /** With a status of the test's own. */
    Rig(Instant now, MonitorStatus status) {
        this(now, MONITOR, 1, Pace.LIVE, Optional.of(status));
    }

    Rig(Instant now, CitizenMonitor monitor, int partitions, Pace pace) {
        this(now, monitor, partitions, pace, Optional.empty());
    }

    private Rig(Instant now, CitizenMonitor monitor, int partitions, Pace pace, Optional<MonitorStatus> given) {
        this.given = given;
        this.clock = new SettableClock(now);
        this.core = new FailingCore(CitizenCore.of(monitor));
        this.partitions = partitions;
        this.pace = pace;
        try {
            directory = Files.createTempDirectory("fristvagt-rig");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open();
    }

    // ---- time

    /** Sets the clock and works off what has become due. */
    Rig advanceTo(Instant instant) {
        clock.set(instant);
        return settle();
    }

    /** One look at the clock. */
    Rig tick() {
        nanos.addAndGet(pace.tick().toNanos());
        driver.advanceWallClockTime(pace.tick());
        return this;
    }

    /** Looks at the clock until nothing more is due. */
    Rig settle() {
        do {
            tick();
        } while (task().moreDue());
        return this;
    }

    // ---- in

    Rig pipe(Event<?>... events) {
        for (Event<?> event : events) {
            pipe(event.fact().kind(), bytes(event.citizenId()), encode(event));
        }
        return this;
    }

    Rig pipe(Fact.Kind kind, byte[] key, byte[] value) {
        driver.createInputTopic(TOPICS.input(kind), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, clock.instant()));
        return this;
    }

    @SuppressWarnings("unchecked")
    byte[] encode(Event<?> event) {
        SpecificRecord record = AvroEvents.toAvro(event);
        return serdes.serde((Class<SpecificRecord>) record.getClass())
                .serializer()
                .serialize("", record);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // ---- out

    /** An alert with the topic it was said on. */
    record Said(String topic, Instant at, Map<String, String> headers, String key, Alert alert) {
        @Override
        public String toString() {
            String stage = alert.getStage() == 0 ? "" : " " + alert.getStage();
            String reason = alert.getReason() == null ? "" : " " + alert.getReason();
            return alert.getSaidOn() + " " + alert.getDeadlineKey() + " " + alert.getType() + stage + reason;
        }
    }

    /** What has been said since it was last asked for: by citizen and sequence. */
    List<Said> said() {
        List<Said> said = new ArrayList<>();
        for (String topic : new TreeSet<>(driver.producedTopicNames())) {
            if (topic.startsWith(TOPICS.prefix() + "fristvagt.alerts.")) {
                for (TestRecord<String, Alert> r : read(topic, new StringDeserializer(), of(Alert.class))) {
                    said.add(new Said(topic, r.getRecordTime(), headers(r.getHeaders()), r.key(), r.value()));
                }
            }
        }
        said.sort(Comparator.comparing((Said s) -> s.alert().getCitizenId())
                .thenComparingLong(s -> s.alert().getSequence()));
        return said;
    }

    /** A dead letter. */
    record Letter(byte[] key, byte[] value, Instant at, Map<String, String> headers) {
        String code() {
            return headers.get(DeadLetters.CODE);
        }
    }

    /** The dead letters since they were last asked for. */
    List<Letter> letters() {
        List<Letter> letters = new ArrayList<>();
        for (TestRecord<byte[], byte[]> r :
                read(TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            letters.add(new Letter(r.key(), r.value(), r.getRecordTime(), headers(r.getHeaders())));
        }
        return letters;
    }

    /** The rows of the deadlines table since they were last asked for; a tombstone has no value. */
    List<TestRecord<String, Deadline>> rows() {
        List<TestRecord<String, Deadline>> rows =
                read(TOPICS.deadlines(), new StringDeserializer(), of(Deadline.class));
        for (TestRecord<String, Deadline> row : rows) {
            if (row.value() == null) {
                table.remove(row.key());
            } else {
                table.put(row.key(), row.value());
            }
        }
        return rows;
    }

    /** The deadlines table as it stands. */
    SortedMap<String, Deadline> table() {
        rows();
        return table;
    }

    /** The measures since they were last asked for; a tombstone has no value. */
    List<TestRecord<String, MeetingMeasure>> measures() {
        List<TestRecord<String, MeetingMeasure>> rows =
                read(TOPICS.measures(), new StringDeserializer(), of(MeetingMeasure.class));
        for (TestRecord<String, MeetingMeasure> row : rows) {
            if (row.value() == null) {
                measureTable.remove(row.key());
            } else {
                measureTable.put(row.key(), row.value());
            }
        }
        return rows;
    }

    /** The table of measures as it stands. */
    SortedMap<String, MeetingMeasure> measureTable() {
        measures();
        return measureTable;
    }

    private <K, V> List<TestRecord<K, V>> read(String topic, Deserializer<K> key, Deserializer<V> value) {
        return driver.createOutputTopic(topic, key, value).readRecordsToList();
    }

    private <T extends SpecificRecord> Deserializer<T> of(Class<T> type) {
        return serdes.serde(type).deserializer();
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> text = new TreeMap<>();
        headers.forEach(header -> text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return text;
    }

    // ---- inside

    MonitorStatus.TaskState task() {
        return status.tasks().get("0_0");
    }

    Optional<StoredCitizen> citizen(String citizenId) {
        KeyValueStore<String, byte[]> citizens = driver.getKeyValueStore(Names.CITIZENS);
        return Optional.ofNullable(citizens.get(citizenId)).map(CitizenFileCodec::decode);
    }

    /** The agenda's entries, as {@code instant citizenId}. */
    List<String> agenda() {
        List<String> entries = new ArrayList<>();
        KeyValueStore<byte[], byte[]> agenda = driver.getKeyValueStore(Names.AGENDA);
        try (KeyValueIterator<byte[], byte[]> all =
                agenda.range(AgendaKeys.beginningOf(0), AgendaKeys.END_OF_ENTRIES)) {
            all.forEachRemaining(
                    entry -> entries.add(AgendaKeys.instant(entry.key) + " " + AgendaKeys.citizenId(entry.key)));
        }
        return entries;
    }

    /** The stores as a task opens them. */
    CitizenStores stores() {
        return new CitizenStores(driver.getKeyValueStore(Names.CITIZENS), driver.getKeyValueStore(Names.AGENDA));
    }

    void putAgendaEntry(Instant wake, String citizenId) {
        KeyValueStore<byte[], byte[]> agenda = driver.getKeyValueStore(Names.AGENDA);
        agenda.put(AgendaKeys.entry(wake.getEpochSecond(), citizenId), new byte[0]);
    }

    void putCitizen(String citizenId, byte[] bytes) {
        KeyValueStore<String, byte[]> citizens = driver.getKeyValueStore(Names.CITIZENS);
        citizens.put(citizenId, bytes);
    }

    /** How many records have been written to the changelogs since it was last asked for. */
    Map<String, Integer> written() {
        Map<String, Integer> written = new TreeMap<>();
        for (String store : List.of(Names.CITIZENS, Names.AGENDA)) {
            written.put(
                    store,
                    read("rig-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .size());
        }
        return written;
    }

    // ---- life

    /** Ends this task and begins it anew with what its stores hold, as after a restart. */
    Rig restart() {
        rows();
        measures();
        KeyValueStore<String, byte[]> citizens = driver.getKeyValueStore(Names.CITIZENS);
        KeyValueStore<byte[], byte[]> agenda = driver.getKeyValueStore(Names.AGENDA);
        List<KeyValue<String, byte[]>> files = new ArrayList<>();
        List<KeyValue<byte[], byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = citizens.all()) {
            all.forEachRemaining(files::add);
        }
        try (KeyValueIterator<byte[], byte[]> all = agenda.all()) {
            all.forEachRemaining(entries::add);
        }
        closeDriver();
        open();
        driver.<String, byte[]>getKeyValueStore(Names.CITIZENS).putAll(files);
        driver.<byte[], byte[]>getKeyValueStore(Names.AGENDA).putAll(entries);
        return this;
    }

    Topology topology() {
        return MonitorTopology.build(
                core,
                new MonitorParts(
                        decoder,
                        serdes,
                        TOPICS,
                        UNITS,
                        new WorkingDaysOfDenmark(),
                        partitions,
                        this::readClock,
                        () -> brokerAheadBy.map(clock.instant()::plus),
                        inputs -> CompletableFuture.completedFuture(ends(inputs)),
                        NoConsumer.POSITIONS,
                        status,
                        pace,
                        nanos::get,
                        true));
    }

    private Instant readClock() {
        Instant now = clock.instant();
        afterReadingTheClock.run();
        return now;
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> inputs) {
        Map<TopicPartition, Long> all = new HashMap<>();
        inputs.forEach(input -> all.put(input, ends.getOrDefault(input, 0L)));
        return all;
    }

    private void open() {
        status = given.orElseGet(() -> new MonitorStatus(UNITS, RULES, nanos::get));
        decoder = new PatientDecoder(
                new WireEventDecoder(new EventReader(serdes, TOPICS)),
                Duration.ofMinutes(1),
                Duration.ofMillis(2),
                System::nanoTime);
        Properties properties =
                StreamsSettings.simulated("rig", "nowhere:1", directory).toProperties();
        driver = new TopologyTestDriver(topology(), properties, clock.instant());
    }

    private void closeDriver() {
        driver.close();
        decoder.close();
    }

    @Override
    public void close() {
        closeDriver();
        try {
            Utils.delete(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The core, with citizens for whom it fails. */
    static final class FailingCore implements CitizenCore {
        final Set<String> failingToEvaluate = new TreeSet<>();
        final Set<String> failingToMerge = new TreeSet<>();
        int rulebookNumber;
        private final CitizenCore real;

        private FailingCore(CitizenCore real) {
            this.real = real;
            this.rulebookNumber = real.rulebookNumber();
        }

        @Override
        public Outcome apply(CitizenFile file, Event<?> event, LocalDate day) {
            fail(failingToEvaluate, file);
            return real.apply(file, event, day);
        }

        @Override
        public Outcome beginDay(CitizenFile file, LocalDate day) {
            fail(failingToEvaluate, file);
            return real.beginDay(file, day);
        }

        @Override
        public Outcome merge(CitizenFile file, Event<?> event) {
            fail(failingToMerge, file);
            return real.merge(file, event);
        }

        @Override
        public int rulebookNumber() {
            return rulebookNumber;
        }

        private static void fail(Set<String> failing, CitizenFile file) {
            if (failing.contains(file.citizenId())) {
                throw new ArithmeticException("failing for " + file.citizenId());
            }
        }
    }
}
