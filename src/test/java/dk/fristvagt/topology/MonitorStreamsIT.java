package dk.fristvagt.topology;

import static dk.fristvagt.topology.Given.at;
import static dk.fristvagt.topology.Given.cv;
import static dk.fristvagt.topology.Given.spell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.wire.AvroAlerts;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The monitor as it runs: Kafka Streams around a real broker. */
class MonitorStreamsIT {
    private static final EmbeddedBroker BROKER = new EmbeddedBroker();
    private static final Instant MORNING = at("2022-03-01", "09:00");

    @TempDir
    private Path directory;

    private Site site;

    @BeforeAll
    static void start() {
        BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @BeforeEach
    void open(TestInfo info) {
        site = new Site(BROKER, info.getTestMethod().orElseThrow().getName(), directory, MORNING);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void day_by_day_with_a_barrier_it_says_what_the_core_says() {
        List<Event<?>> events = crowd();
        LocalDate until = Given.day("2022-04-10");
        MonitorStreams monitor = site.start();
        for (LocalDate day = Given.day("2022-03-01"); !day.isAfter(until); day = day.plusDays(1)) {
            LocalDate today = day;
            site.advanceTo(SettableClock.endOf(day), monitor);
            site.publish(events.stream()
                    .filter(event -> Days.civil(event.recordedAt()).equals(today))
                    .toArray(Event<?>[]::new));
            site.awaitCommitted(monitor);
        }
        monitor.close();
        assertSaid(events, until);
    }

    @Test
    void goes_on_after_a_restart_with_its_stores() {
        List<Event<?>> events =
                List.of(spell("e1", "c1", MORNING, "2022-03-01"), spell("e2", "c2", MORNING, "2022-03-01"));
        MonitorStreams first = site.start();
        site.awaitWorkedOff(first);
        site.publish(events.toArray(Event<?>[]::new));
        site.awaitCommitted(first);
        first.close();

        MonitorStreams second = site.start();
        for (int day = 2; day <= 20; day++) {
            site.advanceTo(SettableClock.endOf(LocalDate.of(2022, 3, day)), second);
        }
        second.close();
        assertThat(second.status().count(Count.EVENTS)).isZero();
        assertSaid(events, Given.day("2022-03-20"));
    }

    @Test
    void restores_a_store_that_was_damaged() throws IOException {
        List<Event<?>> firstDay = recordedOn("2022-03-01");
        MonitorStreams first = site.start();
        site.awaitWorkedOff(first);
        site.publish(firstDay.toArray(Event<?>[]::new));
        site.awaitCommitted(first);
        first.close();
        assertThat(damage(directory.resolve("state").resolve(site.name).resolve("0_1")))
                .isPositive();

        MonitorStreams second = site.start();
        for (int day = 2; day <= 8; day++) {
            site.advanceTo(SettableClock.endOf(LocalDate.of(2022, 3, day)), second);
        }
        second.close();

        assertThat(second.failure()).isEmpty();
        assertSaid(firstDay, Given.day("2022-03-08"));
    }

    @Test
    void stops_when_three_stores_are_damaged() throws IOException {
        MonitorStreams first = site.start();
        site.awaitWorkedOff(first);
        first.close();
        assertThat(damage(directory.resolve("state"))).isGreaterThanOrEqualTo(Site.PARTITIONS);
        assertThatThrownBy(site::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stores were damaged 3 times in 10 minutes");
    }

    @Test
    void is_live_though_the_last_offsets_are_an_aborted_transaction() {
        try (Producer<byte[], byte[]> producer = site.producer(Optional.of(site.name))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(site.record(spell("e1", "c1", MORNING, "2022-03-01")));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(site.record(spell("e2", "c1", MORNING, "2022-02-01")));
            producer.send(site.record(cv("e3", "c2", MORNING, "2022-02-01")));
            producer.flush();
            producer.abortTransaction();
        }
        MonitorStreams monitor = site.start();
        site.awaitWorkedOff(monitor);
        site.awaitCommitted(monitor);
        monitor.close();
        assertThat(site.table()).containsKey("c1|dp-cv|s-c1|1");
        assertThat(monitor.status().count(Count.EVENTS)).isEqualTo(1);
    }

    @Test
    void a_backfill_that_was_waiting_says_only_what_is_true_at_its_end() {
        site.clock.set(at("2022-03-20", "09:00"));
        site.publish(
                spell("e1", "c1", MORNING, "2022-03-01"),
                cv("e2", "c1", at("2022-03-18", "09:00"), "2022-03-10"),
                spell("e3", "c2", MORNING, "2022-03-01"));
        MonitorStreams monitor = site.start();
        site.awaitWorkedOff(monitor);
        site.awaitCommitted(monitor);
        monitor.close();
        assertThat(site.table().get("c1|dp-cv|s-c1|1").getStatus()).isEqualTo(DeadlineStatus.MET);
        assertThat(site.alerts())
                .filteredOn(alert -> alert.getRuleId().equals("dp-cv"))
                .extracting(alert -> alert.getCitizenId() + " " + alert.getType())
                .containsExactly("c2 OVERDUE");
    }

    @Test
    void tasks_move_between_instances_and_back_and_nothing_is_said_twice() {
        List<Event<?>> firstDay = recordedOn("2022-03-01");
        MonitorStreams first = site.start();
        site.awaitWorkedOff(first);
        site.publish(firstDay.toArray(Event<?>[]::new));
        site.awaitCommitted(first);

        MonitorStreams second = site.start(settings -> settings.withStateDirectory(directory.resolve("elsewhere")));
        await().atMost(Site.PATIENCE)
                .until(() -> !second.status().tasks().isEmpty()
                        && first.status().tasks().size()
                                        + second.status().tasks().size()
                                == Site.PARTITIONS);
        for (int day = 2; day <= 20; day++) {
            Instant end = SettableClock.endOf(LocalDate.of(2022, 3, day));
            site.clock.set(end);
            await().atMost(Site.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Stream.of(first, second)
                                    .flatMap(monitor -> monitor.status().tasks().values().stream())
                                    .filter(task -> task.hasReached(end))
                                    .count()
                            == Site.PARTITIONS);
        }
        second.close();
        for (int day = 21; day <= 25; day++) {
            site.advanceTo(SettableClock.endOf(LocalDate.of(2022, 3, day)), first);
        }
        first.close();
        assertSaid(firstDay, Given.day("2022-03-25"));
    }

    @Test
    void poison_goes_to_the_dead_letters_and_the_rest_goes_on() {
        MonitorStreams monitor = site.start();
        site.awaitWorkedOff(monitor);
        site.publish(Fact.Kind.CV, Rig.bytes("c1"), new byte[] {1, 2, 3});
        site.publish(Fact.Kind.CV, null, null);
        site.publish(spell("e1", "c1", MORNING, "2022-03-01"));
        site.awaitCommitted(monitor);
        assertThat(site.deadLetters()).containsExactly("UNDECODABLE", "UNDECODABLE");
        assertThat(site.table()).containsKey("c1|dp-cv|s-c1|1");
    }

    @Test
    void stops_with_a_reason_when_its_cursor_lies_in_the_future() {
        MonitorStreams first = site.start();
        site.awaitWorkedOff(first);
        first.close();
        site.clock.set(at("2022-02-20", "09:00"));
        MonitorStreams second = site.start();
        await().atMost(Site.PATIENCE).until(() -> second.failure().isPresent());
        assertThat(second.failure().orElseThrow()).contains("2022-03-01").contains("2022-02-20");
        await().atMost(Site.PATIENCE).until(() -> second.state() == KafkaStreams.State.ERROR);
    }

    @Test
    void lives_by_a_clock_that_the_broker_confirms() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        LocalDate today = Days.civil(now);
        site.clock.set(now);
        UnaryOperator<StreamsSettings> live = settings -> StreamsSettings.live(
                        settings.applicationId(), settings.bootstrapServers(), settings.stateDirectory())
                .withCopies(0, Optional.of((short) 1));
        MonitorStreams monitor = site.start(live);
        site.awaitWorkedOff(monitor);
        assertThat(monitor.status().obstacles()).isEmpty();

        site.clock.set(now.plus(Duration.ofDays(3)));
        await().atMost(Site.PATIENCE).until(() -> monitor.status().obstacles().contains(Obstacle.CLOCKS_DIFFER));
        site.publish(spell("e1", "c1", now, today.toString()));
        site.publish(Fact.Kind.CV, Rig.bytes("c1"), new byte[] {1});
        site.awaitCommitted(monitor);
        assertThat(site.table()).isEmpty();
        assertThat(site.deadLetters()).containsExactly("UNDECODABLE");

        site.clock.set(now);
        site.awaitWorkedOff(monitor);
        monitor.close();
        assertThat(site.table()).containsKey("c1|dp-cv|s-c1|1");
    }

    @Test
    void asks_the_broker_for_its_time() {
        try (BrokerTimeProbe probe = BrokerTimeProbe.start(
                site.name,
                site.admin,
                Optional.of((short) 1),
                Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            Instant broker = probe.now().orElseThrow();
            assertThat(Duration.between(broker, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        }
        assertThat(BrokerTimeProbe.topic(site.name)).isEqualTo(site.name + "-broker-time");
    }

    @Test
    void topics_have_the_settings_of_the_contract_and_are_made_once() throws Exception {
        assertThat(site.setup().create(site.admin)).isEmpty();
        TopicSetup live = new TopicSetup(site.topics, Rig.UNITS, Site.PARTITIONS, Optional.of((short) 1), false);
        Map<String, NewTopic> wanted = live.wanted().stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
        assertThat(wanted).hasSize(7 + 1 + Rig.UNITS.all().size() + 1 + 1);
        assertThat(wanted.get(site.topics.input(Fact.Kind.CV)).configs())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry(
                        "retention.ms", Long.toString(Duration.ofDays(3653).toMillis()))
                .containsEntry("message.timestamp.after.max.ms", "3600000");
        assertThat(wanted.get(site.topics.deadlines()).configs()).containsEntry("cleanup.policy", "compact");

        ConfigResource cvs = new ConfigResource(ConfigResource.Type.TOPIC, site.topics.input(Fact.Kind.CV));
        var config = site.admin.describeConfigs(List.of(cvs)).all().get().get(cvs);
        site.setup().wanted().stream()
                .filter(topic -> topic.name().equals(cvs.name()))
                .flatMap(topic -> topic.configs().entrySet().stream())
                .forEach(entry -> assertThat(config.get(entry.getKey()).value()).isEqualTo(entry.getValue()));
    }

    @Test
    void refuses_topics_that_are_missing_or_have_different_numbers_of_partitions() throws Exception {
        assertThat(TopicSetup.partitions(site.admin, site.topics)).isEqualTo(Site.PARTITIONS);
        String cvs = site.topics.input(Fact.Kind.CV);
        site.admin.deleteTopics(List.of(cvs)).all().get();
        await().until(() -> !site.admin.listTopics().names().get().contains(cvs));
        assertThatThrownBy(site::start)
                .isInstanceOf(TopicSetup.TopicException.class)
                .hasMessageContaining(cvs)
                .hasMessageContaining("missing");
        site.admin.createTopics(List.of(new NewTopic(cvs, 5, (short) 1))).all().get();
        assertThatThrownBy(site::start)
                .isInstanceOf(TopicSetup.TopicException.class)
                .hasMessageContaining(cvs + " has 5");
    }

    // ---- given

    /** Twelve citizens over all partitions, with events on several days. */
    private static List<Event<?>> crowd() {
        List<Event<?>> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String citizen = "c" + i;
            Instant recorded = MORNING.plus(Duration.ofDays(i % 3)).plusSeconds(i);
            events.add(spell("e1-" + citizen, citizen, recorded, "2022-03-0" + (1 + i % 3)));
            if (i % 2 == 0) {
                Instant later = MORNING.plus(Duration.ofDays(8 + i)).plusSeconds(i);
                events.add(cv("e2-" + citizen, citizen, later, Days.civil(later).toString()));
            }
        }
        return events;
    }

    private static List<Event<?>> recordedOn(String day) {
        return crowd().stream()
                .filter(event -> Days.civil(event.recordedAt()).equals(Given.day(day)))
                .collect(Collectors.toList());
    }

    private void assertSaid(List<Event<?>> events, LocalDate until) {
        List<Alert> said = new ArrayList<>();
        Backtest.Result expected = new Backtest(Rig.MONITOR)
                .play(events, until, alert -> said.add(AvroAlerts.toAvro(alert)), Backtest.Progress.NONE);
        AvroDeadlines avro = new AvroDeadlines(new WorkingDaysOfDenmark());
        SortedMap<String, dk.fristvagt.alert.Deadline> rows = new TreeMap<>();
        expected.rows().forEach(row -> rows.put(row.key(), avro.toAvro(row.citizenId(), row.deadline())));
        assertThat(said).isNotEmpty();
        assertThat(byCitizen(site.alerts())).isEqualTo(byCitizen(said));
        assertThat(site.table()).isEqualTo(rows);
        assertThat(site.deadLetters()).isEmpty();
    }

    private static Map<String, List<Alert>> byCitizen(List<Alert> alerts) {
        return alerts.stream()
                .sorted(Comparator.comparingLong(Alert::getSequence))
                .collect(Collectors.groupingBy(Alert::getCitizenId, TreeMap::new, Collectors.toList()));
    }

    /** Overwrites the middle of what RocksDB has written. */
    private static int damage(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".sst")).toList();
            tables.forEach(table -> {
                try {
                    byte[] bytes = Files.readAllBytes(table);
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] ^= 0x55;
                    }
                    Files.write(table, bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return tables.size();
        }
    }
}
