package dk.fristvagt.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of Kafka Streams, with main consumers that tell how far they have read. */
public final class TrackingClients implements KafkaClientSupplier, Positions {
    private final Set<TopicPartition> watched = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> delivered = new ConcurrentHashMap<>();

    @Override
    public void begin(TopicPartition partition) {
        delivered.remove(partition);
        watch(partition);
    }

    @Override
    public void watch(TopicPartition partition) {
        next.remove(partition);
        watched.add(partition);
    }

    @Override
    public void unwatch(TopicPartition partition) {
        watched.remove(partition);
    }

    @Override
    public Optional<Position> of(TopicPartition partition) {
        // The position is read first: what is delivered up to it has then been noted.
        Long position = next.get(partition);
        return position == null
                ? Optional.empty()
                : Optional.of(new Position(position, delivered.getOrDefault(partition, -1L)));
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new TrackingConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Notes after every poll what it delivered and, for the partitions that are watched, where it stands. */
    private final class TrackingConsumer extends KafkaConsumer<byte[], byte[]> {
        private TrackingConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> batch = records.records(partition);
                delivered.put(partition, batch.get(batch.size() - 1).offset());
            }
            if (!watched.isEmpty()) {
                assignment().stream().filter(watched::contains).forEach(this::note);
            }
            return records;
        }

        private void note(TopicPartition partition) {
            try {
                next.put(partition, position(partition, Duration.ZERO));
            } catch (TimeoutException notKnownYet) {
                next.remove(partition);
            }
        }
    }
}
