package dk.fristvagt.cli.cluster;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.Days;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** What the monitor has said, read back from its topics: committed alerts and the table of deadlines. */
public final class OutputTopics {
    private final Map<String, ?> client;
    private final Topics topics;
    private final Units units;
    private final Deserializer<Alert> alerts;
    private final Deserializer<Deadline> deadlines;

    /**
     * The topics of a monitor.
     *
     * @param client properties of Kafka's client
     */
    public OutputTopics(Map<String, ?> client, SerdeFactory serdes, Topics topics, Units units) {
        this.client = client;
        this.topics = topics;
        this.units = units;
        this.alerts = serdes.serde(Alert.class).deserializer();
        this.deadlines = serdes.serde(Deadline.class).deserializer();
    }

    /** Gives {@code each} every alert up to the present end, those of one topic in their order. */
    public void alerts(Consumer<Alert> each) {
        try (TopicReader reader = alertReader()) {
            reader.readToEnd(record -> each.accept(alert(record)));
        }
    }

    /** All alerts, those of one topic in their order. */
    public List<Alert> alerts() {
        List<Alert> read = new ArrayList<>();
        alerts(read::add);
        return read;
    }

    /** The latest row of every deadline that exists, by its key. */
    public SortedMap<String, Deadline> deadlines() {
        SortedMap<String, Deadline> table = new TreeMap<>(Days.UTF8);
        try (TopicReader reader = new TopicReader(client, List.of(topics.deadlines()))) {
            reader.readToEnd(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    table.remove(key);
                } else {
                    table.put(key, value(deadlines, record));
                }
            });
        }
        return table;
    }

    /** How many records the dead letters have. */
    public int deadLetters() {
        int[] count = {0};
        try (TopicReader reader = new TopicReader(client, List.of(topics.deadLetters()))) {
            reader.readToEnd(record -> count[0]++);
        }
        return count[0];
    }

    /** A reader of every alert topic. */
    TopicReader alertReader() {
        return new TopicReader(client, topics.alerts(units));
    }

    /** A reader of the alert topic of {@code topicUnit}. */
    TopicReader alertReader(String topicUnit) {
        return new TopicReader(client, List.of(topics.alerts(topicUnit)));
    }

    Alert alert(ConsumerRecord<byte[], byte[]> record) {
        return value(alerts, record);
    }

    /**
     * The value of {@code record}.
     *
     * @throws TopicSetup.TopicException when it is not one of ours
     */
    private static <T> T value(Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value());
        } catch (SerializationException foreign) {
            throw new TopicSetup.TopicException("topic " + record.topic() + ", partition " + record.partition()
                    + ", offset " + record.offset() + " holds what the monitor did not write (" + foreign.getMessage()
                    + "): find out who else may write there");
        }
    }

    /** Gives {@code each} every alert as it comes, in a thread of its own, until closed. */
    public AutoCloseable follow(Consumer<Alert> each) {
        return new Following(alertReader(), record -> each.accept(alert(record)));
    }
}
