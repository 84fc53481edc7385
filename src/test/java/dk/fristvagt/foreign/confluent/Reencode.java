package dk.fristvagt.foreign.confluent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Decodes all that topics hold with Confluent's deserializer, encodes it again with Confluent's serializer, and says
 * where the bytes differ. Arguments: brokers, registry, Confluent's strategy for names of subjects, topics.
 *
 * <p>Run on Confluent's jar alone (see {@code ConfluentJar}); its classes are named in text only.
 */
public final class Reencode {
    private Reencode() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Map<String, ?> codec = Map.of(
                "schema.registry.url",
                arguments[1],
                "auto.register.schemas",
                false,
                "value.subject.name.strategy",
                "io.confluent.kafka.serializers.subject." + arguments[2]);
        Deserializer<Object> deserializer = instance("io.confluent.kafka.serializers.KafkaAvroDeserializer");
        Serializer<Object> serializer = instance("io.confluent.kafka.serializers.KafkaAvroSerializer");
        deserializer.configure(codec, false);
        serializer.configure(codec, false);
        int identical = 0;
        int tombstones = 0;
        int different = 0;
        for (ConsumerRecord<byte[], byte[]> record :
                read(arguments[0], List.of(arguments).subList(3, arguments.length))) {
            if (record.value() == null) {
                tombstones++;
                continue;
            }
            Object decoded = deserializer.deserialize(record.topic(), record.value());
            if (Arrays.equals(serializer.serialize(record.topic(), decoded), record.value())) {
                identical++;
            } else {
                different++;
                System.out.println("different: " + record.topic() + " " + record.partition() + " " + record.offset());
            }
        }
        System.out.println(identical + " identical, " + different + " different, " + tombstones + " tombstones");
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String brokers, List<String> topics) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed", "enable.auto.commit", false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            topics.forEach(topic -> consumer.partitionsFor(topic)
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @SuppressWarnings("unchecked")
    private static <T> T instance(String className) throws ReflectiveOperationException {
        return (T) Class.forName(className).getDeclaredConstructor().newInstance();
    }
}
