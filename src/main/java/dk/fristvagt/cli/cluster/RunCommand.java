package dk.fristvagt.cli.cluster;

import static dk.fristvagt.cli.cluster.ConfigOption.from;

import dk.fristvagt.cli.Commands;
import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.cli.config.ConfigurationException;
import dk.fristvagt.cli.explain.Explainer;
import dk.fristvagt.cli.explain.Explanations;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.ops.Health;
import dk.fristvagt.ops.Metric;
import dk.fristvagt.ops.MetricsPage;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.statistics.StatisticsStreams;
import dk.fristvagt.statistics.Vocabulary;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.RegistryUnavailableException;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: the monitor against a real cluster (contract.md, "Command line"). */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the monitor until it is stopped (Ctrl-C, SIGTERM). Several instances with the same application.id",
            "share the work; each needs a state directory of its own. It starts only on a cluster that setup has made."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt run --config fristvagt.properties",
            "  fristvagt run --config fristvagt.properties --roles monitor,statistics",
            "  fristvagt run --config rehearsal.properties --today 2026-03-31 --drain"
        })
public final class RunCommand implements Runnable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration RETRY_REGISTRY_AFTER = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final Surroundings surroundings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The thread that waits for brokers and a registry, and is interrupted when the command is stopped meanwhile. */
    private volatile Optional<Thread> starting = Optional.empty();

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = {
                "Fix the business day (2024-01-31): a rehearsal. application.id and topics.prefix must end in -rehearsal,",
                "so that what is said cannot be taken for what is true today."
            })
    private Optional<LocalDate> today;

    @Option(
            names = "--drain",
            description = {
                "Stop with exit code 0, leaving the group, when everything that the inputs held at the start has been",
                "worked off by the group, and this instance's tasks have nothing due."
            })
    private boolean drain;

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            defaultValue = "monitor",
            description = {
                "What the instance is: monitor, statistics (counts for managers, shown as metrics), or monitor,statistics."
            })
    private Set<Metric.Role> roles;

    public RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Configuration configuration = config.read(surroundings);
        from(configuration, c -> {
            if (today.isPresent()) {
                c.requireRehearsal();
            }
            return c;
        });
        starting = Optional.of(Thread.currentThread());
        Thread hook = new Thread(this::stop, "run-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run(configuration);
        } catch (Failure | TopicSetup.TopicException | RegistryException | ConfigurationException refused) {
            if (stopped.getCount() == 0 && starting.isPresent()) {
                LOG.info("Stopped before it had started");
            } else {
                throw refused instanceof Failure ? refused : new Failure(refused.getMessage(), refused);
            }
        } catch (Patience.StoppedException interrupted) {
            LOG.info("Stopped before it had started");
        } finally {
            ended.countDown();
            removeHook(hook);
        }
    }

    private void run(Configuration configuration) {
        try (StateDirectory directory = StateDirectory.take(configuration.stateDirectory())) {
            run(configuration, configuration.serdes(Optional.of(directory.path().resolve("schemas"))));
        }
    }

    private void run(Configuration configuration, SerdeFactory serdes) {
        StreamsSettings settings = configuration.streams();
        Rulebook rulebook = configuration.rules().rulebook();
        Topics topics = configuration.topics();
        Units units = Units.load();
        InstantSource clock = today.<InstantSource>map(day -> InstantSource.fixed(SettableClock.standingOn(day)))
                .orElse(surroundings.clock());
        WorkingDaysOfDenmark workingDays = new WorkingDaysOfDenmark();
        Duration wait = configuration.startupWait();
        CitizenMonitor monitor = new CitizenMonitor(rulebook, workingDays, configuration.monitor());
        Explanations explanations = new Explanations(new Explainer(monitor, workingDays));
        Health health = new Health(roles);
        try (MetricsPage metrics = new MetricsPage(Commands.version(), health);
                InstanceDoor door = InstanceDoor.open(
                        configuration.http(),
                        explanations::ofFile,
                        Stream.concat(Stream.of(metrics.route()), health.routes().stream())
                                .toList());
                Cluster cluster = Cluster.connect(configuration, wait, surroundings.clock())) {
            cluster.requireTransactions();
            if (roles.contains(Metric.Role.MONITOR)) {
                cluster.doing(() -> TopicSetup.check(cluster.admin(), topics, units, configuration.rehearsal()));
            }
            awaitRegistry(serdes, topics, wait);
            Instance instance = new Instance(metrics, health);
            try {
                if (roles.contains(Metric.Role.MONITOR)) {
                    door.answerFrom(cluster.doing(() -> instance.startMonitor(
                            door.advertised()
                                    .map(settings::withApplicationServer)
                                    .orElse(settings),
                            new MonitorStreams.Parts(monitor, serdes, topics, units, workingDays, clock))));
                }
                if (roles.contains(Metric.Role.STATISTICS)) {
                    cluster.doing(() -> instance.startStatistics(
                            settings,
                            new StatisticsStreams.Parts(new Vocabulary(rulebook, units), serdes, topics, clock)));
                }
                starting = Optional.empty();
                LOG.info(today.map(day -> "The business day is fixed at " + day)
                        .orElse("The business day is the clock's"));
                if (drain) {
                    drain(instance);
                } else {
                    watch(instance);
                }
            } finally {
                instance.stop(STOP_WITHIN);
            }
        }
    }

    /** A registry that is away is waited for; one that refuses, or lacks a schema, is not. */
    private void awaitRegistry(SerdeFactory serdes, Topics topics, Duration wait) {
        Instant end = surroundings.clock().instant().plus(wait);
        boolean said = false;
        while (true) {
            try {
                serdes.prepare(topics);
                return;
            } catch (RegistryUnavailableException away) {
                if (!surroundings.clock().instant().isBefore(end)) {
                    throw away;
                }
                if (!said) {
                    said = true;
                    LOG.warn("{}; waiting for up to {} s", away.getMessage(), wait.toSeconds());
                }
                pause(RETRY_REGISTRY_AFTER);
            }
        }
    }

    private void watch(Instance instance) {
        while (!isStopped(LOOK_EVERY)) {
            instance.requireAlive();
        }
    }

    private void drain(Instance instance) {
        Instance.Ends ends = instance.ends();
        boolean committed = false;
        while (!isStopped(LOOK_EVERY)) {
            instance.requireAllAlive();
            committed = committed || instance.hasCommitted(ends);
            boolean nothingLeft = instance.nothingLeft();
            // Looked at again after the group, for what it says may have just come here.
            if (committed && nothingLeft && instance.isSettled() && instance.nothingLeft()) {
                LOG.info("Everything that was there at the start has been worked off");
                return;
            }
        }
    }

    private boolean isStopped(Duration within) {
        try {
            return stopped.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    private void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
        if (stopped.getCount() == 0 || Thread.interrupted()) {
            throw new Patience.StoppedException();
        }
    }

    /** On Ctrl-C or SIGTERM: has the monitor stop, and holds the process until it has. */
    private void stop() {
        stopped.countDown();
        starting.ifPresent(Thread::interrupt);
        try {
            if (!ended.await(STOP_WITHIN.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("The monitor does not stop; the process ends without it");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook waits for what has just been done.
        }
    }
}
