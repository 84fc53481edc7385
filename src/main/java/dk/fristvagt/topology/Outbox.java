package dk.fristvagt.topology;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.monitor.Published;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.wire.AvroAlerts;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.AvroMeasures;
import dk.fristvagt.wire.CloudEvents;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Says what the core wants said: encodes alerts, deadline rows and measures and leads them to their topics.
 *
 * <p>Encoding and sending are two steps. What cannot be encoded is found before anything has been stored or said, and
 * before Kafka's producer could put a value into a message of its own.
 */
final class Outbox {
    private final ProcessorContext<Object, Object> context;
    private final Topics topics;
    private final Units units;
    private final AvroDeadlines deadlines;
    private final Serializer<dk.fristvagt.alert.Alert> alertSerializer;
    private final Serializer<dk.fristvagt.alert.Deadline> deadlineSerializer;
    private final Serializer<dk.fristvagt.measure.MeetingMeasure> measureSerializer;

    Outbox(
            ProcessorContext<Object, Object> context,
            Topics topics,
            Units units,
            AvroDeadlines deadlines,
            SerdeFactory serdes) {
        this.context = context;
        this.topics = topics;
        this.units = units;
        this.deadlines = deadlines;
        this.alertSerializer = serdes.serde(dk.fristvagt.alert.Alert.class).serializer();
        this.deadlineSerializer =
                serdes.serde(dk.fristvagt.alert.Deadline.class).serializer();
        this.measureSerializer =
                serdes.serde(dk.fristvagt.measure.MeetingMeasure.class).serializer();
    }

    /** A record that is ready to be sent to one of the sinks. */
    record Message(String sink, Record<?, ?> record) {}

    /** The messages in which {@code outcome} is said at {@code saidAt}, alerts first, each kind in its order. */
    List<Message> encode(Outcome outcome, Instant saidAt) {
        List<Message> messages = new ArrayList<>(outcome.alerts().size()
                + outcome.rows().size()
                + outcome.measures().size());
        for (Alert alert : outcome.alerts()) {
            messages.add(alert(alert, saidAt));
        }
        Iterator<Published> published = outcome.file().published().iterator();
        for (Outcome.Row row : outcome.rows()) {
            messages.add(row(outcome.file().citizenId(), row, hash(row, published), saidAt));
        }
        for (Outcome.MeasureRow row : outcome.measures()) {
            messages.add(measure(outcome.file().citizenId(), row, saidAt));
        }
        return messages;
    }

    /** Sends {@code message}. */
    void send(Message message) {
        context.forward(message.record(), message.sink());
    }

    /** Sends a dead letter. */
    void bury(Record<byte[], byte[]> deadLetter) {
        context.forward(deadLetter, Names.DEAD_LETTERS);
    }

    private Message alert(Alert alert, Instant saidAt) {
        String topic = topics.alerts(units.topicUnit(alert.unit()));
        dk.fristvagt.alert.Alert avro = AvroAlerts.toAvro(alert);
        return new Message(
                Names.ALERTS,
                new Record<>(
                        alert.citizenId(),
                        new AlertOnTopic(topic, alertSerializer.serialize(topic, avro)),
                        saidAt.toEpochMilli(),
                        CloudEvents.alert(avro, saidAt)));
    }

    private Message row(String citizenId, Outcome.Row row, long hash, Instant saidAt) {
        byte[] value =
                row.deadline().map(deadline -> encode(citizenId, deadline)).orElse(null);
        return new Message(
                Names.DEADLINES,
                new Record<>(
                        row.id().key(citizenId),
                        value,
                        saidAt.toEpochMilli(),
                        value == null
                                ? CloudEvents.gone(citizenId, row.id(), row.dropped(), saidAt)
                                : CloudEvents.deadline(citizenId, row.id(), hash, saidAt)));
    }

    private Message measure(String citizenId, Outcome.MeasureRow row, Instant saidAt) {
        byte[] value = row.measure().map(measure -> encode(citizenId, measure)).orElse(null);
        String key = MeetingMeasure.key(citizenId, row.meetingId());
        return new Message(
                Names.MEASURES,
                new Record<>(key, value, saidAt.toEpochMilli(), CloudEvents.measure(key, row.hash(), saidAt)));
    }

    /** The hash of a row, 0 for one that no longer exists; rows and {@code published} are both in key order. */
    private static long hash(Outcome.Row row, Iterator<Published> published) {
        if (row.deadline().isPresent()) {
            while (published.hasNext()) {
                Published next = published.next();
                if (next.id().equals(row.id())) {
                    return next.hash();
                }
            }
        }
        return 0;
    }

    private byte[] encode(String citizenId, MeetingMeasure measure) {
        return measureSerializer.serialize(topics.measures(), AvroMeasures.toAvro(citizenId, measure));
    }

    private byte[] encode(String citizenId, Deadline deadline) {
        return deadlineSerializer.serialize(topics.deadlines(), deadlines.toAvro(citizenId, deadline));
    }
}
