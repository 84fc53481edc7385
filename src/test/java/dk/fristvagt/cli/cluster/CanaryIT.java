package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.cli.Cli;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.ops.Family;
import dk.fristvagt.ops.Health;
import dk.fristvagt.ops.HttpDoor;
import dk.fristvagt.ops.Metric.Role;
import dk.fristvagt.ops.MetricsPage;
import dk.fristvagt.ops.Route;
import dk.fristvagt.testing.Program;
import dk.fristvagt.testing.WholeLog;
import dk.fristvagt.topology.Cause;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventJson;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * No national id anywhere: ids that look like one are put into every field of every kind of record, good and bad, and into
 * everything else that a producer can send or a file can hold; then every byte that came out is searched for them. That
 * the search would find one is shown in every place that is searched.
 */
class CanaryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NAME = "canary-rehearsal";
    private static final String OTHER_NAME = "other-canary-rehearsal";
    private static final int PARTITIONS = 2;
    private static final LocalDate TODAY = LocalDate.of(2022, 6, 1);
    private static final Topics TOPICS = new Topics(NAME);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Fact.Kind, String> LINES = Map.of(
            Fact.Kind.BENEFIT_SPELL,
            line(
                    "BenefitSpell",
                    "'spellId':'s1','group':'DAGPENGE','from':'2022-03-01','registeredOn':'2022-03-01',"
                            + "'insurance':'FULL_TIME','sicknessCategory':2,'employed':false,'municipality':'0751','akasse':'3F'"),
            Fact.Kind.PAID_HOURS,
            line("PaidHours", "'hoursId':'h1','month':'2022-02-01','hundredths':7400"),
            Fact.Kind.MEETING,
            line(
                    "Meeting",
                    "'meetingId':'m1','type':'JOBSAMTALE','status':'BOOKED','bookedOn':'2022-03-01',"
                            + "'plannedOn':'2022-03-10','convenedBy':'JOBCENTER','participation':'BOTH','form':'VIDEO'"),
            Fact.Kind.OFFER,
            line("Offer", "'offerId':'o1','type':'LOENTILSKUD','status':'GRANTED','from':'2022-04-01'"),
            Fact.Kind.CV,
            line("Cv", "'cvId':'v1','registeredOn':'2022-03-01','approved':true"),
            Fact.Kind.EMPLOYMENT,
            line("Employment", "'employmentId':'w1','month':'2022-02-01','hundredths':100"),
            Fact.Kind.EXEMPTION,
            line("Exemption", "'exemptionId':'x1','reason':'SICK','from':'2022-03-01','covers':['MEETINGS']"));

    private static String line(String record, String fields) {
        return ("{'record':'" + record + "','eventId':'e1','citizenId':'c-good','recordedAt':'2022-03-01T09:00:00Z',"
                        + "'source':'case','annulled':false," + fields + "}")
                .replace('\'', '"');
    }

    @TempDir
    private Path directory;

    private final Canaries canaries = new Canaries();
    private final Health health = new Health(Set.of(Role.MONITOR));
    private final MetricsPage page = new MetricsPage("1.0", health);
    private final StringBuilder printed = new StringBuilder();
    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final EmbeddedRegistry server = new EmbeddedRegistry();
    private RegistrySerdeFactory serdes;
    private Registry registry;
    private volatile KafkaStreams streams;
    private final List<Future<?>> sent = new ArrayList<>();
    private int files;
    private int citizens;

    @Test
    void no_national_id_comes_out_of_whatever_comes_in() throws Exception {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (WholeLog log = new WholeLog();
                broker;
                server) {
            broker.start();
            server.start();
            registry = new Registry(Registry.Settings.of(server.url()));
            serdes = new RegistrySerdeFactory(registry);
            SchemaSetup.register(registry, TOPICS);
            try (Admin admin = Admin.create(client())) {
                new TopicSetup(TOPICS, Units.load(), PARTITIONS, Optional.of((short) 1), true).create(admin);
            }
            Path config = config();
            SettableClock clock = new SettableClock(SettableClock.endOf(LocalDate.of(2022, 3, 1)));
            try (MonitorStreams monitor = monitor(clock)) {
                KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
                metrics.bindTo(prometheus);
                page.bind(Role.MONITOR, streams);
                page.show(monitor.status(), clock, 1);
                health.watch(
                        Role.MONITOR, monitor::failure, () -> monitor.status().obstacles());
                files(config);
                Set<Cause> sent = produce();
                await().atMost(PATIENCE).until(() -> monitor.hasCommitted(monitor.inputEnds()));
                clock.set(SettableClock.endOf(TODAY));
                await().atMost(PATIENCE).until(() -> monitor.status().everyTaskHasReached(clock.instant(), PARTITIONS));
                await().atMost(PATIENCE).until(() -> monitor.hasCommitted(monitor.inputEnds()));
                for (Cause cause : sent) {
                    assertThat(monitor.status().deadLetters(cause))
                            .as("%s", cause)
                            .isPositive();
                }
                Program run = Program.start(directory, "run", "run", "--config", config, "--today", TODAY, "--drain");
                assertThat(run.exitCode(PATIENCE)).as(run.err()).isZero();
                command(
                        "export",
                        "--config",
                        config,
                        "--alerts",
                        directory.resolve("exported-alerts.jsonl"),
                        "--deadlines",
                        directory.resolve("exported-deadlines.jsonl"));

                Map<String, byte[]> topics = topics();
                assertThat(topics)
                        .containsKeys(
                                TOPICS.deadlines(),
                                TOPICS.deadLetters(),
                                NAME + "-citizens-changelog",
                                NAME + "-agenda-changelog",
                                OTHER_NAME + "-citizens-changelog");
                for (String topic : List.of(TOPICS.alerts("akasse-3F"), TOPICS.deadlines(), TOPICS.deadLetters())) {
                    assertThat(topics.get(topic)).as(topic).isNotEmpty();
                }
                topics.forEach((topic, bytes) ->
                        assertThat(Canaries.in(bytes)).as(topic).isEmpty());
                assertThat(log.text()).contains("Dead letter", "StreamThread");
                assertThat(Canaries.in(log.text())).as("log").isEmpty();
                assertThat(run.err()).contains("Dead letter");
                assertThat(Canaries.in(run.out() + run.err())).as("run").isEmpty();
                assertThat(Canaries.in(printed.toString())).as("printed").isEmpty();
                assertThat(text(streams.metrics())).contains("process-total");
                assertThat(Canaries.in(text(streams.metrics()))).as("metrics").isEmpty();
                assertThat(prometheus.scrape()).contains("kafka_stream");
                assertThat(Canaries.in(prometheus.scrape())).as("Prometheus").isEmpty();
                assertThat(pages()).contains("fristvagt_dead_letters_total{cause=\"CPR_LIKE\"}", "\"ready\":true");
                assertThat(Canaries.in(pages())).as("pages of the instance").isEmpty();
                outputFiles()
                        .forEach((file, bytes) ->
                                assertThat(Canaries.in(bytes)).as(file).isEmpty());

                // The broker lets nobody write its own.
                topics.keySet().removeIf(topic -> topic.startsWith("__"));
                plantInTopics(topics.keySet());
                Map<String, byte[]> planted = topics();
                topics.keySet()
                        .forEach(topic -> assertThat(Canaries.in(planted.get(topic)))
                                .as("key, value and header planted in %s", topic)
                                .hasSize(3));
                LoggerFactory.getLogger("dk.fristvagt.planted").trace("about {}", canaries.next());
                LoggerFactory.getLogger("org.apache.kafka.planted")
                        .info("failed", new IllegalStateException("cause", new IOException(canaries.next())));
                assertThat(Canaries.in(log.text())).hasSize(2);
                for (String file : List.of("run.out", "run.err")) {
                    Files.writeString(directory.resolve(file), canaries.next(), StandardOpenOption.APPEND);
                }
                assertThat(Canaries.in(run.out() + run.err())).hasSize(2);
                printed.append(canaries.next());
                assertThat(Canaries.in(printed.toString())).hasSize(1);
                assertThat(Canaries.in(text(planted()))).hasSize(4);
                prometheus.gauge("planted", Tags.of("citizen", canaries.next()), 1);
                assertThat(Canaries.in(prometheus.scrape())).hasSize(1);
                page.add(() -> MetricSnapshots.of(Family.of(dk.fristvagt.ops.Metric.BUILD_INFO)
                        .add(1, canaries.next())
                        .snapshot()));
                assertThat(Canaries.in(pages())).isNotEmpty();
                for (String file : outputFiles().keySet()) {
                    Files.writeString(directory.resolve(file), canaries.next(), StandardOpenOption.APPEND);
                }
                outputFiles()
                        .forEach((file, bytes) ->
                                assertThat(Canaries.in(bytes)).as(file).hasSize(1));
                metrics.close();
                page.close();
            }
        }
    }

    /** What the instance says of itself over HTTP. */
    private String pages() throws IOException, InterruptedException {
        List<Route> routes = new ArrayList<>(health.routes());
        routes.add(page.route());
        StringBuilder all = new StringBuilder();
        try (HttpDoor door =
                HttpDoor.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), routes)) {
            for (Route route : routes) {
                URI there = URI.create("http://127.0.0.1:" + door.address().getPort() + route.path());
                all.append(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
            }
        }
        return all.toString();
    }

    private MonitorStreams monitor(SettableClock clock) {
        WorkingDaysOfDenmark workingDays = new WorkingDaysOfDenmark();
        return MonitorStreams.start(
                StreamsSettings.simulated(NAME, broker.bootstrapServers(), directory.resolve("state")),
                new MonitorStreams.Parts(
                        new CitizenMonitor(RulebookYaml.builtIn(), workingDays, CitizenMonitor.Settings.DEFAULT),
                        serdes,
                        TOPICS,
                        Units.load(),
                        workingDays,
                        clock),
                started -> streams = started);
    }

    private Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private Path config() throws IOException {
        return Files.writeString(directory.resolve("run.properties"), """
                bootstrap.servers=%s
                application.id=%s
                topics.prefix=%s
                topics.partitions=%d
                topics.replication.factor=1
                standbys=0
                state.directory=%s
                http.listen=off
                schema.registry.url=%s
                """.formatted(
                        broker.bootstrapServers(),
                        OTHER_NAME,
                        NAME,
                        PARTITIONS,
                        directory.resolve("other-state"),
                        server.url()));
    }

    // ---- what comes in: files

    /** Has every command that reads events read files with a canary in every field. */
    private void files(Path config) throws IOException {
        List<String> readable = new ArrayList<>(LINES.values());
        readable.add(with(LINES.get(Fact.Kind.BENEFIT_SPELL), "citizenId", "c-without-an-exemption"));
        List<String> unreadable = new ArrayList<>();
        for (String line : LINES.values()) {
            for (String bad : spoiled(line)) {
                try {
                    EventJson.read(bad);
                    readable.add(bad);
                } catch (EventJson.UnreadableEventException e) {
                    unreadable.add(bad);
                }
            }
        }
        unreadable.add(canaries.next());
        unreadable.add("{\"" + canaries.next() + "\":");
        unreadable.add("{\"record\":\"" + canaries.next() + "\",\"" + canaries.next() + "\":1}");
        assertThat(readable).hasSizeGreaterThan(100);
        assertThat(unreadable).hasSizeGreaterThan(20);

        Path all = write(readable);
        assertThat(command("publish", "--config", config, all).exitCode()).isEqualTo(1);
        assertThat(command("publish", "--config", config, "--allow-invalid", all)
                        .exitCode())
                .isZero();
        assertThat(command(
                                "backtest",
                                "--events",
                                all,
                                "--until",
                                TODAY,
                                "--alerts",
                                directory.resolve("backtest-alerts.jsonl"),
                                "--deadlines",
                                directory.resolve("backtest-deadlines.jsonl"))
                        .exitCode())
                .isZero();
        for (String form : List.of("", "--json")) {
            List<Object> explain =
                    new ArrayList<>(List.of("explain", "--events", all, "--citizen", "c-good", "--on", TODAY));
            if (!form.isEmpty()) {
                explain.add(form);
            }
            assertThat(command(explain.toArray()).exitCode()).isZero();
        }
        for (String line : unreadable) {
            Path file = write(List.of(line));
            for (Cli.Ran ran : List.of(
                    command("publish", "--config", config, "--allow-invalid", file),
                    command("backtest", "--events", file),
                    command("explain", "--events", file, "--citizen", "c-good", "--on", TODAY))) {
                assertThat(ran.exitCode()).isEqualTo(1);
                assertThat(ran.err()).contains(file.getFileName() + ":1: ");
            }
        }
    }

    private Path write(List<String> lines) throws IOException {
        return Files.write(directory.resolve("events-" + ++files + ".jsonl"), lines);
    }

    private Cli.Ran command(Object... arguments) {
        Cli.Ran ran = Cli.runLive(arguments);
        printed.append(ran.out()).append(ran.err());
        return ran;
    }

    /** The line with a canary in one field after the other, as text, as number, as the name of a field. */
    private List<String> spoiled(String line) throws IOException {
        List<String> spoiled = new ArrayList<>();
        for (Iterator<String> names = JSON.readTree(line).fieldNames(); names.hasNext(); ) {
            String name = names.next();
            for (int form = 0; form < 2; form++) {
                spoiled.add(with(with(line, "citizenId", "c-" + ++citizens), name, canaries.next()));
            }
            spoiled.add(with(line, name, JSON.getNodeFactory().numberNode(3_199_470_000L + spoiled.size())));
            if (JSON.readTree(line).get(name).isArray()) {
                spoiled.add(with(line, name, JSON.createArrayNode().add(canaries.next())));
            }
            // A sentence that holds one is allowed as a text, so something else is wrong with the line.
            spoiled.add(with(with(line, name, canaries.inSentence()), "eventId", "e|1"));
        }
        spoiled.add(with(line, canaries.next(), "x"));
        spoiled.add(with(line, "c" + canaries.next(), canaries.next()));
        spoiled.add(with(line, "cpr_" + canaries.next().replace("-", ""), "x"));
        return spoiled;
    }

    private static String with(String line, String field, String value) throws IOException {
        return with(line, field, JSON.getNodeFactory().textNode(value));
    }

    private static String with(String line, String field, JsonNode value) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(line);
        object.set(field, value);
        return object.toString();
    }

    // ---- what comes in: records

    /** Sends everything that can be sent past {@code publish}; gives the causes it must have led to. */
    private Set<Cause> produce() throws Exception {
        try (Producer<byte[], byte[]> producer = producer()) {
            for (Map.Entry<Fact.Kind, String> kind : LINES.entrySet()) {
                everyField(producer, kind.getKey(), kind.getValue());
                anythingElse(producer, kind.getKey(), kind.getValue());
                nextVersion(producer, kind.getKey(), kind.getValue());
            }
            awaitSent();
        }
        return Set.of(
                Cause.CPR_LIKE,
                Cause.INVALID,
                Cause.UNDECODABLE,
                Cause.KEY_MISMATCH,
                Cause.WRONG_PARTITION,
                Cause.FUTURE,
                Cause.TOO_LARGE);
    }

    private void everyField(Producer<byte[], byte[]> producer, Fact.Kind kind, String line) throws IOException {
        for (Schema.Field field : record(line).getSchema().getFields()) {
            if (!(record(line).get(field.pos()) instanceof String)) {
                continue;
            }
            for (int form = 0; form < 2; form++) {
                // as a whole: good but for that, of a citizen of whom nothing else is known, and bad besides
                String citizen = "c-" + ++citizens;
                SpecificRecord good = with(with(line, "citizenId", citizen), field, canaries.next());
                send(producer, kind, good, citizen);
                send(
                        producer,
                        kind,
                        good,
                        good.get(good.getSchema().getField("citizenId").pos()).toString());
                send(producer, kind, future(with(line, field, canaries.next())), "c-good");
                // in a sentence: bad for another reason
                send(producer, kind, future(with(line, field, canaries.inSentence())), "c-good");
                send(producer, kind, with(line, field, canaries.inSentence()), "c-other");
                SpecificRecord blank = with(line, field, canaries.inSentence());
                blank.put(blank.getSchema().getField("eventId").pos(), "|" + canaries.inSentence());
                send(producer, kind, blank, "c-good");
            }
        }
    }

    private void anythingElse(Producer<byte[], byte[]> producer, Fact.Kind kind, String line) {
        String topic = TOPICS.input(kind);
        byte[] good = bytes(topic, record(line));
        byte[] known = Arrays.copyOf(good, 1 + Integer.BYTES);
        for (int form = 0; form < 2; form++) {
            // keys
            send(producer, topic, canaries.next(), good);
            send(producer, topic, canaries.inSentence(), good);
            sent.add(producer.send(new ProducerRecord<>(
                    topic, null, null, bytes(topic, with(record(line), "source", canaries.inSentence())))));
            byte[] wronglyPlaced = bytes(topic, with(record(line), "source", canaries.inSentence()));
            int other = 1 - Utils.toPositive(Utils.murmur2(utf8("c-good"))) % PARTITIONS;
            sent.add(producer.send(new ProducerRecord<>(topic, other, utf8("c-good"), wronglyPlaced)));
            // headers, of a good one and of a bad one
            for (byte[] value : List.of(good, utf8(canaries.next()))) {
                List<Header> headers = List.of(
                        new RecordHeader("ce_subject", utf8(canaries.next())),
                        new RecordHeader(canaries.next(), utf8("x")),
                        new RecordHeader("code", utf8(canaries.inSentence())));
                sent.add(producer.send(new ProducerRecord<>(topic, null, null, utf8("c-good"), value, headers)));
            }
            // values that are no Avro, or not of this topic
            send(producer, topic, "c-good", utf8(canaries.next()));
            send(producer, topic, "c-good", utf8("{\"cpr\":\"" + canaries.next() + "\"}"));
            send(producer, topic, "c-good", utf8("<Person cpr='" + canaries.next() + "'/>"));
            send(producer, topic, "c-good", joined(known, utf8(canaries.next())));
            send(producer, topic, "c-good", joined(new byte[] {0, 0x7f, 0, 0, 1}, utf8(canaries.next())));
            send(producer, topic, "c-good", joined(utf8(canaries.next()), good));
            // cut off behind the canary
            byte[] whole = bytes(topic, with(record(line), "citizenId", canaries.inSentence()));
            int behind = new String(whole, StandardCharsets.ISO_8859_1).indexOf(" i dag");
            send(producer, topic, "c-good", Arrays.copyOf(whole, behind));
            send(producer, topic, "c-good", Arrays.copyOf(whole, behind + 3));
            // more than a record
            send(producer, topic, "c-good", joined(good, utf8("\n" + canaries.next())));
            // too large, the canary in the first or in the last bytes
            byte[] filling = new byte[1024 * 1024];
            send(producer, topic, "c-good", joined(utf8(canaries.next()), filling));
            send(producer, topic, "c-good", joined(filling, utf8(canaries.next())));
        }
    }

    /** A producer that is a version ahead: fields and symbols that this program does not know. */
    private void nextVersion(Producer<byte[], byte[]> producer, Fact.Kind kind, String line) throws IOException {
        String topic = TOPICS.input(kind);
        SpecificRecord current = record(line);
        Schema schema = current.getSchema();
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        fields.add(new Schema.Field("remark", Schema.create(Schema.Type.STRING), "Free text.", ""));
        Schema newer = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
        int id = registry.register(topic + "-value", newer);
        for (String citizen : List.of("c-good", "c-other")) {
            GenericData.Record record = new GenericData.Record(newer);
            for (Schema.Field field : schema.getFields()) {
                record.put(field.name(), plain(current.get(field.pos()), field.schema()));
            }
            record.put("remark", citizen.equals("c-good") ? canaries.next() : canaries.inSentence());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericData.Record>(newer).write(record, encoder);
            encoder.flush();
            send(producer, topic, citizen, out.toByteArray());
        }
    }

    /** A value of a generated record as a generic writer takes it. */
    private static Object plain(Object value, Schema schema) {
        if (value instanceof LocalDate day) {
            return (int) day.toEpochDay();
        }
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> plain(item, schema.getElementType()))
                    .toList();
        }
        if (value instanceof Enum<?> symbol) {
            Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
            return new GenericData.EnumSymbol(type, symbol.name());
        }
        return value;
    }

    private static SpecificRecord record(String line) {
        try {
            EventJson.Read read = EventJson.read(line);
            assertThat(read.checked()).isInstanceOf(CheckedEvent.Accepted.class);
            return read.record().orElseThrow();
        } catch (EventJson.UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    private static SpecificRecord with(String line, Schema.Field field, String value) {
        SpecificRecord record = record(line);
        record.put(field.pos(), value);
        return record;
    }

    private SpecificRecord with(SpecificRecord record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return record;
    }

    private SpecificRecord future(SpecificRecord record) {
        return with(record, "recordedAt", Instant.parse("2031-01-01T00:00:00Z"));
    }

    private void awaitSent() throws Exception {
        for (Future<?> one : sent) {
            one.get();
        }
        assertThat(sent).hasSizeGreaterThan(500);
    }

    /** Takes what the topics take, which is more than a producer sends by itself. */
    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = client();
        properties.put("max.request.size", 2 * 1024 * 1024);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void send(Producer<byte[], byte[]> producer, Fact.Kind kind, SpecificRecord record, String key) {
        send(producer, TOPICS.input(kind), key, bytes(TOPICS.input(kind), record));
    }

    private void send(Producer<byte[], byte[]> producer, String topic, String key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, utf8(key), value)));
    }

    @SuppressWarnings("unchecked")
    private byte[] bytes(String topic, SpecificRecord record) {
        return serdes.serde((Class<SpecificRecord>) record.getClass())
                .serializer()
                .serialize(topic, record);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    // ---- what came out

    /** Every byte of every topic but the inputs, of aborted transactions too; inner topics of the broker as well. */
    private Map<String, byte[]> topics() throws Exception {
        Map<String, ByteArrayOutputStream> read = new TreeMap<>();
        Map<String, Object> properties = client();
        properties.put("isolation.level", "read_uncommitted");
        properties.put("exclude.internal.topics", "false");
        try (Admin admin = Admin.create(client());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<String> names = new TreeSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
            TOPICS.inputs().forEach(names::remove);
            List<TopicPartition> partitions = new ArrayList<>();
            names.forEach(name -> {
                read.put(name, new ByteArrayOutputStream());
                consumer.partitionsFor(name)
                        .forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
            });
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    ByteArrayOutputStream out = read.get(record.topic());
                    append(out, record.key());
                    append(out, record.value());
                    record.headers().forEach(header -> {
                        append(out, utf8(header.key()));
                        append(out, header.value());
                    });
                });
            }
        }
        return read.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toByteArray(), (a, b) -> a, TreeMap::new));
    }

    private static void append(ByteArrayOutputStream out, byte[] bytes) {
        if (bytes != null) {
            out.writeBytes(bytes);
            out.write('\n');
        }
    }

    private static String text(Map<MetricName, ? extends Metric> metrics) {
        StringBuilder text = new StringBuilder();
        metrics.forEach((name, metric) -> text.append(name.group())
                .append(' ')
                .append(name.name())
                .append(' ')
                .append(name.description())
                .append(' ')
                .append(name.tags())
                .append(' ')
                .append(metric.metricValue())
                .append('\n'));
        return text.toString();
    }

    private Map<String, byte[]> outputFiles() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String name : List.of(
                "backtest-alerts.jsonl",
                "backtest-deadlines.jsonl",
                "exported-alerts.jsonl",
                "exported-deadlines.jsonl")) {
            try {
                contents.put(name, Files.readAllBytes(directory.resolve(name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }

    // ---- controls

    /** A key, a value and a header in each topic. */
    private void plantInTopics(Set<String> topics) throws Exception {
        try (Producer<byte[], byte[]> producer = producer()) {
            for (String topic : topics) {
                byte[] x = {'x'};
                sent.add(producer.send(new ProducerRecord<>(topic, utf8(canaries.next()), x)));
                sent.add(producer.send(new ProducerRecord<>(topic, x, utf8(canaries.next()))));
                sent.add(producer.send(new ProducerRecord<>(
                        topic, null, x, x, List.of(new RecordHeader("ce_subject", utf8(canaries.next()))))));
            }
            awaitSent();
        }
    }

    private Map<MetricName, Metric> planted() {
        MetricName name = new MetricName(canaries.next(), "group", canaries.next(), Map.of("citizen", canaries.next()));
        String value = canaries.next();
        Gauge<String> gauge = (config, now) -> value;
        return Map.of(name, new KafkaMetric(new Object(), name, gauge, new MetricConfig(), Time.SYSTEM));
    }
}
