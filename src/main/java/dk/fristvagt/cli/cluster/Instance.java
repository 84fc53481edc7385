package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.ops.Health;
import dk.fristvagt.ops.Metric;
import dk.fristvagt.ops.MetricsPage;
import dk.fristvagt.ops.StatisticsFamilies;
import dk.fristvagt.statistics.StatisticsStreams;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.Obstacle;
import dk.fristvagt.topology.StreamsSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs in this process: the monitor, the statistics or both; and what is shown of it. */
final class Instance {
    /** They may be cut off: what was not committed is counted again. */
    private static final Duration STATISTICS_STOP_WITHIN = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

    private final MetricsPage metrics;
    private final Health health;
    private Optional<MonitorStreams> monitor = Optional.empty();
    private Optional<StatisticsStreams> statistics = Optional.empty();

    /** Nothing runs yet. */
    Instance(MetricsPage metrics, Health health) {
        this.metrics = metrics;
        this.health = health;
    }

    /** Starts the monitor. */
    MonitorStreams startMonitor(StreamsSettings settings, MonitorStreams.Parts parts) {
        MonitorStreams started =
                MonitorStreams.start(settings, parts, starting -> metrics.bind(Metric.Role.MONITOR, starting));
        monitor = Optional.of(started);
        int rulebook = parts.monitor().rulebook().number();
        metrics.show(started.status(), parts.clock(), rulebook);
        health.watch(
                Metric.Role.MONITOR, started::failure, () -> started.status().obstacles());
        LOG.info(
                "The monitor {} has started: rulebook {}, {} partitions",
                settings.applicationId(),
                rulebook,
                started.partitions());
        return started;
    }

    /** Starts the statistics of the monitor whose settings these are. */
    StatisticsStreams startStatistics(StreamsSettings ofMonitor, StatisticsStreams.Parts parts) {
        // Without standbys: nobody waits for a number while it is counted anew.
        StreamsSettings settings = ofMonitor
                .forApplication(StatisticsStreams.applicationId(ofMonitor.applicationId()))
                .withCopies(0, ofMonitor.replicationFactor());
        StatisticsStreams started =
                StatisticsStreams.start(settings, parts, starting -> metrics.bind(Metric.Role.STATISTICS, starting));
        statistics = Optional.of(started);
        metrics.add(new StatisticsFamilies(started.status(), parts.vocabulary(), parts.clock()));
        // Beside a monitor their end is none of the instance: alerts go on, and it is not ready.
        health.watch(
                Metric.Role.STATISTICS,
                () -> monitor.isPresent() ? Optional.empty() : started.failure(),
                () -> started.status().obstacles());
        LOG.info("The statistics {} have started: {} partitions", settings.applicationId(), started.partitions());
        return started;
    }

    /**
     * Sees that it goes on: the monitor, or where there is none the statistics.
     *
     * @throws Failure saying why it has stopped by itself
     */
    void requireAlive() {
        monitor.map(MonitorStreams::failure)
                .orElseGet(() -> statistics.flatMap(StatisticsStreams::failure))
                .ifPresent(Instance::fail);
    }

    /**
     * Sees that all that runs goes on.
     *
     * @throws Failure saying why one has stopped by itself
     */
    void requireAllAlive() {
        requireAlive();
        statistics.flatMap(StatisticsStreams::failure).ifPresent(Instance::fail);
    }

    private static void fail(String why) {
        throw new Failure(why);
    }

    /** Where that ends now which is read: the inputs of the monitor, the tables of the statistics. */
    Ends ends() {
        return new Ends(
                monitor.map(MonitorStreams::inputEnds).orElse(Map.of()),
                statistics.map(StatisticsStreams::tableEnds).orElse(Map.of()));
    }

    /** See {@link #ends}. */
    record Ends(Map<TopicPartition, Long> inputs, Map<TopicPartition, Long> tables) {}

    /** Whether all instances together have committed everything before {@code ends}. */
    boolean hasCommitted(Ends ends) {
        return monitor.map(there -> there.hasCommitted(ends.inputs())).orElse(true)
                && statistics.map(there -> there.hasCommitted(ends.tables())).orElse(true);
    }

    /** Whether every task of the monitor's group is some instance's; asks the broker. */
    boolean isSettled() {
        return monitor.map(MonitorStreams::isSettled).orElse(true);
    }

    /**
     * Whether the tasks of this instance have nothing due, and its statistics have read what they found.
     *
     * @throws Failure when that will never be
     */
    boolean nothingLeft() {
        boolean done = monitor.map(there -> there.status().nothingLeft()).orElse(true)
                && statistics.map(there -> there.status().obstacles().isEmpty()).orElse(true);
        // Looked at last: who was put off because of it is not among what is left.
        if (monitor.isPresent() && monitor.get().status().obstacles().contains(Obstacle.NEWER_RULEBOOK)) {
            throw new Failure(Obstacle.NEWER_RULEBOOK.sentence());
        }
        return done;
    }

    /**
     * Stops what runs.
     *
     * @param within how long the monitor may take to commit and close; the statistics get {@link #STATISTICS_STOP_WITHIN}
     */
    void stop(Duration within) {
        monitor.ifPresent(there -> LOG.info(
                there.close(within, true)
                        ? "The monitor has stopped"
                        : "The monitor was stopped before everything was committed"));
        statistics.ifPresent(there -> LOG.info(
                there.close(STATISTICS_STOP_WITHIN)
                        ? "The statistics have stopped"
                        : "The statistics were stopped before everything was committed"));
    }
}
