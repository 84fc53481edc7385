package dk.fristvagt.topology;

import dk.fristvagt.wire.ConfluentSerde;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A record of an input topic as it was received, with the place it came from.
 *
 * @param key empty when the record has none, as is {@code value}
 */
record Received(String topic, int partition, long offset, Optional<byte[]> key, Optional<byte[]> value) {
    /** The id of the schema the value was written with, when the value begins as the wire format does. */
    OptionalInt schemaId() {
        return value.isEmpty() ? OptionalInt.empty() : ConfluentSerde.schemaId(value.get());
    }

    /** How many bytes key and value have together. */
    long size() {
        return (long) key.map(bytes -> bytes.length).orElse(0)
                + value.map(bytes -> bytes.length).orElse(0);
    }
}
