package dk.fristvagt.wire;

import dk.fristvagt.rules.DeadlineId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The CloudEvents 1.0 headers of records, in binary mode of the Kafka protocol binding (contract.md, "Topics").
 *
 * <p>Nothing in them tells whom a record is about: headers are logged and copied where values are not.
 */
public final class CloudEvents {
    private static final String SPEC_VERSION = "1.0";
    private static final String CONTENT_TYPE = "application/avro";

    /** A URI reference, as CloudEvents wants; with {@code ce_id} it identifies the record. */
    private static final String SOURCE = "/fristvagt";

    private static final String GONE = "ce_gone";
    private static final String DROPPED = "dropped";

    private CloudEvents() {}

    /** Headers of an alert that was said at {@code saidAt}; its id is the alertId, the same on every replay. */
    public static Headers alert(dk.fristvagt.alert.Alert alert, Instant saidAt) {
        return headers(alert.getAlertId(), alert.getSchema().getFullName(), saidAt)
                .add("ce_subject", utf8(alert.getRuleId()));
    }

    /**
     * Headers of a row of the deadlines table.
     *
     * @param rowHash hash of the row
     */
    public static Headers deadline(String citizenId, DeadlineId id, long rowHash, Instant saidAt) {
        String row = id.key(citizenId) + '|' + rowHash + '|' + saidAt;
        String type = dk.fristvagt.alert.Deadline.getClassSchema().getFullName();
        return headers(UUID.nameUUIDFromBytes(utf8(row)).toString(), type, saidAt)
                .add("ce_subject", utf8(id.ruleId()));
    }

    /**
     * Headers of the tombstone of a row of the deadlines table.
     *
     * @param dropped whether the course was dropped twelve months after it closed: what became of the deadline stays true
     */
    public static Headers gone(String citizenId, DeadlineId id, boolean dropped, Instant saidAt) {
        return deadline(citizenId, id, 0, saidAt).add(GONE, utf8(dropped ? DROPPED : "other"));
    }

    /** Whether {@code headers} are those of the tombstone of a deadline whose course was dropped. */
    public static boolean dropped(Headers headers) {
        Header gone = headers.lastHeader(GONE);
        return gone != null && DROPPED.equals(new String(gone.value(), StandardCharsets.UTF_8));
    }

    /**
     * Headers of the measure of a meeting, or of its tombstone. No rule is what it is about, so it has no subject.
     *
     * @param hash of the measure, 0 for a tombstone
     */
    public static Headers measure(String key, long hash, Instant saidAt) {
        String type = dk.fristvagt.measure.MeetingMeasure.getClassSchema().getFullName();
        return headers(
                UUID.nameUUIDFromBytes(utf8(type + '|' + key + '|' + hash + '|' + saidAt))
                        .toString(),
                type,
                saidAt);
    }

    /**
     * Headers of an input event that {@code publish} sends. Its id is made from the eventId and the record, because an
     * eventId need not be unique among the records of different topics.
     */
    public static Headers event(SpecificRecord event) {
        String type = event.getSchema().getFullName();
        Envelope envelope = Envelope.of(event);
        return headers(
                UUID.nameUUIDFromBytes(utf8(type + '|' + envelope.eventId())).toString(), type, envelope.recordedAt());
    }

    private static Headers headers(String id, String type, Instant time) {
        return new RecordHeaders()
                .add("ce_specversion", utf8(SPEC_VERSION))
                .add("ce_id", utf8(id))
                .add("ce_source", utf8(SOURCE))
                .add("ce_type", utf8(type))
                .add("ce_time", utf8(time.toString()))
                .add("content-type", utf8(CONTENT_TYPE));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
