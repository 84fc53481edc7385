package dk.fristvagt.topology;

import dk.fristvagt.topology.EventDecoder.Decoded;
import dk.fristvagt.wire.RegistryException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes values whose schema is known at once, and looks a new schema up without holding a transaction open.
 *
 * <p>A schema that was never seen is looked up by a thread of its own. Whoever needs it waits for the first answer, but
 * never later than {@code patience} after the look-up began; from then on the answer is "not yet" without any wait, until
 * the registry has given the schema. While one schema is waited for in vain, no other is waited for at all. So an outage
 * costs a stream thread the patience once, not once per record or per schema.
 */
public final class PatientDecoder implements AutoCloseable {
    /** Well inside the transaction timeout of 10 s ({@link StreamsSettings}), with room for the rest of a commit. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How often a registry that does not answer is asked again. */
    public static final Duration RETRY_EVERY = Duration.ofSeconds(2);

    /** Far more schemas than there are; reached only when a producer sends garbage where ids should be. */
    private static final int MAX_KNOWN = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(PatientDecoder.class);

    private final EventDecoder decoder;
    private final Duration patience;
    private final Duration retryEvery;
    private final LongSupplier nanoTime;
    private final Set<Integer> known = ConcurrentHashMap.newKeySet();
    private final Map<Integer, LookUp> lookUps = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(PatientDecoder::daemon);

    public PatientDecoder(EventDecoder decoder, Duration patience, Duration retryEvery, LongSupplier nanoTime) {
        this.decoder = decoder;
        this.patience = patience;
        this.retryEvery = retryEvery;
        this.nanoTime = nanoTime;
    }

    /** A decoder with {@link #PATIENCE}. */
    public static PatientDecoder of(EventDecoder decoder) {
        return new PatientDecoder(decoder, PATIENCE, RETRY_EVERY, System::nanoTime);
    }

    /** What {@code value} of {@code topic} is; empty when its schema cannot be had now. */
    Optional<Decoded> decode(String topic, byte[] value, OptionalInt schemaId) {
        if (schemaId.isPresent() && !isKnown(schemaId.getAsInt())) {
            int id = schemaId.getAsInt();
            boolean inVain = lookUps.values().stream().anyMatch(LookUp::inVain);
            long deadline = nanoTime.getAsLong() + (inVain ? 0 : patience.toNanos());
            LookUp mine = new LookUp(id, topic, value, deadline);
            LookUp lookUp = lookUps.putIfAbsent(id, mine);
            if (lookUp == null) {
                lookUp = mine;
                worker.execute(mine::attempt);
            }
            if (!lookUp.await()) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(decoder.decode(topic, value));
        } catch (RegistryException unavailable) {
            schemaId.ifPresent(known::remove);
            return Optional.empty();
        } catch (RuntimeException failure) {
            LOG.warn("A record of {} could not be decoded: {}", topic, Faults.describe(failure));
            return Optional.of(new Decoded.Bad(Cause.UNDECODABLE));
        }
    }

    /** What can be read at once must not queue behind what is looked up in vain. */
    private boolean isKnown(int id) {
        return known.contains(id) || decoder.knows(id);
    }

    /** Whether a schema is being waited for. */
    boolean waiting() {
        return !lookUps.isEmpty();
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fristvagt-schema-look-up");
        thread.setDaemon(true);
        return thread;
    }

    /** The search for one schema, carried on until the registry has answered. */
    private final class LookUp {
        private final int id;
        private final String topic;
        private final byte[] sample;
        private final long deadline;
        private final CountDownLatch tried = new CountDownLatch(1);
        private boolean reported;

        private LookUp(int id, String topic, byte[] sample, long deadline) {
            this.id = id;
            this.topic = topic;
            this.sample = sample;
            this.deadline = deadline;
        }

        private void attempt() {
            try {
                decoder.decode(topic, sample);
            } catch (RegistryException unavailable) {
                tried.countDown();
                if (!reported) {
                    reported = true;
                    LOG.warn(
                            "The schema registry does not give schema {}, which records of {} need; they wait, and it"
                                    + " is asked again every {} s. Check that it is up and reachable.",
                            id,
                            topic,
                            retryEvery.toSeconds());
                }
                if (!worker.isShutdown()) {
                    worker.schedule(this::attempt, retryEvery.toMillis(), TimeUnit.MILLISECONDS);
                }
                return;
            } catch (RuntimeException failure) {
                // The registry has answered; what is wrong with the record is found when it is decoded in its turn.
                LOG.debug(
                        "Schema {} was answered with {}", id, failure.getClass().getName());
            }
            if (reported) {
                LOG.info("The schema registry has given schema {}; the records that waited for it go on", id);
            }
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            known.add(id);
            lookUps.remove(id);
            tried.countDown();
        }

        /** Whether whoever waited for it has waited in vain. */
        private boolean inVain() {
            return tried.getCount() == 0 || nanoTime.getAsLong() - deadline >= 0;
        }

        private boolean await() {
            try {
                return tried.await(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS)
                        && known.contains(id);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
