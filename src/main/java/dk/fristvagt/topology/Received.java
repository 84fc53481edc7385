package dk.fristvagt.topology;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A record of an input topic as it was received, with the place it came from.
 *
 * @param key empty when the record has none, as is {@code value}
 */
record Received(String topic, int partition, long offset, Optional<byte[]> key, Optional<byte[]> value) {
    /** Magic byte and 4-byte schema id of the Confluent wire format. */
    private static final int WIRE_HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    /** The id of the schema the value was written with, when the value begins as the wire format does. */
    OptionalInt schemaId() {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        byte[] bytes = value.get();
        return bytes.length >= WIRE_HEADER_BYTES && bytes[0] == MAGIC
                ? OptionalInt.of(ByteBuffer.wrap(bytes).getInt(1))
                : OptionalInt.empty();
    }

    /** How many bytes key and value have together. */
    long size() {
        return (long) key.map(bytes -> bytes.length).orElse(0) + value.map(bytes -> bytes.length).orElse(0);
    }
}
