package dk.fristvagt.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns the broker's time from the timestamps it gives to records of a topic of its own.
 *
 * <p>Kafka has no request for the time. A topic with {@code message.timestamp.type=LogAppendTime} is the one documented
 * way to have the broker write it down: an empty record is sent, and the acknowledgement carries the time. The topic
 * belongs to the application ({@code <application.id>-broker-time}), like those that Kafka Streams makes, and keeps its
 * records for an hour.
 *
 * <p>Between two answers the time is carried on by the monotonic clock, so that a wall clock that jumps is noticed at
 * once, not at the next answer.
 */
public final class BrokerTimeProbe implements BrokerTime, AutoCloseable {
    /** Both clocks drift by far less in so long. */
    public static final Duration ASK_EVERY = Duration.ofSeconds(30);

    /** After so long without an answer nothing is known: the monotonic clock may have stood still with the machine. */
    static final Duration VALID_FOR = Duration.ofMinutes(5);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final String TOPIC_SUFFIX = "-broker-time";
    private static final Logger LOG = LoggerFactory.getLogger(BrokerTimeProbe.class);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(BrokerTimeProbe::daemon);
    private volatile Answer last;
    private boolean reported;
    private boolean refused;

    /** What the broker's clock showed when the monotonic clock showed {@code nanos}. */
    private record Answer(Instant broker, long nanos) {}

    BrokerTimeProbe(Producer<byte[], byte[]> producer, String topic, LongSupplier nanoTime) {
        this.producer = producer;
        this.topic = topic;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes the topic where it is missing, asks for the first time and goes on asking.
     *
     * @param client how to reach the broker: the properties of a producer
     * @throws TopicSetup.TopicException when the topic cannot be made, or the broker does not let us write it
     */
    public static BrokerTimeProbe start(
            String applicationId, Admin admin, Optional<Short> replicationFactor, Map<String, Object> client) {
        String topic = topic(applicationId);
        makeTopic(admin, topic, replicationFactor);
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, topic);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis() / 2);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_WITHIN.toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        BrokerTimeProbe probe = new BrokerTimeProbe(
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()),
                topic,
                System::nanoTime);
        probe.ask();
        if (probe.refused) {
            probe.close();
            throw new TopicSetup.TopicException("topic " + topic
                    + ", in which the broker writes down its time, may not be written: give the monitor the ACLs that setup"
                    + " makes for acl.monitor.principal");
        }
        probe.worker.scheduleWithFixedDelay(
                probe::ask, ASK_EVERY.toMillis(), ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return probe;
    }

    /** The name of the topic. */
    public static String topic(String applicationId) {
        return applicationId + TOPIC_SUFFIX;
    }

    @Override
    public Optional<Instant> now() {
        Answer answer = last;
        if (answer == null) {
            return Optional.empty();
        }
        long since = nanoTime.getAsLong() - answer.nanos();
        return since > VALID_FOR.toNanos()
                ? Optional.empty()
                : Optional.of(answer.broker().plusNanos(since));
    }

    /** Asks once; without an answer, what was known stays known until it is too old. */
    void ask() {
        long sent = nanoTime.getAsLong();
        try {
            RecordMetadata written = producer.send(new ProducerRecord<>(topic, null, new byte[0]))
                    .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            long received = nanoTime.getAsLong();
            last = new Answer(Instant.ofEpochMilli(written.timestamp()), sent + (received - sent) / 2);
            reported = false;
        } catch (ExecutionException | TimeoutException | RuntimeException noAnswer) {
            refused = noAnswer.getCause() instanceof AuthorizationException;
            if (!reported) {
                reported = true;
                LOG.warn(
                        "The broker's time is not known ({}); no new day begins before it is",
                        noAnswer.getClass().getSimpleName());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        producer.close(Duration.ZERO);
    }

    private static void makeTopic(Admin admin, String topic, Optional<Short> replicationFactor) {
        NewTopic wanted = new NewTopic(topic, Optional.of(1), replicationFactor)
                .configs(Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofHours(1).toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Duration.ofHours(1).toMillis())));
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new TopicSetup.TopicException("topic " + topic
                        + ", in which the broker writes down its time, cannot be made: "
                        + refused.getCause().getMessage());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TopicSetup.TopicException("interrupted while topic " + topic + " was made");
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fristvagt-broker-time");
        thread.setDaemon(true);
        return thread;
    }
}
