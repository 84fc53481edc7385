package dk.fristvagt.table41;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.cli.cluster.EventPublisher;
import dk.fristvagt.cli.cluster.OutputTopics;
import dk.fristvagt.cli.cluster.SchemaSetup;
import dk.fristvagt.cli.report.Table41;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Meeting.Participation;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.seniority.Seniority.Band;
import dk.fristvagt.testing.Program;
import dk.fristvagt.testing.Prometheus;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The published table comes out of the running monitor, and of its statistics, cell by cell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedTableIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PARTITIONS = 6;
    private static final int BATCH = 5_000;
    private static final Topics TOPICS = new Topics("table-rehearsal");
    private static final String APPLICATION = "table-rehearsal";

    /** In the month after the table's twelve. */
    private static final LocalDate NEXT_MONTH = JointMeetings.LAST.plusDays(15);

    private static final String TABLE =
            "sum by (participation, seniority_group)" + " (fristvagt_joint_meetings{period=\"last_12_months\"})";

    /** Records carry times of years; a segment a week would be thousands of files. */
    private static final Map<String, String> BROKER_SETTINGS =
            Map.of("log.roll.hours", Integer.toString(24 * 365 * 30));

    private static final EmbeddedBroker BROKER = new EmbeddedBroker(BROKER_SETTINGS);
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();
    private static final Units UNITS = Units.load();

    @TempDir
    private static Path directory;

    private RegistrySerdeFactory serdes;
    private Map<String, Object> client;

    @BeforeAll
    void theMonitorHasSeenTheHistory() {
        BROKER.start();
        REGISTRY.start();
        client = Map.of("bootstrap.servers", BROKER.bootstrapServers());
        Registry schemas = new Registry(Registry.Settings.of(REGISTRY.url()));
        SchemaSetup.register(schemas, TOPICS);
        serdes = new RegistrySerdeFactory(schemas);
        try (Admin admin = Admin.create(client);
                EventPublisher publisher = new EventPublisher(client, serdes, TOPICS)) {
            new TopicSetup(TOPICS, UNITS, PARTITIONS, Optional.of((short) 1), true).create(admin);
            publish(publisher);
        }
        try (MonitorStreams monitor = MonitorStreams.start(
                StreamsSettings.simulated(APPLICATION, BROKER.bootstrapServers(), directory.resolve("state"))
                        .withThreads(2)
                        .withCommitInterval(Duration.ofMillis(500)),
                new MonitorStreams.Parts(
                        new CitizenMonitor(
                                RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT),
                        serdes,
                        TOPICS,
                        UNITS,
                        new WorkingDaysOfDenmark(),
                        new SettableClock(SettableClock.endOf(JointMeetings.AFTERWARDS))),
                metrics -> {})) {
            Map<TopicPartition, Long> ends = monitor.inputEnds();
            await().atMost(PATIENCE)
                    .until(() -> monitor.hasCommitted(ends)
                            && monitor.status()
                                    .everyTaskHasReached(SettableClock.endOf(JointMeetings.AFTERWARDS), PARTITIONS));
        }
    }

    @AfterAll
    void stop() {
        REGISTRY.close();
        BROKER.close();
    }

    @Test
    void table_4_1_comes_out_of_the_running_monitor() {
        Table41 table = new Table41(JointMeetings.FIRST, JointMeetings.LAST);
        for (MeetingMeasure measure :
                new OutputTopics(client, serdes, TOPICS, UNITS).measures().values()) {
            table.add(
                    Participation.valueOf(measure.getParticipation().name()),
                    Band.valueOf(measure.getSeniorityGroup().name()));
        }
        assertThat(counted(table)).hasToString(PublishedTable.published().toString());
        assertThat(table.bothPct()).isEqualTo(36);
        assertThat(table.markdown())
                .contains(
                        "| a-kasse only | 3459 | 192 | 3 | 0 | 1 | 0 | 3655 |",
                        "| jobcentre only | 35108 | 18885 | 5297 | 4029 | 529 | 232 | 64080 |",
                        "| both | 16926 | 13041 | 4076 | 3915 | 377 | 116 | 38451 |",
                        "| total | 55493 | 32118 | 9376 | 7944 | 907 | 348 | 106186 |",
                        "Both: 36.2 pct.");
    }

    /** The series in a real Prometheus, of one instance, after it was killed, and of two that share the partitions. */
    @Test
    void table_4_1_comes_out_of_the_statistics() throws IOException {
        List<String> ports = List.of(free(), free());
        try (Prometheus prometheus =
                Prometheus.start(directory.resolve("prometheus"), List.of(), Map.of("statistics", ports))) {
            try (Program one = statistics("one", ports.get(0))) {
                assertTable(prometheus, one);
            }
            await().atMost(PATIENCE).until(() -> prometheus.query(TABLE).isEmpty()); // killed: its series are gone
            try (Program again = statistics("one", ports.get(0))) {
                assertTable(prometheus, again);
                try (Program other = statistics("two", ports.get(1))) {
                    await().atMost(PATIENCE)
                            .until(() -> prometheus
                                            .query("fristvagt_statistics_rows{table=\"measures\"} > 0")
                                            .size()
                                    == 2);
                    assertTable(prometheus, again);
                    assertThat(prometheus.query("count by (instance) (fristvagt_joint_meetings)"))
                            .hasSize(2);
                }
            }
        }
    }

    private static void assertTable(Prometheus prometheus, Program instance) {
        await().atMost(PATIENCE)
                .failFast("the instance has ended", () -> !instance.isAlive())
                .untilAsserted(() -> assertThat(counted(prometheus.query(TABLE, "participation", "seniority_group")))
                        .as(instance.err())
                        .hasToString(PublishedTable.published().toString()));
        assertThat(prometheus.query(
                        "sum(fristvagt_joint_meetings{participation=\"BOTH\"})" + " / sum(fristvagt_joint_meetings)"))
                .singleElement()
                .satisfies(both -> assertThat(both.value()).isBetween(0.3615, 0.3625));
    }

    private static Program statistics(String name, String address) throws IOException {
        Path config = Files.writeString(directory.resolve(name + ".properties"), """
                bootstrap.servers=%s
                schema.registry.url=%s
                application.id=%s
                topics.prefix=%s
                state.directory=%s
                http.listen=%s
                """.formatted(
                        BROKER.bootstrapServers(),
                        REGISTRY.url(),
                        APPLICATION,
                        TOPICS.prefix(),
                        directory.resolve("state-" + name),
                        address));
        return Program.start(
                directory, name, "run", "--roles", "statistics", "--config", config, "--today", NEXT_MONTH);
    }

    private static String free() throws IOException {
        return "127.0.0.1:" + Prometheus.freePort();
    }

    private static PublishedTable counted(Map<List<String>, Double> cells) {
        List<String> groups = List.of("under-3", "3-6", "6-12", "12-18", "18-24", "over-24");
        PublishedTable counted = PublishedTable.empty();
        cells.forEach((labels, count) ->
                counted.add(Participation.valueOf(labels.get(0)), groups.indexOf(labels.get(1)), count.intValue()));
        return counted;
    }

    private static PublishedTable counted(Table41 table) {
        PublishedTable counted = PublishedTable.empty();
        for (Participation who : List.of(Participation.AKASSE_ONLY, Participation.JOBCENTER_ONLY, Participation.BOTH)) {
            for (Band band : Band.values()) {
                counted.add(who, band.ordinal(), (int) table.count(who, band));
            }
        }
        return counted;
    }

    private static void publish(EventPublisher publisher) {
        List<Event<?>> batch = new ArrayList<>(BATCH);
        new JointMeetings(1).tell(citizen -> {
            batch.addAll(citizen.events());
            if (batch.size() >= BATCH) {
                publisher.publish(batch);
                batch.clear();
            }
        });
        publisher.publish(batch);
    }
}
