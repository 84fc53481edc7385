package dk.fristvagt.cli.cluster;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.CloudEvents;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (Event<?> event : events) {
            sent.add(producer.send(record(event)));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Future<RecordMetadata> future : sent) {
            RecordMetadata metadata = get(future);
            ends.merge(new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset() + 1, Math::max);
        }
        return ends;
    }

    private ProducerRecord<byte[], byte[]> record(Event<?> event) {
        Fact.Kind kind = event.fact().kind();
        String topic = topics.input(kind);
        SpecificRecord avro = AvroEvents.toAvro(event);
        return new ProducerRecord<>(
                topic,
                null,
                event.recordedAt().toEpochMilli(),
                event.citizenId().getBytes(StandardCharsets.UTF_8),
                serializers.get(kind).serialize(topic, avro),
                CloudEvents.event(avro));
    }

    private static RecordMetadata get(Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new PublishException("the broker did not take an event ("
                    + e.getCause().getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Patience.StoppedException();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** The brokers did not take an event. */
    public static final class PublishException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublishException(String message) {
            super(message);
        }
    }
}
