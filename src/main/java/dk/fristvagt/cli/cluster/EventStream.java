package dk.fristvagt.cli.cluster;

import static dk.fristvagt.cli.cluster.ConfigOption.from;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.facts.Event;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.SerdeFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Sends events, one after the other and in bounded memory, to the inputs of the cluster that a configuration names. What
 * goes wrong is a {@link Failure} of one line.
 */
public final class EventStream implements AutoCloseable {
    /** Sent, then waited for: so many that the wait does not count, so few that an error comes soon. */
    private static final int BATCH = 5_000;

    private final Cluster cluster;
    private final EventPublisher publisher;
    private final List<SpecificRecord> batch = new ArrayList<>(BATCH);
    private long sent;

    private EventStream(Cluster cluster, EventPublisher publisher) {
        this.cluster = cluster;
        this.publisher = publisher;
    }

    /**
     * Connects, and checks that the inputs are there.
     *
     * @param clock measures how long is waited
     */
    public static EventStream to(Configuration configuration, InstantSource clock) {
        SerdeFactory serdes = from(configuration, c -> c.serdes(Optional.empty()));
        Cluster cluster = Cluster.connect(configuration, Duration.ZERO, clock);
        try {
            EventPublisher publisher = told(() -> {
                cluster.doing(() -> TopicSetup.inputPartitions(cluster.admin(), configuration.topics()));
                return Cluster.client(() -> new EventPublisher(configuration.client(), serdes, configuration.topics()));
            });
            return new EventStream(cluster, publisher);
        } catch (RuntimeException notOpened) {
            cluster.close();
            throw notOpened;
        }
    }

    /** Sends {@code event}, soon. */
    public void send(Event<?> event) {
        send(AvroEvents.toAvro(event));
    }

    /** Sends {@code event}, as it is on the wire, soon. */
    public void send(SpecificRecord event) {
        batch.add(event);
        if (batch.size() == BATCH) {
            finish();
        }
    }

    /** Sends what has not been sent, and returns when the brokers have it. */
    public void finish() {
        told(() -> publisher.publishRecords(batch));
        sent += batch.size();
        batch.clear();
    }

    /** How many events the brokers have. */
    public long sent() {
        return sent;
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (TopicSetup.TopicException | RegistryException | EventPublisher.PublishException refused) {
            throw new Failure(refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        publisher.close();
        cluster.close();
    }
}
