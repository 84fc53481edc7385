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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published table comes out of the running monitor, cell by cell. */
class PublishedTableIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PARTITIONS = 6;
    private static final int BATCH = 5_000;

    /** Records carry times of years; a segment a week would be thousands of files. */
    private static final Map<String, String> BROKER = Map.of("log.roll.hours", Integer.toString(24 * 365 * 30));

    @TempDir
    private Path directory;

    @Test
    void table_4_1_comes_out_of_the_running_monitor() {
        try (EmbeddedBroker broker = new EmbeddedBroker(BROKER);
                EmbeddedRegistry registry = new EmbeddedRegistry()) {
            broker.start();
            registry.start();
            Topics topics = Topics.UNPREFIXED;
            Units units = Units.load();
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            Registry schemas = new Registry(Registry.Settings.of(registry.url()));
            SchemaSetup.register(schemas, topics);
            RegistrySerdeFactory serdes = new RegistrySerdeFactory(schemas);
            try (Admin admin = Admin.create(client);
                    EventPublisher publisher = new EventPublisher(client, serdes, topics)) {
                new TopicSetup(topics, units, PARTITIONS, Optional.of((short) 1), true).create(admin);
                publish(publisher);
            }

            try (MonitorStreams monitor = MonitorStreams.start(
                    StreamsSettings.simulated("table", broker.bootstrapServers(), directory.resolve("state"))
                            .withThreads(2)
                            .withCommitInterval(Duration.ofMillis(500)),
                    new MonitorStreams.Parts(
                            new CitizenMonitor(
                                    RulebookYaml.builtIn(),
                                    new WorkingDaysOfDenmark(),
                                    CitizenMonitor.Settings.DEFAULT),
                            serdes,
                            topics,
                            units,
                            new WorkingDaysOfDenmark(),
                            new SettableClock(SettableClock.endOf(JointMeetings.AFTERWARDS))),
                    metrics -> {})) {
                Map<TopicPartition, Long> ends = monitor.inputEnds();
                await().atMost(PATIENCE)
                        .until(() -> monitor.hasCommitted(ends)
                                && monitor.status()
                                        .everyTaskHasReached(
                                                SettableClock.endOf(JointMeetings.AFTERWARDS), PARTITIONS));
            }

            Table41 table = new Table41(JointMeetings.FIRST, JointMeetings.LAST);
            for (MeetingMeasure measure :
                    new OutputTopics(client, serdes, topics, units).measures().values()) {
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
