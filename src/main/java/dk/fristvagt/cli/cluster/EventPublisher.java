package dk.fristvagt.cli.cluster;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.CloudEvents;
import dk.fristvagt.wire.Envelope;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Sends events to the input topics as contract.md has them: key, wire format, headers, event time. One thread. */
public final class EventPublisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Topics topics;
    private final Map<Fact.Kind, Serializer<SpecificRecord>> serializers = new EnumMap<>(Fact.Kind.class);

    /**
     * A publisher.
     *
     * @param client properties of Kafka's client: the brokers' addresses, and security where there is any
     */
    public EventPublisher(Map<String, ?> client, SerdeFactory serdes, Topics topics) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A leader that knows nothing of a producer takes whichever of its batches comes first. With several on the way
        // a
        // later one may be taken where the first was refused for a moment, and then the first is out of order for good.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topics = topics;
        for (Fact.Kind kind : Fact.Kind.values()) {
            serializers.put(kind, serializer(serdes, AvroEvents.recordClass(kind)));
        }
    }

    @SuppressWarnings("unchecked")
    private static Serializer<SpecificRecord> serializer(SerdeFactory serdes, Class<? extends SpecificRecord> type) {
        return (Serializer<SpecificRecord>) serdes.serde(type).serializer();
    }

    /**
     * Sends {@code events} in their order and returns when the brokers have them.
     *
     * @return for each partition that got one, the offset after the last
     * @throws PublishException when the brokers do not take one
     */
    public Map<TopicPartition, Long> publish(Collection<Event<?>> events) {
        return publishRecords(events.stream().map(AvroEvents::toAvro).toList());
    }

    /**
     * Sends events as they are on the wire, valid or not.
     *
     * @return for each partition that got one, the offset after the last
     * @throws PublishException when the brokers do not take one
     */
    public Map<TopicPartition, Long> publishRecords(Collection<? extends SpecificRecord> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (SpecificRecord event : events) {
            sent.add(send(event));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Future<RecordMetadata> future : sent) {
            RecordMetadata metadata = get(future);
            ends.merge(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset() + 1, Math::max);
        }
        return ends;
    }

    private Future<RecordMetadata> send(SpecificRecord event) {
        Envelope envelope = Envelope.of(event);
        String topic = topics.input(envelope.kind());
        byte[] value;
        try {
            value = serializers.get(envelope.kind()).serialize(topic, event);
        } catch (SerializationException notWritable) {
            throw new PublishException("an event cannot be sent: " + notWritable.getMessage(), notWritable);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                null,
                envelope.recordedAt().toEpochMilli(),
                envelope.citizenId().getBytes(StandardCharsets.UTF_8),
                value,
                CloudEvents.event(event));
        try {
            return producer.send(record);
        } catch (KafkaException refused) {
            throw refused(refused);
        }
    }

    private static RecordMetadata get(Future<RecordMetadata> future) {
        try {
            return Answers.of(future);
        } catch (KafkaException refused) {
            throw refused(refused);
        }
    }

    private static PublishException refused(KafkaException refused) {
        if (refused instanceof InvalidTimestampException) {
            return new PublishException(
                    "the brokers did not take an event, since its recordedAt is more than an hour after their clock:"
                            + " correct the events, or the brokers' clock. Those before it may have been sent",
                    refused);
        }
        return new PublishException(
                "the brokers did not take an event (" + refused.getClass().getSimpleName()
                        + "): check that the inputs exist, that they may be written, and that enough brokers are up",
                refused);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** An event could not be written, or the brokers did not take it. */
    public static final class PublishException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublishException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
