package dk.fristvagt.foreign;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.cli.cluster.CommittedOffsets;
import dk.fristvagt.cli.cluster.DayPlayer;
import dk.fristvagt.cli.cluster.EventPublisher;
import dk.fristvagt.cli.cluster.OutputTopics;
import dk.fristvagt.cli.cluster.Patience;
import dk.fristvagt.cli.cluster.SchemaSetup;
import dk.fristvagt.cli.cluster.TopicReader;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker, a registry and the monitor, which has said what a history made it say and now waits for more events. */
final class RunningMonitor implements AutoCloseable {
    static final Topics TOPICS = Topics.UNPREFIXED;
    static final CitizenMonitor CORE =
            new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);

    private static final String APPLICATION_ID = "fristvagt";
    static final int PARTITIONS = 12;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Units UNITS = Units.load();

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EmbeddedBroker broker = keep(new EmbeddedBroker());
    private final EmbeddedRegistry registry = keep(new EmbeddedRegistry());
    private Map<String, Object> client;
    private SerdeFactory serdes;

    /** Starts everything and plays {@code events} from {@code first} to {@code until}, the day it then stays on. */
    void start(List<Event<?>> events, LocalDate first, LocalDate until) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(registry::start);
        broker.start();
        other.join();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        Admin admin = keep(Admin.create(client));
        new TopicSetup(TOPICS, UNITS, PARTITIONS, Optional.of((short) 1), true).create(admin);
        Registry schemas = new Registry(new Registry.Settings(
                registry.url(),
                Optional.empty(),
                Optional.empty(),
                ForeignProcess.PATIENCE,
                3,
                Duration.ofMillis(200),
                Optional.empty()));
        SchemaSetup.register(schemas, TOPICS);
        serdes = new RegistrySerdeFactory(schemas);
        SettableClock clock = new SettableClock(SettableClock.endOf(first.minusDays(1)));
        MonitorStreams monitor = MonitorStreams.start(
                StreamsSettings.simulated(
                        APPLICATION_ID,
                        broker.bootstrapServers(),
                        broker.directory().resolve("monitor")),
                new MonitorStreams.Parts(CORE, serdes, TOPICS, UNITS, new WorkingDaysOfDenmark(), clock),
                streams -> {});
        started.push(() -> monitor.close(STOP_WITHIN, true));
        EventPublisher publisher = keep(new EventPublisher(client, serdes, TOPICS));
        new DayPlayer(
                        clock,
                        DayPlayer.Monitor.of(monitor.status(), monitor.partitions()),
                        publisher,
                        new CommittedOffsets(admin, APPLICATION_ID),
                        new Patience(InstantSource.system(), ForeignProcess.PATIENCE))
                .play(events, first, until, new Silence());
    }

    private record Silence() implements DayPlayer.Audience {
        @Override
        public boolean begins(LocalDate day) {
            return true;
        }

        @Override
        public void played(LocalDate day, long events) {}
    }

    private <T extends AutoCloseable> T keep(T resource) {
        started.push(resource);
        return resource;
    }

    Map<String, Object> client() {
        return client;
    }

    String brokers() {
        return broker.bootstrapServers();
    }

    String registry() {
        return registry.url().toString();
    }

    SerdeFactory serdes() {
        return serdes;
    }

    /** The topic of the alerts to {@code unit}. */
    static String alertTopic(String unit) {
        return TOPICS.alerts(UNITS.topicUnit(unit));
    }

    static List<String> alertTopics() {
        return TOPICS.alerts(UNITS);
    }

    /** All that {@code topics} hold and that is committed, those of a partition in their order. */
    List<ConsumerRecord<byte[], byte[]>> records(Collection<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(client, topics)) {
            reader.readToEnd(records::add);
        }
        return records;
    }

    /** The alerts in {@code topic}, in their order. */
    List<Alert> alerts(String topic) {
        var deserializer = serdes.serde(Alert.class).deserializer();
        return records(List.of(topic)).stream()
                .map(record -> deserializer.deserialize(topic, record.value()))
                .toList();
    }

    /** The table of deadlines. */
    SortedMap<String, Deadline> deadlines() {
        return new OutputTopics(client, serdes, TOPICS, UNITS).deadlines();
    }

    /** The codes of the dead letters whose key is {@code citizen}. */
    List<String> deadLetters(String citizen) {
        return records(List.of(TOPICS.deadLetters())).stream()
                .filter(record -> new String(record.key()).equals(citizen))
                .map(record -> new String(record.headers().lastHeader("code").value()))
                .toList();
    }

    static String input(Fact.Kind kind) {
        return TOPICS.input(kind);
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
