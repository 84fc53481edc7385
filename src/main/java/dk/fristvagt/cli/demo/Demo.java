package dk.fristvagt.cli.demo;

import dk.fristvagt.alert.Deadline;
import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.cluster.CommittedOffsets;
import dk.fristvagt.cli.cluster.DayPlayer;
import dk.fristvagt.cli.cluster.EventPublisher;
import dk.fristvagt.cli.cluster.OutputTopics;
import dk.fristvagt.cli.cluster.Patience;
import dk.fristvagt.cli.cluster.SchemaSetup;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Event;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole of Fristvagt on one machine: a broker, a registry, topics, schemas, the monitor, and a history that is
 * played through them day by day.
 *
 * <p>Whoever runs it closes it, which stops what has been started, in the opposite order and within a bounded time.
 * {@link #stop()} may be called by another thread at any moment: it makes {@link #run} give up.
 */
final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    static final String APPLICATION_ID = "fristvagt-demo";

    private static final Topics TOPICS = Topics.UNPREFIXED;
    private static final int PARTITIONS = 12;

    /** A day takes milliseconds; a machine that is busy with a build may hold one up. */
    private static final Duration LONGEST_DAY = Duration.ofSeconds(90);

    /** A registry that has just started takes its time over the first schema. */
    private static final Duration REGISTRY_ANSWERS_WITHIN = Duration.ofSeconds(20);

    private static final Duration RETRY_AFTER = Duration.ofMillis(200);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /**
     * Records carry times of many years, and a segment of a log is closed when a record is a week later than its first:
     * without this the broker would have tens of thousands of files open.
     */
    private static final Map<String, String> BROKER = Map.of("log.roll.hours", Integer.toString(24 * 365 * 30));

    private final Surroundings surroundings;
    private final Units units = Units.load();
    private final WorkingDays workingDays;
    private final CitizenMonitor monitor;
    private final Board board;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Thread runner = Thread.currentThread();
    private volatile boolean stopped;

    Demo(Surroundings surroundings, CitizenMonitor monitor, WorkingDays workingDays) {
        this.surroundings = surroundings;
        this.monitor = monitor;
        this.workingDays = workingDays;
        this.board = new Board(surroundings, units);
    }

    /**
     * What is played.
     *
     * @param daysPerSecond how fast at most; empty for as fast as it goes
     */
    record Play(List<Event<?>> events, LocalDate first, LocalDate until, Optional<Double> daysPerSecond) {}

    /**
     * What came of it.
     *
     * @param events how many events were played
     * @param statuses how many deadlines have each status on the last day
     * @param firstAlert how long after the start the first alert was read
     */
    record Result(
            Comparison comparison,
            Board board,
            long events,
            Map<DeadlineStatus, Long> statuses,
            Optional<Duration> firstAlert,
            Duration starting,
            Duration playing,
            int deadLetters) {}

    /**
     * Starts everything, plays, stops the monitor, and compares what it said with a backtest.
     *
     * @throws StoppedException when it was stopped meanwhile
     */
    Result run(Play play) {
        try {
            return start(play);
        } catch (RuntimeException e) {
            // Whatever a wait threw that was interrupted, the reason is known.
            throw stopped ? new StoppedException() : e;
        }
    }

    private Result start(Play play) {
        Instant began = now();
        EmbeddedBroker broker = keep(new EmbeddedBroker(BROKER));
        EmbeddedRegistry registry = keep(new EmbeddedRegistry());
        start(broker, registry);
        say("Broker and schema registry are up.");
        Map<String, Object> client = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        Admin admin = keep(Admin.create(client), open -> open.close(Duration.ZERO));
        int topics = new TopicSetup(TOPICS, units, PARTITIONS, Optional.of((short) 1), true)
                .create(admin)
                .size();
        Registry schemas = new Registry(new Registry.Settings(
                registry.url(),
                Optional.empty(),
                Optional.empty(),
                REGISTRY_ANSWERS_WITHIN,
                3,
                RETRY_AFTER,
                Optional.empty()));
        SchemaSetup.register(schemas, TOPICS);
        say(topics + " topics and " + TOPICS.subjects().size() + " schemas are set up.");

        SerdeFactory serdes = new RegistrySerdeFactory(schemas);
        OutputTopics outputs = new OutputTopics(client, serdes, TOPICS, units);
        SettableClock clock = new SettableClock(SettableClock.endOf(play.first().minusDays(1)));
        MonitorStreams streams = keep(
                MonitorStreams.start(
                        StreamsSettings.simulated(
                                APPLICATION_ID,
                                broker.bootstrapServers(),
                                broker.directory().resolve("monitor")),
                        new MonitorStreams.Parts(monitor, serdes, TOPICS, units, workingDays, clock),
                        metrics -> {}),
                running -> running.close(STOP_WITHIN, true));
        keep(outputs.follow(board::said));
        EventPublisher publisher = keep(new EventPublisher(client, serdes, TOPICS));
        Instant up = now();
        say("The monitor runs; playing " + play.first() + " to " + play.until() + ".");
        Conductor conductor = new Conductor(play);
        new DayPlayer(
                        clock,
                        DayPlayer.Monitor.of(streams.status(), streams.partitions()),
                        publisher,
                        new CommittedOffsets(admin, APPLICATION_ID),
                        new Patience(surroundings.clock(), LONGEST_DAY))
                .play(play.events(), play.first(), play.until(), conductor);
        if (stopped) {
            throw new StoppedException();
        }
        Instant end = now();
        // What the last day said is committed when the monitor has stopped.
        streams.close(STOP_WITHIN, true);
        List<dk.fristvagt.alert.Alert> said = outputs.alerts();
        SortedMap<String, Deadline> table = outputs.deadlines();
        new Patience(surroundings.clock(), LONGEST_DAY)
                .until(() -> board.alerts() >= said.size(), () -> "the last of " + said.size() + " alerts to be shown");
        board.end();
        return new Result(
                compare(play, said, table, outputs.measures()),
                board,
                conductor.events,
                table.values().stream()
                        .collect(Collectors.groupingBy(
                                Deadline::getStatus, () -> new EnumMap<>(DeadlineStatus.class), Collectors.counting())),
                board.firstAlert().map(first -> Duration.between(began, first)),
                Duration.between(began, up),
                Duration.between(up, end),
                outputs.deadLetters());
    }

    /** Keeps the pace and looks whether to go on. */
    private final class Conductor implements DayPlayer.Audience {
        private final Play play;
        private Instant next = now();
        private long events;

        Conductor(Play play) {
            this.play = play;
        }

        @Override
        public boolean begins(LocalDate day) {
            play.daysPerSecond().ifPresent(speed -> {
                next = next.plusNanos((long) (Duration.ofSeconds(1).toNanos() / speed));
                for (Duration left = Duration.between(now(), next);
                        !left.isNegative() && !left.isZero() && !stopped;
                        left = Duration.between(now(), next)) {
                    LockSupport.parkNanos(left.toNanos());
                }
            });
            board.day(day, play.until(), events);
            return !stopped;
        }

        @Override
        public void played(LocalDate day, long played) {
            events = played;
        }
    }

    /** The broker's start and the registry's take some seconds each, so they start at the same time. */
    private void start(EmbeddedBroker broker, EmbeddedRegistry registry) {
        CompletableFuture<Void> other = CompletableFuture.runAsync(registry::start, task -> {
            Thread thread = new Thread(task, "registry-start");
            thread.setDaemon(true);
            thread.start();
        });
        broker.start();
        try {
            other.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new StoppedException();
        }
    }

    private Comparison compare(
            Play play,
            List<dk.fristvagt.alert.Alert> said,
            SortedMap<String, Deadline> table,
            SortedMap<String, MeetingMeasure> measures) {
        List<Alert> expected = new ArrayList<>();
        Backtest.Result backtest =
                new Backtest(monitor).play(play.events(), play.until(), expected::add, Backtest.Progress.NONE);
        return Comparison.of(said, table, measures, expected, backtest, workingDays);
    }

    private Instant now() {
        return surroundings.clock().instant();
    }

    private void say(String what) {
        surroundings.err().println(what);
        surroundings.err().flush();
    }

    // ---- the end

    /** Something that can be stopped. */
    private interface Stop<T> {
        void stop(T what) throws Exception;
    }

    private <T extends AutoCloseable> T keep(T resource) {
        return keep(resource, AutoCloseable::close);
    }

    /** Takes {@code resource} among what is stopped at the end. */
    private <T> T keep(T resource, Stop<? super T> stop) {
        synchronized (started) {
            started.push(() -> stop.stop(resource));
        }
        if (stopped) {
            throw new StoppedException();
        }
        return resource;
    }

    /** Makes {@link #run} give up. */
    void stop() {
        stopped = true;
        runner.interrupt();
    }

    /** Stops what has been started. Closing it again does nothing. */
    @Override
    public void close() {
        List<AutoCloseable> left;
        synchronized (started) {
            left = List.copyOf(started);
            started.clear();
        }
        left.forEach(Demo::close);
    }

    /** What cannot be stopped must not keep the rest from being stopped. */
    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Something could not be stopped ({})", e.getClass().getSimpleName());
        }
    }

    /** The demo was stopped while it ran. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopped");
        }
    }
}
