package dk.fristvagt.foreign.example;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints the alerts of a unit as they come. Arguments: brokers, registry, topic, group. */
public final class AlertSubscriber {
    private AlertSubscriber() {}

    public static void main(String[] arguments) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("schema.registry.url", arguments[1]);
        properties.put("group.id", arguments[3]);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", "io.confluent.kafka.serializers.KafkaAvroDeserializer");
        try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(arguments[2]));
            while (true) {
                for (ConsumerRecord<String, GenericRecord> record : consumer.poll(Duration.ofSeconds(1))) {
                    act(record.value());
                }
                // after acting: what was not acted on is read again
                consumer.commitSync();
            }
        }
    }

    /** What a unit does about an alert. It may see one twice after a crash: the alertId says so. */
    private static void act(GenericRecord alert) {
        System.out.println(String.join(
                " ",
                text(alert, "alertId"),
                text(alert, "sequence"),
                text(alert, "type"),
                text(alert, "stage"),
                day(alert, "dueOn"),
                text(alert, "deadlineKey"),
                text(alert, "unit"),
                text(alert, "title")));
    }

    private static String text(GenericRecord alert, String field) {
        return String.valueOf(alert.get(field));
    }

    /** Dates are days since 1970-01-01, and null where there is none. */
    private static String day(GenericRecord alert, String field) {
        Object days = alert.get(field);
        return days == null ? "-" : LocalDate.ofEpochDay((Integer) days).toString();
    }
}
