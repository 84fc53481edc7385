package dk.fristvagt.wire;

import dk.fristvagt.rules.DeadlineId;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** The CloudEvents 1.0 headers of records, in binary mode (contract.md, "Topics"). */
public final class CloudEvents {
    private CloudEvents() {}

    /** Headers of an alert that was said at {@code saidAt}. */
    public static Headers alert(dk.fristvagt.alert.Alert alert, Instant saidAt) {
        throw new UnsupportedOperationException();
    }

    /**
     * Headers of a row of the deadlines table, or of its tombstone.
     *
     * @param rowHash hash of the row, 0 for a tombstone
     */
    public static Headers deadline(String citizenId, DeadlineId id, long rowHash, Instant saidAt) {
        throw new UnsupportedOperationException();
    }

    /** Headers of an input event. */
    public static Headers event(org.apache.avro.specific.SpecificRecord event) {
        throw new UnsupportedOperationException();
    }
}
