package dk.fristvagt.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * A server of our own in a child JVM: the life of a broker or a registry, from free ports to an empty temporary folder.
 *
 * <p>It may be stopped or killed and started again: then it has the same ports and the same directory, hence the same
 * data. {@link #close()} ends it for good and deletes the directory. A start that fails leaves nothing behind, and
 * neither does a parent that dies, by whatever signal. No shutdown hook is registered: in which order things end on
 * Ctrl-C is for the program to say; the child itself ignores it.
 *
 * <p>Safe for use by several threads; in particular, {@code close()} ends a {@code start()} that still waits.
 */
public abstract sealed class EmbeddedServer implements AutoCloseable permits EmbeddedBroker, EmbeddedRegistry {
    /** A start takes some seconds; ten times as long on a machine that is busy with a build. */
    private static final Duration START_BOUND = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(50);

    /** How both servers, or rather the operating system for them, say that a port is taken. */
    private static final String PORT_TAKEN = "in use";

    /** How often other ports are tried when those that were free are taken at the moment of use. */
    static final int PORT_ATTEMPTS = 10;

    private final String kind;
    private final int portCount;
    private final IntSupplier freePorts;

    private final Object lock = new Object();
    private Optional<OwnDirectory> directory = Optional.empty();
    private Optional<ChildJvm> child = Optional.empty();
    private boolean closed;

    /** The ports in use, none before the first successful start. */
    private volatile List<Integer> ports = List.of();

    EmbeddedServer(String kind, int portCount, IntSupplier freePorts) {
        this.kind = kind;
        this.portCount = portCount;
        this.freePorts = freePorts;
    }

    /** What a user calls it, at the start of a sentence. */
    abstract String name();

    /** Writes into {@code home} what the server needs on these ports, and tells how to run it. */
    abstract ChildJvm.Program prepare(Path home, List<Integer> candidatePorts);

    /** Whether this very server, and not another one on its port, answers. */
    abstract boolean answers(List<Integer> candidatePorts);

    /**
     * Starts it, the first time on free ports, later on the same ones. Returns when it answers.
     *
     * @throws EmbeddedException when it does not come up; nothing of it is left then
     * @throws IllegalStateException when it runs already, or is closed, or is closed meanwhile
     */
    public final void start() {
        closedWhenItFails(() -> {
            if (ports.isEmpty()) {
                ports = startOnFreePorts();
            } else if (!comesUp(ports)) {
                throw failure("another program has taken its port " + ports.get(0));
            }
            return true;
        });
    }

    /**
     * Starts it for the first time, on these very ports. Returns when it answers, or false when somebody else has one of
     * the ports.
     *
     * @throws EmbeddedException when it does not come up; nothing of it is left then
     * @throws IllegalStateException when it runs already, or is closed, or is closed meanwhile
     */
    final boolean startsOn(List<Integer> given) {
        return closedWhenItFails(() -> {
            boolean up = comesUp(given);
            if (up) {
                ports = given;
            }
            return up;
        });
    }

    private interface Start {
        boolean attempt() throws InterruptedException;
    }

    private boolean closedWhenItFails(Start start) {
        synchronized (lock) {
            requireOpen();
            if (isRunning()) {
                throw new IllegalStateException("This " + kind + " runs already");
            }
        }
        try {
            return start.attempt();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedException("The start of " + name() + " was interrupted", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private List<Integer> startOnFreePorts() throws InterruptedException {
        for (int attempt = 1; attempt <= PORT_ATTEMPTS; attempt++) {
            List<Integer> candidates = IntStream.generate(freePorts)
                    .distinct()
                    .limit(portCount)
                    .boxed()
                    .toList();
            if (comesUp(candidates)) {
                return candidates;
            }
        }
        throw failure("other programs took the ports that were free, " + PORT_ATTEMPTS + " times in a row");
    }

    /** Starts a child on these ports and waits until it answers; false when somebody else has one of the ports. */
    private boolean comesUp(List<Integer> candidates) throws InterruptedException {
        ChildJvm started = launch(candidates);
        long begun = System.nanoTime();
        while (!started.endsWithin(POLL)) {
            if (Ports.accepts(candidates.get(0)) && answers(candidates)) {
                return true;
            }
            if (System.nanoTime() - begun > START_BOUND.toNanos()) {
                throw failure("it did not answer within " + START_BOUND.toSeconds() + " seconds");
            }
        }
        synchronized (lock) {
            requireOpen();
        }
        if (started.lastLines().stream().anyMatch(line -> line.contains(PORT_TAKEN))) {
            return false;
        }
        throw failure("it ended with exit code " + started.exitCode() + " before it answered");
    }

    /** Asks again and again whether {@code condition} holds; false when it does not within the time that a start has. */
    static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > START_BOUND.toNanos()) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    private ChildJvm launch(List<Integer> candidates) {
        synchronized (lock) {
            requireOpen();
            if (directory.isEmpty()) {
                directory = Optional.of(OwnDirectory.create(kind));
            }
            Path home = directory.get().path();
            ChildJvm started = ChildJvm.start(prepare(home, candidates), home, home.resolve(logName()));
            child = Optional.of(started);
            return started;
        }
    }

    /** Stops it in order and keeps its directory, so that it can be started again. Nothing when it does not run. */
    public final void stop() {
        synchronized (lock) {
            child.ifPresent(ChildJvm::stop);
        }
    }

    /** Kills it without warning ({@code kill -9}) and keeps its directory. Nothing when it does not run. */
    public final void kill() {
        synchronized (lock) {
            child.ifPresent(ChildJvm::kill);
        }
    }

    /**
     * Ends it and deletes its directory. It cannot be started again. Closing it again does nothing.
     *
     * <p>It is killed: an orderly end is seconds of writing to disk what is deleted in the next moment.
     */
    @Override
    public final void close() {
        synchronized (lock) {
            closed = true;
            child.ifPresent(ChildJvm::kill);
            directory.ifPresent(OwnDirectory::close);
            directory = Optional.empty();
        }
    }

    /** Whether its JVM runs, answering or not. */
    public final boolean isRunning() {
        synchronized (lock) {
            return child.filter(ChildJvm::isAlive).isPresent();
        }
    }

    /**
     * The process id of its JVM.
     *
     * @throws IllegalStateException when it was never started
     */
    public final long pid() {
        synchronized (lock) {
            return child.orElseThrow(this::neverStarted).pid();
        }
    }

    /**
     * Its temporary directory, with its log in it.
     *
     * @throws IllegalStateException when it was never started, or is closed
     */
    public final Path directory() {
        synchronized (lock) {
            return directory.orElseThrow(this::neverStarted).path();
        }
    }

    /**
     * The file that gets what it prints, of all its runs.
     *
     * @throws IllegalStateException when it was never started, or is closed
     */
    public final Path log() {
        return directory().resolve(logName());
    }

    /** The first of its ports: the one that clients use. */
    final int port() {
        List<Integer> known = ports;
        if (known.isEmpty()) {
            throw neverStarted();
        }
        return known.get(0);
    }

    private String logName() {
        return kind + ".log";
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This " + kind + " is closed");
        }
    }

    private IllegalStateException neverStarted() {
        return new IllegalStateException("This " + kind + " is not started");
    }

    private EmbeddedException failure(String reason) {
        synchronized (lock) {
            List<String> lines = child.map(ChildJvm::lastLines).orElse(List.of());
            return new EmbeddedException("%s did not start: %s. The last lines of its log (%s, deleted with it):%n  %s"
                    .formatted(
                            name(),
                            reason,
                            directory.map(own -> own.path().resolve(logName())).orElseThrow(),
                            lines.isEmpty() ? "(none)" : String.join(System.lineSeparator() + "  ", lines)));
        }
    }
}
